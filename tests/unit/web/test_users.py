import pytest
from starlette.testclient import TestClient

from kuanggui.model.user import Role
from unit.web.conftest import BROWSER, PASSWORD, LogIn

USERS, ME, LOGIN, PLANS = "/api/users", "/api/me", "/api/login", "/api/plans"
NEW = {"name": "甲", "role": "drafter", "adcode": "140200", "password": "new horse 1"}


def _names(client: TestClient) -> list[str]:
    return [user["name"] for user in client.get(USERS).json()]


def test_the_first_user_of_an_open_database_is_an_administrator_and_closes_it(client: TestClient) -> None:
    assert client.post(USERS, json=NEW).status_code == 422
    first = NEW | {"role": "admin", "adcode": "000000"}
    assert client.post(USERS, json=first).status_code == 201
    assert client.get(PLANS).status_code == 401
    assert client.post(USERS, json=NEW | {"name": "乙"}).status_code == 401
    assert client.post(LOGIN, json={"name": "甲", "password": NEW["password"]}).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_administrators_see_and_enter_users(log_in: LogIn, role: Role) -> None:
    user = log_in("user", role, "140200")
    assert user.get(USERS).status_code == 403
    assert user.post(USERS, json=NEW).status_code == 403
    assert user.patch(f"{USERS}/chief", json={"active": False}).status_code == 403
    assert user.put(f"{USERS}/chief/password", json={"password": "new horse 1"}).status_code == 403


def test_an_administrator_enters_changes_and_shuts_out(log_in: LogIn, client: TestClient) -> None:
    chief = log_in("chief", Role.ADMIN, "000000")
    assert chief.post(USERS, json=NEW).json()["has_password"]
    assert chief.post(USERS, json=NEW).status_code == 409
    assert _names(chief) == ["chief", "甲"]
    assert chief.patch(f"{USERS}/甲", json={"role": "reviewer", "adcode": "140000"}).json()["role"] == "reviewer"
    entered = client.post(LOGIN, json={"name": "甲", "password": NEW["password"]})
    assert entered.json()["adcode"] == "140000"
    assert chief.patch(f"{USERS}/甲", json={"active": False}).json()["active"] is False
    assert client.get(PLANS).status_code == 401


def test_a_regional_administrator_reaches_neither_up_nor_sideways(log_in: LogIn) -> None:
    city = log_in("city", Role.ADMIN, "140200")
    log_in("other", Role.VIEWER, "140300")
    assert _names(city) == ["city"]
    assert city.post(USERS, json=NEW | {"adcode": "000000"}).status_code == 403
    assert city.patch(f"{USERS}/city", json={"adcode": "000000"}).status_code == 403
    assert city.patch(f"{USERS}/other", json={"adcode": "140200"}).status_code == 403  # not by moving him here either
    assert city.put(f"{USERS}/chief/password", json={"password": "new horse 1"}).status_code == 403
    assert city.patch(f"{USERS}/chief", json={"active": False}).status_code == 403


def test_the_last_administrator_stays(log_in: LogIn) -> None:
    chief = log_in("chief", Role.ADMIN, "000000")
    assert chief.patch(f"{USERS}/chief", json={"active": False}).status_code == 422
    assert chief.patch(f"{USERS}/chief", json={"role": "viewer"}).status_code == 422
    assert chief.get(USERS).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "a\x00b"},
        {"adcode": "1402"},
        {"adcode": "١٤٠٢٠٠"},
        {"password": "short"},
        {"role": "god"},
        {"active": True},
    ],
)
def test_odd_users_are_refused(log_in: LogIn, wrong: dict[str, object]) -> None:
    assert log_in("chief", Role.ADMIN, "000000").post(USERS, json=NEW | wrong).status_code == 422


def test_a_new_password_ends_other_sessions_and_keeps_this_one(log_in: LogIn) -> None:
    here, there = log_in("user", Role.VIEWER, "140200"), log_in("user", Role.VIEWER, "140200")
    order = {"old": "wrong", "new": "new horse 1"}
    assert here.put(f"{ME}/password", json=order).status_code == 403
    assert here.put(f"{ME}/password", json=order | {"old": PASSWORD}).status_code == 204
    assert here.get(PLANS).status_code == 200
    assert there.get(PLANS).status_code == 401
    assert here.post(LOGIN, json={"name": "user", "password": PASSWORD}).status_code == 401
    assert here.post(LOGIN, json={"name": "user", "password": "new horse 1"}).status_code == 200


def test_the_old_password_cannot_be_guessed_through_a_session(log_in: LogIn) -> None:
    user = log_in("user", Role.VIEWER, "140200")
    order = {"old": "wrong", "new": "new horse 1"}
    tried = [user.put(f"{ME}/password", json=order).status_code for _ in range(6)]
    assert tried == [403] * 5 + [429]


def test_a_reset_password_ends_the_sessions_of_the_user(log_in: LogIn, client: TestClient) -> None:
    user = log_in("user", Role.VIEWER, "140200")
    chief = log_in("chief", Role.ADMIN, "000000")
    assert chief.put(f"{USERS}/user/password", json={"password": "new horse 1"}).status_code == 204
    assert user.get(PLANS).status_code == 401
    assert client.post(LOGIN, json={"name": "user", "password": "new horse 1"}).status_code == 200
    assert chief.put(f"{USERS}/nobody/password", json={"password": "new horse 1"}).status_code == 422


def test_a_user_issues_and_revokes_tokens_of_his_own_and_of_nobody_else(log_in: LogIn, client: TestClient) -> None:
    user, other = log_in("user", Role.VIEWER, "140200"), log_in("other", Role.VIEWER, "140200")
    token = user.post(f"{ME}/tokens", json={"purpose": "QGIS", "days": 30}).json()["token"]
    key = token.split("_")[1]
    shown = {"authorization": f"Bearer {token}"}
    assert client.get(ME, headers=shown).json()["name"] == "user"
    assert [each["id"] for each in user.get(f"{ME}/tokens").json()] == [key]
    assert other.get(f"{ME}/tokens").json() == []
    assert other.delete(f"/api/tokens/{key}").status_code == 403
    assert client.delete(f"/api/tokens/{key}", headers=BROWSER).status_code == 401
    assert user.delete(f"/api/tokens/{key}").status_code == 204
    assert client.get(PLANS, headers=shown).status_code == 401
    assert token not in log_in("chief", Role.ADMIN, "000000").get(USERS).text

"""Routes of users: for administrators, and for oneself."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from kuanggui.app import users
from kuanggui.app.passwords import change_password, reset_password
from kuanggui.model.user import User
from kuanggui.web.login.routes import begin_session, refuse_locked
from kuanggui.web.people import Caller
from kuanggui.web.problems import answers
from kuanggui.web.services import All, Config
from kuanggui.web.users.schema import (
    NewToken,
    NewUser,
    PasswordChange,
    PasswordReset,
    TokenAnswer,
    TokenOrder,
    UserAnswer,
    UserChange,
)

router = APIRouter(tags=["users"])
Name = Annotated[str, Path(description="The name of a user.", max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]
Key = Annotated[str, Path(description="The id of a token.", max_length=40, pattern=r"^[0-9a-f]+$")]


@router.get("/users")
def list_users(caller: Caller, config: Config) -> list[UserAnswer]:
    """The users of the region that the caller administers, by name."""
    return [UserAnswer.of(*each) for each in users.administered_users(config.db, caller)]


@router.post("/users", status_code=HTTPStatus.CREATED, responses=answers(409))
def add(order: NewUser, caller: Caller, config: Config) -> UserAnswer:
    """Enter a user. The first has to be an administrator; with him the database is closed to strangers."""
    user = User(order.name.strip(), order.role, order.adcode, "")
    users.add_user(config.db, user, order.password, caller)
    return UserAnswer.of(user, []).model_copy(update={"has_password": True})


@router.patch("/users/{user}", responses=answers(409))
def change(user: Name, order: UserChange, caller: Caller, config: Config) -> UserAnswer:
    """Give a user another role or region, shut him out or let him in again; it holds at once."""
    changed = users.change_user(config.db, user, role=order.role, adcode=order.adcode, active=order.active, by=caller)
    return UserAnswer.of(changed, [])


@router.put("/users/{user}/password", status_code=HTTPStatus.NO_CONTENT, responses=answers(409))
def reset(user: Name, order: PasswordReset, caller: Caller, config: Config) -> None:
    """Give a user a new password; his sessions end."""
    reset_password(config.db, user, order.password, caller)


@router.delete("/tokens/{token}", status_code=HTTPStatus.NO_CONTENT, responses=answers(409))
def revoke(token: Key, caller: Caller, config: Config) -> None:
    """Make a token useless: one's own, or that of a user whom one administers."""
    users.revoke_token(config.db, token, caller)


@router.put("/me/password", status_code=HTTPStatus.NO_CONTENT, responses=answers(409, 429))
def change_mine(order: PasswordChange, request: Request, response: Response, caller: Caller, services: All) -> None:
    """Give oneself a new password; every other session ends, this one goes on."""
    who = services.gate.let_in(caller)
    refuse_locked(who.name, request, services)
    login = change_password(services.settings.db, caller, order.old, order.new)
    services.tries.forgive(who.name)
    if caller.login is not None:
        begin_session(login, request, response, services)


@router.get("/me/tokens")
def my_tokens(caller: Caller, config: Config) -> list[TokenAnswer]:
    """My tokens."""
    return [TokenAnswer.of(token) for token in users.own_tokens(config.db, caller)]


@router.post("/me/tokens", status_code=HTTPStatus.CREATED)
def issue(order: TokenOrder, caller: Caller, config: Config) -> NewToken:
    """A token for programs of mine; it is shown once and cannot be read back."""
    return NewToken(token=users.issue_own_token(config.db, caller, order.purpose, order.days))

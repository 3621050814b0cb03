"""Use cases: users of a database and their tokens."""

from __future__ import annotations

import secrets
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

from kuanggui.app.actor import sign
from kuanggui.app.authority import (
    COUNTRY,
    LOCAL,
    TOKEN_PREFIX,
    Action,
    Credentials,
    admit,
    admit_somewhere,
    secret_hash,
)
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.app.passwords import WRONG, hash_of, is_right, known_user
from kuanggui.app.ports import PlanStore, Work
from kuanggui.errors import InputError, UnknownCallerError
from kuanggui.model.trail import Signature
from kuanggui.model.user import Role, Token, User

DAYS = 90


def add_user(database: str, user: User, password: str, by: Credentials = LOCAL) -> None:
    """Enter a user; the first has to be an administrator. Raises InputError, ForbiddenError, ConflictError for a name in use."""
    kept = hash_of(password)
    _refuse_odd(user.adcode)
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            who = admit(work, by, Action.ADMINISTER, user.adcode)
            if who.user is None and user.role is not Role.ADMIN:
                raise InputError("第一个用户须为 admin；请先建立管理员")
        with store.writing(who.sign("user", user.name, f"建立用户 {user.role.value} {user.adcode}")) as work:
            admit(work, by, Action.ADMINISTER, user.adcode)  # of two first administrators one comes second
            work.users.put(replace(user, password=kept), 0)


def change_user(
    database: str, name: str, *, role: Role | None, adcode: str | None, active: bool | None, by: Credentials = LOCAL
) -> User:
    """Give a user another role or region, or shut him out; the last administrator stays. Raises InputError, ForbiddenError.

    Whoever changes him has to administer the region he has and the one he gets.
    """
    _refuse_odd(adcode or COUNTRY)
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            admit_somewhere(work, by, Action.ADMINISTER)
            known = known_user(work, name)
            who = admit(work, by, Action.ADMINISTER, known.adcode)
            admit(work, by, Action.ADMINISTER, adcode or known.adcode)
            new = replace(
                known,
                role=role or known.role,
                adcode=adcode or known.adcode,
                active=known.active if active is None else active,
            )
        with store.writing(who.sign("user", name, f"变更用户 {new.role.value} {new.adcode} {new.active}")) as work:
            _refuse_last(work, new)
            work.users.put(new, known.version)
    return new


def issue_token(database: str, name: str, password: str, purpose: str, days: int = DAYS) -> str:
    """A new token for a user who knows his password; it is shown once and cannot be read back. Raises ForbiddenError."""
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            user = work.users.get(name)
        if not is_right(user, password):
            raise UnknownCallerError(WRONG)
        assert user is not None
        return _issue(store, user.name, days, sign("token", name, f"发放令牌：{purpose}", user.name), purpose)


def issue_own_token(database: str, by: Credentials, purpose: str, days: int = DAYS) -> str:
    """A new token for whoever has logged in. Raises InputError where there are no users, ForbiddenError."""
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            who = admit_somewhere(work, by, Action.READ)
        if who.user is None:
            raise InputError("本库没有用户，不需要令牌；请先建立管理员")
        return _issue(store, who.name, days, who.sign("token", who.name, f"发放令牌：{purpose}"), purpose)


def revoke_token(database: str, key: str, by: Credentials = LOCAL) -> None:
    """Make a token useless: one's own, or that of a user whom one administers."""
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            who = admit_somewhere(work, by, Action.READ)
            token = work.users.token(key)
            if token is None:
                raise InputError(f"没有令牌 {key}；kuanggui user list 列出全部")
            if who.user is None or who.name != token.user:
                who = admit(work, by, Action.ADMINISTER, known_user(work, token.user).adcode)
        with store.writing(who.sign("token", token.user, f"停用令牌 {key}")) as work:
            work.users.put_token(replace(token, active=False), token.version)


def list_users(database: str) -> list[tuple[User, list[Token]]]:
    """Every user with his tokens, for whoever holds the database."""
    with closing(for_reading(database)) as store, store.reading() as work:
        return [(user, work.users.tokens(user.name)) for user in work.users.all()]


def administered_users(database: str, by: Credentials) -> list[tuple[User, list[Token]]]:
    """The users of the region that the caller administers, with their tokens. Raises ForbiddenError."""
    with closing(for_reading(database)) as store, store.reading() as work:
        who = admit_somewhere(work, by, Action.ADMINISTER)
        return [(user, work.users.tokens(user.name)) for user in work.users.all() if who.covers(user.adcode)]


def own_tokens(database: str, by: Credentials) -> list[Token]:
    """The tokens of the caller. Raises ForbiddenError."""
    with closing(for_reading(database)) as store, store.reading() as work:
        who = admit_somewhere(work, by, Action.READ)
        return work.users.tokens(who.name) if who.user else []


def _issue(store: PlanStore, name: str, days: int, signature: Signature, purpose: str) -> str:
    key = secrets.token_hex(6)
    token = f"{TOKEN_PREFIX}_{key}_{secrets.token_urlsafe(32)}"
    with store.writing(signature) as work:
        work.users.put_token(Token(key, name, secret_hash(token), purpose, date.today() + timedelta(days=days)), 0)
    return token


def _refuse_last(work: Work, new: User) -> None:
    others = [each for each in work.users.all() if each.name != new.name]
    if not any(each.role is Role.ADMIN and each.active for each in [*others, new]):
        raise InputError(f"{new.name} 是最后一个管理员；请先建立另一个")


def _refuse_odd(adcode: str) -> None:
    if not (len(adcode) == 6 and adcode.isascii() and adcode.isdigit()):
        raise InputError(f"{adcode}：辖区应为六位行政区划代码，全国为 {COUNTRY}")

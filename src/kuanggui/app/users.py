"""Use cases: users of a database and their tokens."""

from __future__ import annotations

import secrets
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kuanggui.app.actor import sign
from kuanggui.app.authority import (
    COUNTRY,
    LOCAL,
    TOKEN_PREFIX,
    Action,
    Credentials,
    Recognised,
    admit,
    secret_hash,
    stamp_of,
)
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.errors import InputError, UnknownCallerError
from kuanggui.model.user import Role, Token, User

SHORTEST = 8
DAYS = 90
HASHER = PasswordHasher()
# Verified for a name that is not there, so that the answer takes as long as for one that is.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$Wm9uZSBvZiB0aGVzZSBieXRlcyBpcyBhIGhhc2g"


def add_user(database: str, user: User, password: str, by: Credentials = LOCAL) -> None:
    """Enter a user; the first has to be an administrator. Raises InputError, ForbiddenError."""
    if len(password) < SHORTEST:
        raise InputError(f"密码太短；请至少用 {SHORTEST} 个字符")
    if not (len(user.adcode) == 6 and user.adcode.isdigit()):
        raise InputError(f"{user.adcode}：辖区应为六位行政区划代码，全国为 {COUNTRY}")
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            who = admit(work, by, Action.ADMINISTER, user.adcode)
            if who.user is None and user.role is not Role.ADMIN:
                raise InputError("第一个用户须为 admin；请先建立管理员")
        with store.writing(who.sign("user", user.name, f"建立用户 {user.role.value} {user.adcode}")) as work:
            work.users.put(replace(user, password=HASHER.hash(password)), 0)


def change_user(
    database: str, name: str, *, role: Role | None, adcode: str | None, active: bool | None, by: Credentials = LOCAL
) -> User:
    """Give a user another role or region, or shut him out; the last administrator stays. Raises InputError, ForbiddenError."""
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            known = _known(work.users.get(name), name)
            who = admit(work, by, Action.ADMINISTER, adcode or known.adcode)
            new = replace(
                known,
                role=role or known.role,
                adcode=adcode or known.adcode,
                active=known.active if active is None else active,
            )
            others = [each for each in work.users.all() if each.name != name]
            if not any(each.role is Role.ADMIN and each.active for each in [*others, new]):
                raise InputError(f"{name} 是最后一个管理员；请先建立另一个")
        with store.writing(who.sign("user", name, f"变更用户 {new.role.value} {new.adcode} {new.active}")) as work:
            work.users.put(new, known.version)
    return new


def recognise(database: str, name: str, password: str) -> Recognised:
    """The user who knows his password. Raises UnknownCallerError, in the same words and time for a name that is not there."""
    with closing(for_reading(database)) as store, store.reading() as work:
        user = work.users.get(name)
    if not _is_right(user, password):
        raise UnknownCallerError("用户名或密码不对；请核对")
    assert user is not None
    return Recognised(user.name, stamp_of(user))


def issue_token(database: str, name: str, password: str, purpose: str, days: int = DAYS) -> str:
    """A new token for a user who knows his password; it is shown once and cannot be read back. Raises ForbiddenError."""
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            user = work.users.get(name)
        if not _is_right(user, password):
            raise UnknownCallerError("用户名或密码不对；请核对")
        assert user is not None
        key = secrets.token_hex(6)
        token = f"{TOKEN_PREFIX}_{key}_{secrets.token_urlsafe(32)}"
        until = date.today() + timedelta(days=days)

        with store.writing(sign("token", name, f"发放令牌：{purpose}", user.name)) as work:
            work.users.put_token(Token(key, name, secret_hash(token), purpose, until), 0)
    return token


def revoke_token(database: str, key: str, by: Credentials = LOCAL) -> None:
    """Make a token useless; administrators may revoke any."""
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            token = work.users.token(key)
            if token is None:
                raise InputError(f"没有令牌 {key}；kuanggui user list 列出全部")
            who = admit(work, by, Action.ADMINISTER, _known(work.users.get(token.user), token.user).adcode)
        with store.writing(who.sign("token", token.user, f"停用令牌 {key}")) as work:
            work.users.put_token(replace(token, active=False), token.version)


def list_users(database: str) -> list[tuple[User, list[Token]]]:
    """Every user with his tokens."""
    with closing(for_reading(database)) as store, store.reading() as work:
        return [(user, work.users.tokens(user.name)) for user in work.users.all()]


def _is_right(user: User | None, password: str) -> bool:
    try:
        HASHER.verify(user.password if user else NOBODY, password)
    except (VerificationError, InvalidHashError):  # the latter for users who come from elsewhere and have none
        return False
    return user is not None and user.active


def _known(user: User | None, name: str) -> User:
    if user is None:
        raise InputError(f"没有用户 {name}；kuanggui user list 列出全部")
    return user

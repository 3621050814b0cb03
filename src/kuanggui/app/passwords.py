"""Passwords of users: how they are kept, and how they are changed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kuanggui.app.authority import Action, Credentials, Recognised, admit, admit_somewhere, stamp_of
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.app.ports import Work
from kuanggui.errors import ForbiddenError, InputError, UnknownCallerError
from kuanggui.model.user import User

SHORTEST = 8
LONGEST = 200
HASHER = PasswordHasher()
# Verified for a name that is not there, so that the answer takes as long as for one that is.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$Wm9uZSBvZiB0aGVzZSBieXRlcyBpcyBhIGhhc2g"
WRONG = "用户名或密码不对；请核对"


def recognise(database: str, name: str, password: str) -> Recognised:
    """The user who knows his password. Raises UnknownCallerError, in the same words and time for a name that is not there."""
    with closing(for_reading(database)) as store, store.reading() as work:
        user = work.users.get(name)
    if not is_right(user, password):
        raise UnknownCallerError(WRONG)
    assert user is not None
    return Recognised(user.name, stamp_of(user))


def recognise_elsewhere(database: str, name: str) -> Recognised:
    """The user whom a provider of identities has named. Raises UnknownCallerError for one that is not entered, or was shut out."""
    with closing(for_reading(database)) as store, store.reading() as work:
        user = work.users.get(name)
    if user is None or not user.active:
        raise UnknownCallerError(f"没有用户 {name}，或已停用；请管理员核对")
    return Recognised(user.name, stamp_of(user))


def change_password(database: str, by: Credentials, old: str, new: str) -> Recognised:
    """Give oneself a new password; every other login of the user ends with it. Raises InputError, ForbiddenError."""
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            who = admit_somewhere(work, by, Action.READ)
        if who.user is None:
            raise InputError("本库没有用户；请先建立管理员")
        if not is_right(who.user, old):
            raise ForbiddenError("原密码不对；请核对")
        changed = replace(who.user, password=hash_of(new))
        with store.writing(who.sign("user", who.name, "更改自己的密码")) as work:
            work.users.put(changed, who.user.version)
    return Recognised(changed.name, stamp_of(changed))


def reset_password(database: str, name: str, new: str, by: Credentials) -> None:
    """Give a user of one's region a new password. Raises InputError, ForbiddenError."""
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            admit_somewhere(work, by, Action.ADMINISTER)  # before a name is told to be there or not
            user = known_user(work, name)
            who = admit(work, by, Action.ADMINISTER, user.adcode)
        with store.writing(who.sign("user", name, "重设密码")) as work:
            work.users.put(replace(user, password=hash_of(new)), user.version)


def known_user(work: Work, name: str) -> User:
    """The user of that name; raises InputError."""
    user = work.users.get(name)
    if user is None:
        raise InputError(f"没有用户 {name}；kuanggui user list 列出全部")
    return user


def is_right(user: User | None, password: str) -> bool:
    """Whether a password is that of a user who may come in."""
    try:
        HASHER.verify(user.password if user else NOBODY, password)
    except (VerificationError, InvalidHashError):  # the latter for users who come from elsewhere and have none
        return False
    return user is not None and user.active


def hash_of(password: str) -> str:
    """What is kept of a password. Raises InputError for one that is too short or too long."""
    if len(password) < SHORTEST:
        raise InputError(f"密码太短；请至少用 {SHORTEST} 个字符")
    if len(password) > LONGEST:
        raise InputError(f"密码太长；请至多用 {LONGEST} 个字符")
    return HASHER.hash(password)

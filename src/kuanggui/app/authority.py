"""Who may do what, and where: tested in every use case that writes, whatever door it was called through."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from kuanggui.app.actor import account
from kuanggui.app.ports import Work
from kuanggui.errors import ForbiddenError, UnknownCallerError
from kuanggui.model.trail import Signature
from kuanggui.model.user import Role, User

COUNTRY = "000000"
TOKEN_PREFIX = "kg"  # noqa: S105 - the mark of a token, no secret


class Action(StrEnum):
    """What a user can do to a database."""

    READ = "read"
    DRAFT = "draft"
    CHECK = "check"
    APPROVE = "approve"
    OPERATE = "operate"
    ADMINISTER = "administer"


RIGHTS: dict[Role, frozenset[Action]] = {
    Role.VIEWER: frozenset({Action.READ}),
    Role.DRAFTER: frozenset({Action.READ, Action.DRAFT}),
    Role.REVIEWER: frozenset({Action.READ, Action.CHECK}),
    Role.APPROVER: frozenset({Action.READ, Action.APPROVE}),
    Role.OPERATOR: frozenset({Action.READ, Action.OPERATE}),
    Role.ADMIN: frozenset({Action.READ, Action.OPERATE, Action.ADMINISTER}),
}
WORDS = {
    Action.READ: "查看",
    Action.DRAFT: "拟定",
    Action.CHECK: "审核",
    Action.APPROVE: "批准",
    Action.OPERATE: "入库和运维",
    Action.ADMINISTER: "管理用户",
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A user who has shown his password to the door; `stamp` is that of the password, so that a new one ends it."""

    name: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the caller shows: a token, a login, or nothing on a machine of his own."""

    token: str | None = None
    login: Recognised | None = None


LOCAL = Credentials()


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who was let in; `user` is None where the database has no users, so that whoever holds the file may do everything."""

    name: str
    user: User | None

    def sign(self, action: str, subject: str, why: str) -> Signature:
        """A signature of now."""
        return Signature(self.name, action, subject, why, datetime.now(UTC))

    @property
    def may(self) -> frozenset[Action]:
        """What he may do, in his region."""
        return frozenset(Action) if self.user is None else RIGHTS[self.user.role]

    @property
    def scope(self) -> str | None:
        """His region; None where there are no users."""
        return None if self.user is None else self.user.adcode

    def covers(self, adcode: str | None) -> bool:
        """Whether a division lies in his region."""
        return self.user is None or covers(self.user.adcode, adcode)

    def is_below(self, adcode: str | None) -> bool:
        """Whether his region lies in a division and is not that division: what is planned there binds him."""
        return (
            self.user is not None and adcode not in {None, self.user.adcode} and covers(str(adcode), self.user.adcode)
        )


def admit(work: Work, credentials: Credentials, action: Action, adcode: str | None) -> Admitted:
    """Let the caller in for an action in a division (None: one that is not known). Raises ForbiddenError."""
    who = admit_somewhere(work, credentials, action)
    if not who.covers(adcode):
        assert who.user is not None
        raise ForbiddenError(f"{who.name} 的辖区 {who.user.adcode} 不含 {adcode or '全国'}；请换辖区内的用户")
    return who


def admit_somewhere(work: Work, credentials: Credentials, action: Action) -> Admitted:
    """Let the caller in for an action wherever his region is; what he is shown is then cut to it. Raises ForbiddenError."""
    if not work.users.all():
        return Admitted(account(), None)
    user = _user_of(work, credentials)
    if action not in RIGHTS[user.role]:
        raise ForbiddenError(f"{user.name}（{user.role.value}）无权{WORDS[action]}；请换有此权限的用户")
    return Admitted(user.name, user)


def may(work: Work, credentials: Credentials, action: Action, adcode: str | None) -> bool:
    """Whether the caller would be let in."""
    try:
        admit(work, credentials, action, adcode)
    except ForbiddenError:
        return False
    return True


def covers(scope: str, adcode: str | None) -> bool:
    """Whether a division is, or lies in, the scope of a user; a plan without region needs the whole country."""
    if scope == COUNTRY:
        return True
    return adcode is not None and adcode.startswith(scope.removesuffix("00").removesuffix("00"))


def _user_of(work: Work, credentials: Credentials) -> User:
    if credentials.login is not None:
        return _logged_in(work, credentials.login)
    if credentials.token is None:
        raise UnknownCallerError("本库已设用户；网页请登录，命令行请设 KUANGGUI_TOKEN（kuanggui user token 取得）")
    parts = credentials.token.split("_", 2)
    token = work.users.token(parts[1]) if len(parts) == 3 and parts[0] == TOKEN_PREFIX else None
    user = work.users.get(token.user) if token else None
    valid = (
        token is not None
        and hmac.compare_digest(token.secret, secret_hash(credentials.token))
        and token.active
        and date.today() < token.expires_on
    )
    if user is None or not valid or not user.active:
        raise UnknownCallerError("令牌无效、已过期或已停用；请用 kuanggui user token 重新取得")
    return user


def _logged_in(work: Work, login: Recognised) -> User:
    user = work.users.get(login.name)
    if user is None or not user.active or not hmac.compare_digest(stamp_of(user), login.stamp):
        raise UnknownCallerError("登录已失效；请重新登录")
    return user


def stamp_of(user: User) -> str:
    """A mark of the password that a login was made with; it tells nothing of the password."""
    return hashlib.sha256(f"{user.name}\n{user.password}".encode()).hexdigest()


def secret_hash(token: str) -> str:
    """What is kept of a token; a plain hash is enough for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()

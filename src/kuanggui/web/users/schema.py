"""What the routes of users ask and answer."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kuanggui.app.passwords import LONGEST, SHORTEST
from kuanggui.app.users import DAYS
from kuanggui.model.user import Role, Token, User

Line = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]
Adcode = Annotated[str, Field(pattern=r"^[0-9]{6}$", description="A division with all below it; 000000: the country.")]
NewPassword = Annotated[str, Field(min_length=SHORTEST, max_length=LONGEST)]


class Order(BaseModel):
    """Orders have the fields that are named here, and no others."""

    model_config = ConfigDict(extra="forbid")


class NewUser(Order):
    """A user to enter."""

    name: Line
    role: Role
    adcode: Adcode
    password: NewPassword


class UserChange(Order):
    """What is to be another; None stays."""

    role: Role | None = None
    adcode: Adcode | None = None
    active: bool | None = None


class PasswordReset(Order):
    """A new password for a user."""

    password: NewPassword


class PasswordChange(Order):
    """The password that one has, and the one to have."""

    old: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    new: NewPassword


class TokenOrder(Order):
    """What a token is for, and for how many days."""

    purpose: Line
    days: Annotated[int, Field(ge=1, le=3650)] = DAYS


class NewToken(BaseModel):
    """A token, shown this once."""

    token: str


class TokenAnswer(BaseModel):
    """A token without its secret; it is refused from `expires_on` on."""

    id: str
    purpose: str
    expires_on: date
    active: bool

    @classmethod
    def of(cls, token: Token) -> TokenAnswer:
        """What is told of a token."""
        return cls(id=token.id, purpose=token.purpose, expires_on=token.expires_on, active=token.active)


class UserAnswer(BaseModel):
    """A user; `has_password` is false for one who logs in elsewhere."""

    name: str
    role: Role
    adcode: str
    active: bool
    has_password: bool
    tokens: list[TokenAnswer]

    @classmethod
    def of(cls, user: User, tokens: list[Token]) -> UserAnswer:
        """What is told of a user."""
        told = [TokenAnswer.of(token) for token in tokens]
        return cls(
            name=user.name,
            role=user.role,
            adcode=user.adcode,
            active=user.active,
            has_password=bool(user.password),
            tokens=told,
        )

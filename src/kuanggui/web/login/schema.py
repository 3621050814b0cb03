"""What logging in asks and answers."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from kuanggui.app.authority import Action, Admitted
from kuanggui.model.user import Role


class LoginOrder(BaseModel):
    """Name and password."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=100)
    password: str = Field(min_length=1, max_length=200)


class Me(BaseModel):
    """Who asks. `open`: the database has no users, and whoever sits at the machine may do everything.

    A stranger has no name and may do nothing. `adcode` is the division, with all below it, that `may` holds for (000000: the country).
    `elsewhere` is the label of a provider at which one may log in too, empty without one.
    """

    model_config = ConfigDict(extra="forbid")

    open: bool
    known: bool
    name: str
    role: Role | None
    adcode: str | None
    may: list[Action]
    elsewhere: str = ""

    @classmethod
    def of(cls, who: Admitted | None) -> Me:
        """What is known of a caller."""
        if who is None:
            return cls(open=False, known=False, name="", role=None, adcode=None, may=[])
        user = who.user
        return cls(
            open=user is None,
            known=True,
            name=who.name,
            role=user.role if user else None,
            adcode=user.adcode if user else None,
            may=[action for action in Action if action in who.may],
        )

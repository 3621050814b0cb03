"""Who may see and change what a user has handed in: documents under audit, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass

from kuanggui.app.authority import Action, Admitted
from kuanggui.app.ports import Work


@dataclass(frozen=True, slots=True)
class Ownership:
    """The rights of one caller to things of users. A draft is its owner's; whoever checks or administers in his region sees it too.

    What was handed in before there were users belongs to nobody: it is for those whose region is the country.
    """

    who: Admitted
    regions: dict[str, str]

    @property
    def name(self) -> str:
        """The name under which the caller owns things; empty where there are no users."""
        return self.who.user.name if self.who.user else ""

    def sees(self, owner: str) -> bool:
        """Whether the caller may look at a thing of that owner."""
        return self._owns(owner) or self._above(owner, Action.CHECK) or self._above(owner, Action.ADMINISTER)

    def changes(self, owner: str) -> bool:
        """Whether the caller may change or remove a thing of that owner."""
        return self._owns(owner) or self._above(owner, Action.ADMINISTER)

    def _owns(self, owner: str) -> bool:
        return self.who.user is None or owner == self.who.user.name

    def _above(self, owner: str, action: Action) -> bool:
        return action in self.who.may and self.who.covers(self.regions.get(owner))


def ownership_of(work: Work, who: Admitted) -> Ownership:
    """The rights of somebody who was let in."""
    return Ownership(who, {user.name: user.adcode for user in work.users.all()})

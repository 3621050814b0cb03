"""Use case: who asks a server, told anew for each request, so that shutting a user out holds at once."""

from __future__ import annotations

from contextlib import closing

from kuanggui.app.authority import Action, Admitted, Credentials, admit_somewhere
from kuanggui.app.held_store import HeldStore
from kuanggui.app.opening import for_reading
from kuanggui.app.ownership import Ownership, ownership_of
from kuanggui.errors import InputError, UnknownCallerError


def refuse_open(database: str, host: str) -> None:
    """Raise InputError where a database without users would be served to other machines."""
    with closing(for_reading(database)) as store, store.reading() as work:
        if not work.users.all():
            raise InputError(
                f"--host {host}：本库没有用户，任何人都可读写；请先用 kuanggui user add 姓名 --role admin 建立管理员，"
                "或设 KUANGGUI_ALLOW_OPEN=true"
            )


class Gate:
    """Recognises the callers of a server. Safe for threads."""

    def __init__(self, database: str) -> None:
        self._held = HeldStore(database)

    def let_in(self, caller: Credentials) -> Admitted:
        """Who the caller is, if he may read at all. Raises UnknownCallerError, ForbiddenError, StoreError."""
        with self._held.opened().reading() as work:
            return admit_somewhere(work, caller, Action.READ)

    def who(self, caller: Credentials) -> Admitted | None:
        """Who the caller is; None for a stranger. Raises StoreError."""
        try:
            return self.let_in(caller)
        except UnknownCallerError:
            return None

    def ownership(self, caller: Credentials) -> Ownership:
        """What the caller may see and change of things that users have handed in. Raises as `let_in`."""
        with self._held.opened().reading() as work:
            return ownership_of(work, admit_somewhere(work, caller, Action.READ))

    def close(self) -> None:
        """Let go of the database."""
        self._held.close()

"""The exception tree of Kuanggui.

    KuangguiError
    ├── InputError            a file or argument the user can mend            (exit code 2)
    │   ├── UnreadableFileError   wrong kind, truncated, hostile, or too large
    │   └── MissingToolError      a separate program has to be installed
    ├── RegulationDataError   a parameter or catalogue file breaks its schema (exit code 3)
    ├── NotInForceError       no value of law is known for the day    (exit code 3)
    ├── IncompatibleUnitsError figures in units that cannot be compared (exit code 3)
    └── StoreError            the database is missing, older, newer or locked (exit code 2)
        ├── ConflictError         somebody else has changed it in the meantime
        └── ForbiddenError        the user may not do this, or not here
            └── UnknownCallerError    the caller does not show who he is

An exception means that the program cannot go on. Wrong figures in a plan are findings, never exceptions.
"""

from __future__ import annotations


class KuangguiError(Exception):
    """Base of every error that Kuanggui raises on purpose."""

    exit_code = 3


class InputError(KuangguiError):
    """Something the user gave cannot be used; the message says what, where and how to mend it, in one line."""

    exit_code = 2


class UnreadableFileError(InputError):
    """A file is of the wrong kind, damaged, hostile or beyond the size limits."""


class MissingToolError(InputError):
    """A separate program is needed and was not found on the PATH."""


class RegulationDataError(KuangguiError):
    """A shipped or user-supplied data file of parameters or catalogues breaks its schema."""


class NotInForceError(KuangguiError):
    """A parameter of law has no value on the day asked for: not yet in force, repealed, or not known."""


class IncompatibleUnitsError(KuangguiError):
    """Two units differ in dimension, rate or basis, or one is not in the catalogue."""


class StoreError(KuangguiError):
    """The plan database cannot be opened or used as it is."""

    exit_code = 2


class ConflictError(StoreError):
    """What a change was drawn on has been changed by somebody else; nothing was written. `lines` say who did what in the meantime."""

    def __init__(self, message: str, lines: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.lines = lines


class ForbiddenError(StoreError):
    """The user is not known, or has no right to the action or the region; nothing was written."""


class UnknownCallerError(ForbiddenError):
    """The database has users, and the caller shows no password, session or token that holds."""

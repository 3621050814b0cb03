"""Use cases: kept answers for those who may see them; putting one away, taking it back, and purging what was put away long ago."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kuanggui.app.actor import account
from kuanggui.app.authority import Action, Admitted, Credentials, admit
from kuanggui.app.layer_reach import is_related
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.app.screening.kept import KeptAnswers, KeptHead
from kuanggui.app.stock import Stock
from kuanggui.errors import ForbiddenError
from kuanggui.model.trail import Signature

Json = dict[str, Any]
RESTORABLE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ListedAnswer(KeptHead):
    """The line of a kept answer for one reader: whether he may put it away, or take it back until the day `purged_on`."""

    removable: bool = False
    purged_on: str = ""


class KeptDesk:
    """The kept answers of a folder. Safe for threads and processes; every method raises ForbiddenError and StoreError."""

    def __init__(self, stock: Stock, folder: Path) -> None:
        self._stock = stock
        self._answers = KeptAnswers(folder)

    def keep(self, record: Json, head: Json, reports: dict[str, bytes]) -> KeptHead:
        """Keep an answer with its reports."""
        self.purge()
        return self._answers.keep(record, head, reports)

    def listed(self, by: Credentials, *, away: bool = False) -> list[ListedAnswer]:
        """The answers that the caller may see, or those put away that he may take back, the latest first."""
        found = []
        for head in self._answers.heads(away=away):
            try:
                listed = self._for(head, self._admit_to(head, by))
            except ForbiddenError:
                continue
            found += [listed] if listed.removable or not away else []
        return found

    def load(self, answer_id: str, by: Credentials) -> tuple[ListedAnswer, Json] | None:
        """A kept answer with its replay record; None when there is none, or it was put away."""
        head = self._answers.head(answer_id)
        if head is None:
            return None
        who = self._admit_to(head, by)
        record = None if head.away_at else self._answers.load(answer_id)
        return None if record is None else (self._for(head, who), record)

    def report(self, answer_id: str, form: str, by: Credentials) -> bytes | None:
        """A report of a kept answer as it was written then; None when there is none."""
        return None if self.load(answer_id, by) is None else self._answers.report(answer_id, form)

    def put_away(self, answer_id: str, by: Credentials) -> KeptHead | None:
        """Take an answer out of sight; it can be taken back for 30 days. None when it is not there."""
        self.purge()
        with self._changing(answer_id, by, "screening.put_away", away=False) as changing:
            if changing is None:
                return None
            head, who = changing
            moved = replace(head, away_at=_moment(datetime.now(UTC)), away_by=who.name)
            self._answers.mark(moved)
            return moved

    def restore(self, answer_id: str, by: Credentials) -> KeptHead | None:
        """Take an answer back that was put away. None when it is not there, or no longer."""
        self.purge()
        with self._changing(answer_id, by, "screening.restore", away=True) as changing:
            if changing is None:
                return None
            back = replace(changing[0], away_at="", away_by="")
            self._answers.mark(back)
            return back

    def purge(self, moment: datetime | None = None) -> int:
        """Delete for good what was put away more than 30 days before a moment (default: now); gives the number of answers."""
        expired = self._answers.expired(_moment((moment or datetime.now(UTC)) - RESTORABLE))
        for head in expired:
            with self._on_record(Signature(account(), "screening.purge", head.id, _told(head), datetime.now(UTC))):
                self._answers.purge(head.id)
        return len(expired)

    @contextmanager
    def _changing(
        self, answer_id: str, by: Credentials, action: str, *, away: bool
    ) -> Iterator[tuple[KeptHead, Admitted] | None]:
        """One answer on record, for somebody who may put it away."""
        head = self._answers.head(answer_id)
        if head is None:
            yield None
            return
        who = self._admit_to(head, by)
        if bool(head.away_at) != away:
            yield None
            return
        if not _may_change(head, who):
            raise ForbiddenError(f"{head.name}：只有保存人 {head.kept_by}、辖区的审核人和管理员可以移走或恢复")
        with self._on_record(who.sign(action, head.id, _told(head))):
            yield head, who

    @contextmanager
    def _on_record(self, signature: Signature) -> Iterator[None]:
        """An entry of the audit trail, if there is a database to have one; no entry when what it tells of fails."""
        if not self._stock.has_database:
            yield
            return
        with closing(for_writing(self._stock.database)) as store, store.writing(signature) as work:
            yield
            work.note()

    def _admit_to(self, head: KeptHead, by: Credentials) -> Admitted:
        """Let the caller in to a kept answer, unless it tells of a layer that is hidden from him."""
        if not self._stock.has_database:
            return Admitted("", None)
        with closing(for_reading(self._stock.database)) as store, store.reading() as work:
            who = admit(work, by, Action.READ, head.adcode)
        foreign = [region for region in head.regions if who.scope and not is_related(who.scope, region)]
        if foreign:
            raise ForbiddenError(f"该结果用到其他辖区（{'、'.join(foreign)}）的图层，不对 {who.scope} 开放；请另行审查")
        return who

    def _for(self, head: KeptHead, who: Admitted) -> ListedAnswer:
        purged_on = ""
        if head.away_at:
            purged_on = (datetime.fromisoformat(head.away_at) + RESTORABLE).date().isoformat()
        return ListedAnswer(**asdict(head), removable=_may_change(head, who), purged_on=purged_on)


def _may_change(head: KeptHead, who: Admitted) -> bool:
    """Whether somebody who sees an answer may put it away: whoever kept it, and who checks or administers there."""
    return who.user is None or head.kept_by == who.name or not who.may.isdisjoint({Action.CHECK, Action.ADMINISTER})


def _told(head: KeptHead) -> str:
    day = datetime.fromisoformat(head.kept_at).isoformat(timespec="seconds")
    return f"审查结果 {head.name}（{head.kept_by} 保存于 {day}）"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")

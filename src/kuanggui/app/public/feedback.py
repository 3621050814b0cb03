"""Use cases: opinions of the public on published plans, left without a login and answered by the bureau."""

from __future__ import annotations

import secrets
import unicodedata
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kuanggui.app.authority import LOCAL, Action, Credentials, admit, admit_somewhere
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.app.plans import region_of
from kuanggui.app.ports import Work
from kuanggui.app.public.editions import editions
from kuanggui.errors import InputError
from kuanggui.model.publication import Feedback
from kuanggui.model.trail import Signature

PUBLIC = "public"
LONGEST_SUBJECT, LONGEST_TEXT, LONGEST_CONTACT, LONGEST_ANSWER = 100, 2000, 100, 2000


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody writes: about which plan, in a line, at length, and how he can be reached if he wants to be."""

    plan: str
    subject: str
    text: str
    contact: str = ""


def leave_feedback(database: str, opinion: Opinion) -> str:
    """Keep an opinion on a public plan; gives its number, under which the bureau knows it. Raises InputError, StoreError."""
    cleaned = Opinion(opinion.plan, *(_plain(part) for part in (opinion.subject, opinion.text, opinion.contact)))
    _refuse_unfit(cleaned)
    now = datetime.now(UTC)
    key = f"{now:%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            if cleaned.plan not in {edition.entry.id for edition in editions(work)}:
                raise InputError(f"{cleaned.plan[:100]}：没有公布这个规划；请从列表中选择")
        with store.writing(Signature(PUBLIC, "feedback", key, "公众意见", now)) as work:
            kept = Feedback(key, cleaned.plan, cleaned.subject, cleaned.text, contact=cleaned.contact)
            work.feedback.put(kept, 0)
    return key


def list_feedback(database: str, by: Credentials = LOCAL) -> list[Feedback]:
    """The opinions on plans of the caller's region, latest first; contacts only for those who may answer. Raises ForbiddenError."""
    with closing(for_reading(database)) as store, store.reading() as work:
        who = admit_somewhere(work, by, Action.READ)
        found = work.feedback.all()
        regions = {plan: region_of(work, plan) for plan in {opinion.plan for opinion in found}}
    answers = Action.OPERATE in who.may
    shown = [opinion for opinion in found if who.covers(regions[opinion.plan])]
    return [opinion if answers else replace(opinion, contact="") for opinion in shown]


def answer_feedback(database: str, key: str, answer: str, by: Credentials = LOCAL) -> Feedback:
    """Write the bureau's answer to an opinion; a later one takes its place. Raises InputError, ForbiddenError."""
    answer = _plain(answer)
    if not answer or len(answer) > LONGEST_ANSWER:
        raise InputError(f"请写明答复，不超过 {LONGEST_ANSWER} 字")
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            known = _known(work, key)
            who = admit(work, by, Action.OPERATE, region_of(work, known.plan))
        with store.writing(who.sign("answer", key, "答复公众意见")) as work:
            work.feedback.put(replace(known, answer=answer, answered_by=who.name), known.version)
            return _known(work, key)


def forget_contact(database: str, key: str, by: Credentials = LOCAL) -> None:
    """Erase how the author of an opinion can be reached; the opinion stays. Raises InputError, ForbiddenError."""
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            known = _known(work, key)
            who = admit(work, by, Action.OPERATE, region_of(work, known.plan))
        with store.writing(who.sign("forget", key, "删除公众意见的联系方式")) as work:
            work.feedback.put(known, known.version)  # a step of its own, since contacts are no part of the trail
            work.feedback.forget(key)


def _known(work: Work, key: str) -> Feedback:
    found = work.feedback.get(key)
    if found is None:
        raise InputError(f"没有意见 {key[:60]}；请从列表中选择")
    return found


def _plain(text: str) -> str:
    """The text without characters that nobody can see, which would only deceive."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    return kept.strip()


def _refuse_unfit(opinion: Opinion) -> None:
    if not opinion.subject or not opinion.text:
        raise InputError("请填写标题和意见内容")
    for name, text, longest in (
        ("标题", opinion.subject, LONGEST_SUBJECT),
        ("意见内容", opinion.text, LONGEST_TEXT),
        ("联系方式", opinion.contact, LONGEST_CONTACT),
    ):
        if len(text) > longest:
            raise InputError(f"{name}有 {len(text)} 字，最多 {longest} 字；请缩短")

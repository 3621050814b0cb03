"""When rights of a plan have to be renewed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from kuanggui.app.calendar.deadline import Deadline, DeadlineKind, Duty, deadline_by
from kuanggui.app.ports import Work
from kuanggui.model.feature import Feature, FeatureKind, FeatureQuery, FeatureStatus
from kuanggui.regulation.law import Law
from kuanggui.regulation.parameter import Provision
from kuanggui.regulation.renewal import renewal_window
from kuanggui.regulation.word_files import load_words

PARAMETER = "cn.rights.renewal_window"
RIGHTS = (FeatureKind.EXPLORATION_RIGHT, FeatureKind.MINING_RIGHT)
DAY = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})")


def renewals(work: Work, plan: tuple[str, str], today: date) -> Iterator[Deadline]:
    """The last day to ask for renewal of every right in force that says when it ends."""
    for version in work.features.find(FeatureQuery(plan[0], as_of=today, kinds=RIGHTS)):
        feature = version.feature
        expires = expiry_of(feature)
        if expires is None or feature.status is FeatureStatus.LAPSED:
            continue
        provision = _provision(expires)
        if provision is not None:
            opens, last = renewal_window(expires, provision.value)
            more = {"feature": feature.id, "name": feature.name, "expires": expires, "opens": opens}
            yield deadline_by(provision, DeadlineKind.RENEWAL, last, plan, who=Duty.HOLDER, year=expires.year, **more)


def expiry_of(feature: Feature) -> date | None:
    """The last day of a right, as its layer gives it; None where it does not, or not as a day."""
    known = dict(feature.attributes)
    text = next((known[name] for name in _names() if known.get(name)), "")
    found = DAY.match(text.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _provision(expires: date) -> Provision | None:
    """The provision for a right that ends on a day: of the law then, unless its window would have closed before that law."""
    law = Law(expires).value(PARAMETER)
    if law is not None and renewal_window(expires, law.value)[1] < law.since:
        return Law(law.since - timedelta(days=1)).value(PARAMETER) or law
    return law


@cache
def _names() -> tuple[str, ...]:
    return tuple(load_words("kuanggui.app.calendar", "right_fields.yaml")["expires_on"])

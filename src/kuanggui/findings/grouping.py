"""One cause, several symptoms: findings that blame or use the same figure belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kuanggui.findings.finding import Finding, in_reading_order
from kuanggui.model.place import Place


@dataclass(frozen=True, slots=True)
class Group:
    """Findings with one cause. `members` are finding ids, the gravest first; the group bears the id of that one."""

    id: str
    members: tuple[str, ...]

    @property
    def head(self) -> str:
        """The finding that stands for the group."""
        return self.members[0]


def group(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Group, ...]]:
    """The findings with their `group`, and the groups of two or more.

    Two findings belong together when the figure that one blames is among the figures of the other. Sharing a figure
    that neither blames is not enough: one right total may be contradicted in two places for two reasons.
    """
    roots = list(range(len(findings)))
    for one, other in _related(findings):
        roots[_root(roots, one)] = _root(roots, other)
    together: dict[int, list[Finding]] = defaultdict(list)
    for index, finding in enumerate(findings):
        together[_root(roots, index)].append(finding)
    groups = tuple(_group(members) for members in together.values() if len(members) > 1)
    names = {member: g.id for g in groups for member in g.members}
    return tuple(replace(f, group=names.get(f.id)) for f in findings), groups


def _group(members: Iterable[Finding]) -> Group:
    ordered = sorted(members, key=lambda f: (f.severity.rank, in_reading_order(f)))
    return Group(ordered[0].id, tuple(f.id for f in ordered))


def _root(roots: list[int], index: int) -> int:
    while roots[index] != index:
        roots[index] = roots[roots[index]]
        index = roots[index]
    return index


def _related(findings: Sequence[Finding]) -> Iterable[tuple[int, int]]:
    users: dict[tuple[str, int, int], list[tuple[int, Place]]] = defaultdict(list)
    for index, finding in enumerate(findings):
        for place in finding.figures:
            users[_line(place)].append((index, place))
    for index, finding in enumerate(findings):
        for blamed in finding.figures[:1]:
            yield from ((index, other) for other, place in users[_line(blamed)] if _overlap(blamed, place))


def _line(place: Place) -> tuple[str, int, int]:
    return (place.sha256, place.page or 0, place.line)


def _overlap(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end

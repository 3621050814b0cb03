"""Break one number of a plan at a time and see whether the audit notices.

    uv run python benchmarks/mutation.py PLAN.txt [--count 200] [--seed 1] [--lines FILE]

Every number that a rule has checked for equality with something else, and found right, is a candidate (or, with --lines, every
quantity in the listed lines); rules that only compare greater and less are no help here. One digit of it is changed; the audit of
the changed text has to say something about that very number that it did not say before.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kuanggui.checks.audit.assess import assess, audit_rules
from kuanggui.checks.audit.case import AuditCase
from kuanggui.findings.assessment import Assessment
from kuanggui.findings.family import Family
from kuanggui.ingest.phases import read
from kuanggui.model.number import NumberKind, NumberToken
from kuanggui.model.place import Place

EQUALITIES = {Family.PARTS, Family.TABLES, Family.RATIOS, Family.TWO_VALUES, Family.COUNTS, Family.NOTES}
ONE_SIDED = {"AUD102", "AUD406"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A number and what it is changed to."""

    token: NumberToken
    number: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the audit said about a mutant: rules whose new findings stand on the number, and on its line."""

    mutant: Mutant
    on_number: tuple[str, ...]
    on_line: tuple[str, ...]


def audit(path: Path) -> Assessment:
    """Read and assess one document."""
    return assess(AuditCase(read(path)))


def candidates(path: Path, lines: frozenset[int] | None) -> list[NumberToken]:
    """Quantities that a rule has checked, or that stand in the given lines."""
    reading = read(path)
    rules = [rule for rule in audit_rules() if rule.info.family in EQUALITIES and rule.code not in ONE_SIDED]
    unchecked = {_key(entry.place) for entry in assess(AuditCase(reading), chosen=rules).coverage.unchecked}
    quantities = [
        token
        for token in reading.numbers
        if token.kind is NumberKind.QUANTITY and token.quantity is not None and not token.quantity.is_range
    ]
    if lines is not None:
        return [token for token in quantities if token.place.line in lines]
    blamed = {_key(place) for finding in assess(AuditCase(reading)).findings for place in finding.places}
    return [token for token in quantities if _key(token.place) not in unchecked | blamed]


def _key(place: Place) -> tuple[int, int, int]:
    return place.line, place.start, place.end


def mutants(tokens: Sequence[NumberToken], source: list[str], dice: random.Random) -> Iterator[Mutant]:
    """One changed digit for each number; the first digit never becomes 0."""
    for token in tokens:
        place = token.place
        printed = source[place.line - 1][place.start : place.end]
        digits = [i for i, c in enumerate(printed) if c.isascii() and c.isdigit()]
        if not digits:
            continue
        at = dice.choice(digits[:-1] if len(digits) > 3 else digits)
        choices = [d for d in "0123456789" if d != printed[at] and (d != "0" or at != digits[0])]
        yield Mutant(token, printed[:at] + dice.choice(choices) + printed[at + 1 :])


def outcome(mutant: Mutant, source: list[str], before: Assessment, folder: Path) -> Outcome:
    """Audit the text with the number changed."""
    place = mutant.token.place
    changed = source.copy()
    line = changed[place.line - 1]
    changed[place.line - 1] = line[: place.start] + mutant.number + line[place.end :]
    path = folder / place.document
    path.write_text("\n".join(changed), encoding="utf-8")
    known = {(f.rule, f.message) for f in before.findings}
    fresh = [f for f in audit(path).findings if (f.rule, f.message) not in known]
    end = place.start + len(mutant.number)
    spots = [(f.rule, p) for f in fresh for p in f.places if p.line == place.line]
    on_number = {rule for rule, spot in spots if spot.start < end and spot.end > place.start}
    return Outcome(mutant, tuple(sorted(on_number)), tuple(sorted({rule for rule, _ in spots})))


def run(path: Path, count: int, seed: int, lines: frozenset[int] | None = None) -> list[Outcome]:
    """Try up to `count` random mutants of a text export."""
    source = path.read_text(encoding="utf-8").split("\n")
    before = audit(path)
    dice = random.Random(seed)
    tokens = candidates(path, lines)
    chosen = dice.sample(tokens, min(count, len(tokens)))
    with tempfile.TemporaryDirectory() as folder:
        return [outcome(mutant, source, before, Path(folder)) for mutant in mutants(chosen, source, dice)]


def main(arguments: Sequence[str]) -> int:
    """Print what was and was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", type=Path, help="a file of line numbers: mutate every quantity in them")
    given = parser.parse_args(arguments)
    lines = frozenset(int(word) for word in given.lines.read_text().split()) if given.lines else None
    outcomes = run(given.plan, given.count, given.seed, lines)
    for missed in (o for o in outcomes if not o.on_number):
        place = missed.mutant.token.place
        near = f" (on the line: {', '.join(missed.on_line)})" if missed.on_line else ""
        print(f"missed {place.line}:{place.start} {place.quote} -> {missed.mutant.number}{near}")
    noticed, near_by = sum(bool(o.on_number) for o in outcomes), sum(bool(o.on_line) for o in outcomes)
    print(f"{len(outcomes)} mutants: {noticed} noticed on the number, {near_by} on its line")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Use case: a plan in plain words, one sentence for each thing it sets, with where it stands in the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kuanggui.app.public.projection import Projection
from kuanggui.app.public.wording import Finder, Pair, Whereabouts, amount, by_year, plain_name, text_of, word
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure
from kuanggui.model.plan.work import GreenMine, GreenMineStatus
from kuanggui.model.plan.zone import Zone

SHOWN = 12  # names in a sentence; all of them are in the tables

Said = tuple[str, str, Place]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence in both languages, and where it stands."""

    zh: str
    en: str
    source: Whereabouts


@dataclass(frozen=True, slots=True)
class Topic:
    """Sentences on one thing people ask about; `part` is the table that has all of it."""

    id: str
    zh: str
    en: str
    part: str
    statements: list[Statement]


def plain_words(plan: Plan, projection: Projection) -> list[Topic]:
    """The topics on which a plan says something that may be public."""
    finder = Finder(plan, projection.quote_characters)
    topics = []
    for name, (part, say) in TOPICS.items():
        if part and part not in projection.parts:
            continue
        statements = [Statement(zh, en, finder.source(place)) for zh, en, place in _once(say(plan, projection))]
        if statements:
            topics.append(Topic(name, *word("topic", name), part, statements))
    return topics


def public_zones(plan: Plan, projection: Projection) -> list[Zone]:
    """The zones of the kinds that a public layer shows; a zone of unknown kind is none of them."""
    shown = {kind.value for layer in projection.layers.values() for kind in layer.kinds}
    return [zone for zone in plan.zones if zone.kind is not None and zone.kind.value in shown]


def _once(said: Iterator[Said]) -> Iterator[Said]:
    """Each sentence once: the text repeats what its tables say."""
    known = set()
    for zh, en, place in said:
        if zh not in known:
            known.add(zh)
            yield zh, en, place


def _overview(plan: Plan, projection: Projection) -> Iterator[Said]:
    del projection
    if plan.title:
        yield plan.title.text, plan.title.text, plan.title.place
    if plan.planning_period:
        period = plan.planning_period
        yield (
            f"规划期为 {period.start}—{period.end} 年。",
            f"The planning period is {period.start}–{period.end}.",
            period.place,
        )
    if plan.base_year:
        base = plan.base_year
        yield f"以 {base.start} 年为基期。", f"The base year is {base.start}.", base.place
    if plan.outlook_year:
        outlook = plan.outlook_year
        yield f"展望到 {outlook.end} 年。", f"The outlook reaches to {outlook.end}.", outlook.place


def _goals(plan: Plan, projection: Projection) -> Iterator[Said]:
    del projection
    for one in plan.indicators:
        if one.value is None and one.words is None:
            continue
        zh_value, en_value = amount(one.value) if one.value else (text_of(one.words),) * 2
        name = "".join(dict.fromkeys([text_of(one.group), plain_name(one.name.text, one.value)]))
        zh_year, en_year = by_year(one.target_year)
        zh_nature, en_nature = word("nature", one.nature.value) if one.nature else ("", "")
        mark = (f"（{zh_nature}）", f" ({en_nature})") if one.nature else ("", "")
        yield f"{zh_year}{name}{zh_value}{mark[0]}。", f"{en_year}{name} {en_value}{mark[1]}.", one.place


def _caps(plan: Plan, projection: Projection) -> Iterator[Said]:
    del projection
    for cap in plan.caps:
        zh_measure, en_measure = word("measure", cap.measure)
        zh_value, en_value = amount(cap.value)
        zh_year, en_year = by_year(cap.year)
        mineral = text_of(cap.mineral)
        yield f"{zh_year}{mineral}{zh_measure}{zh_value}。", f"{en_year}{mineral} {en_measure} {en_value}.", cap.place


def _mines(plan: Plan, projection: Projection) -> Iterator[Said]:
    del projection
    for limit in plan.mine_limits:
        parts = [
            (zh, en, figure)
            for zh, en, figure in (
                ("矿山数", "mines", limit.mines),
                ("其中已有", "of these existing", limit.existing),
                ("新设", "new", limit.new),
                ("大中型比例", "large and medium ones", limit.large_medium_share),
            )
            if figure is not None
        ]
        if not parts:
            continue
        zh_year, en_year = by_year(limit.year)
        mineral = text_of(limit.mineral)
        zh, en = _listed(parts)
        yield f"{zh_year}{mineral}{zh}。", f"{en_year}{mineral or 'all minerals'}: {en}.", limit.place


def _listed(parts: Sequence[tuple[str, str, Figure]]) -> Pair:
    said = [(zh, en, amount(figure)) for zh, en, figure in parts]
    return "，".join(f"{zh}{value[0]}" for zh, _, value in said), ", ".join(f"{en} {value[1]}" for _, en, value in said)


def _zones(plan: Plan, projection: Projection) -> Iterator[Said]:
    by_kind = defaultdict[str, list[Zone]](list)
    for zone in public_zones(plan, projection):
        assert zone.kind is not None
        by_kind[zone.kind.value].append(zone)
    for kind, zones in by_kind.items():
        zh, en = word("kind", kind)
        names = [zone.name.text for zone in zones]
        yield f"{zh} {len(zones)} 个：{_names(names, '等')}。", f"{len(zones)} × {en}: {_names(names)}.", zones[0].place


def _blocks(plan: Plan, projection: Projection) -> Iterator[Said]:
    del projection
    for group in plan.block_groups:
        if group.count is None or group.regions:  # county by county they are in the table
            continue
        zh_purpose, en_purpose = word("purpose", group.purpose.value)
        zh_level, en_level = word("level", group.level.value) if group.level else ("", "")
        mineral = text_of(group.mineral)
        zh_count, en_count = amount(group.count)
        yield (
            f"{zh_level}{mineral}{zh_purpose}{zh_count}。",
            f"{' '.join(filter(None, (mineral, en_level, en_purpose)))}: {en_count}.",
            group.place,
        )


def _restoration(plan: Plan, projection: Projection) -> Iterator[Said]:
    del projection
    for duty in plan.restoration_duties:
        zh_measure, en_measure = word("measure", duty.measure)
        subject = plain_name(duty.subject, duty.value)
        zh_value, en_value = amount(duty.value)
        zh_year, en_year = by_year(duty.years)
        region = text_of(duty.region)
        yield (
            f"{zh_year}{region}{subject or zh_measure}{zh_value}。",
            f"{en_year}{region} {subject or en_measure} {en_value}.".replace("  ", " "),
            duty.place,
        )


def _green(plan: Plan, projection: Projection) -> Iterator[Said]:
    del projection
    for status, zh, en in (
        (GreenMineStatus.LISTED, "已入库绿色矿山", "listed green mines"),
        (GreenMineStatus.PLANNED, "规划建设绿色矿山", "green mines to be built"),
    ):
        mines: list[GreenMine] = [mine for mine in plan.green_mines if mine.status is status]
        if mines:
            names = [mine.name.text for mine in mines]
            yield (
                f"{zh} {len(mines)} 个：{_names(names, '等')}。",
                f"{len(mines)} {en}: {_names(names)}.",
                mines[0].place,
            )


def _projects(plan: Plan, projection: Projection) -> Iterator[Said]:
    del projection
    for project in plan.major_projects:
        yield f"{project.name.text}。", f"{project.name.text}.", project.place


def _names(names: Sequence[str], more: str = "…") -> str:
    shown = "、".join(names[:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown}{more}"


TOPICS: dict[str, tuple[str, Callable[[Plan, Projection], Iterator[Said]]]] = {
    "overview": ("", _overview),
    "goals": ("indicators", _goals),
    "caps": ("caps", _caps),
    "mines": ("mine_limits", _mines),
    "zones": ("zones", _zones),
    "blocks": ("block_groups", _blocks),
    "restoration": ("restoration_duties", _restoration),
    "green": ("green_mines", _green),
    "projects": ("major_projects", _projects),
}

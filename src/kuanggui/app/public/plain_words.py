"""Use case: a plan in plain words, one sentence for each thing it sets, with where it stands in the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kuanggui.app.changed_figures import UNCHANGED
from kuanggui.app.public.changes import CurrentPlan, PrintedWords
from kuanggui.app.public.projection import Projection
from kuanggui.app.public.wording import Finder, Pair, Whereabouts, amount, by_year, plain_name, text_of, word
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure
from kuanggui.model.plan.work import GreenMine, GreenMineStatus
from kuanggui.model.plan.zone import Zone

SHOWN = 12  # names in a sentence; all of them are in the tables


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in both languages, the place it is about, and what is printed there of figures that no longer hold."""

    zh: str
    en: str
    place: Place
    printed: tuple[PrintedWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence in both languages with figures in force, where it stands, and which figures are printed there otherwise."""

    zh: str
    en: str
    source: Whereabouts
    printed: list[PrintedWords]


@dataclass(frozen=True, slots=True)
class Topic:
    """Sentences on one thing people ask about; `part` is the table that has all of it."""

    id: str
    zh: str
    en: str
    part: str
    statements: list[Statement]


def plain_words(current: CurrentPlan) -> list[Topic]:
    """The topics on which a plan says something that may be public."""
    finder = Finder(current.plan, current.projection.quote_characters)
    topics = []
    for name, (part, say) in TOPICS.items():
        if part and part not in current.projection.parts:
            continue
        statements = [
            Statement(said.zh, said.en, finder.source(said.place), list(said.printed)) for said in _once(current, say)
        ]
        if statements:
            topics.append(Topic(name, *word("topic", name), part, statements))
    return topics


def public_zones(plan: Plan, projection: Projection) -> list[Zone]:
    """The zones of the kinds that a public layer shows; a zone of unknown kind is none of them."""
    shown = {kind.value for layer in projection.layers.values() for kind in layer.kinds}
    return [zone for zone in plan.zones if zone.kind is not None and zone.kind.value in shown]


def _once(current: CurrentPlan, say: Callable[[CurrentPlan], Iterator[Said]]) -> Iterator[Said]:
    """Each sentence once: the text repeats what its tables say, also where only the one of them has been changed."""
    pairs = list(zip(say(replace(current, changes=UNCHANGED)), say(current), strict=True))
    overtaken = {before.zh for before, now in pairs if now.printed}
    known = set()
    for before, now in pairs:
        if now.zh in known or (before.zh in overtaken and not now.printed):
            continue
        known.add(now.zh)
        yield now


def _overview(current: CurrentPlan) -> Iterator[Said]:
    plan = current.plan
    if plan.title:
        yield Said(plan.title.text, plan.title.text, plan.title.place)
    if plan.planning_period:
        period = plan.planning_period
        yield Said(
            f"规划期为 {period.start}—{period.end} 年。",
            f"The planning period is {period.start}–{period.end}.",
            period.place,
        )
    if plan.base_year:
        base = plan.base_year
        yield Said(f"以 {base.start} 年为基期。", f"The base year is {base.start}.", base.place)
    if plan.outlook_year:
        outlook = plan.outlook_year
        yield Said(f"展望到 {outlook.end} 年。", f"The outlook reaches to {outlook.end}.", outlook.place)


def _goals(current: CurrentPlan) -> Iterator[Said]:
    for one in current.plan.indicators:
        value = current.now(one, "indicators")
        if value is None and one.words is None:
            continue
        zh_value, en_value = amount(value) if value else (text_of(one.words),) * 2
        name = "".join(dict.fromkeys([text_of(one.group), plain_name(one.name.text, value)]))
        zh_year, en_year = by_year(one.target_year)
        zh_nature, en_nature = word("nature", one.nature.value) if one.nature else ("", "")
        mark = (f"（{zh_nature}）", f" ({en_nature})") if one.nature else ("", "")
        yield Said(
            f"{zh_year}{name}{zh_value}{mark[0]}。",
            f"{en_year}{name} {en_value}{mark[1]}.",
            one.place,
            current.printed(one, "indicators"),
        )


def _caps(current: CurrentPlan) -> Iterator[Said]:
    for cap in current.plan.caps:
        zh_measure, en_measure = word("measure", cap.measure)
        zh_value, en_value = amount(current.now(cap, "caps") or cap.value)
        zh_year, en_year = by_year(cap.year)
        mineral = text_of(cap.mineral)
        yield Said(
            f"{zh_year}{mineral}{zh_measure}{zh_value}。",
            f"{en_year}{mineral} {en_measure} {en_value}.",
            cap.place,
            current.printed(cap, "caps"),
        )


MINE_FIGURES = (
    ("mines", "矿山数", "mines"),
    ("existing", "其中已有", "of these existing"),
    ("new", "新设", "new"),
    ("large_medium_share", "大中型比例", "large and medium ones"),
)


def _mines(current: CurrentPlan) -> Iterator[Said]:
    for limit in current.plan.mine_limits:
        found = [(field, zh, en, current.now(limit, "mine_limits", field)) for field, zh, en in MINE_FIGURES]
        parts = [(zh, en, figure) for _, zh, en, figure in found if figure is not None]
        if not parts:
            continue
        zh_year, en_year = by_year(limit.year)
        mineral = text_of(limit.mineral)
        zh, en = _listed(parts)
        yield Said(
            f"{zh_year}{mineral}{zh}。",
            f"{en_year}{mineral or 'all minerals'}: {en}.",
            limit.place,
            tuple(
                words
                for field, *label in MINE_FIGURES
                for words in current.printed(limit, "mine_limits", field, (label[0], label[1]))
            ),
        )


def _listed(parts: Sequence[tuple[str, str, Figure]]) -> Pair:
    said = [(zh, en, amount(figure)) for zh, en, figure in parts]
    return "，".join(f"{zh}{value[0]}" for zh, _, value in said), ", ".join(f"{en} {value[1]}" for _, en, value in said)


def _zones(current: CurrentPlan) -> Iterator[Said]:
    by_kind = defaultdict[str, list[Zone]](list)
    for zone in public_zones(current.plan, current.projection):
        assert zone.kind is not None
        by_kind[zone.kind.value].append(zone)
    for kind, zones in by_kind.items():
        zh, en = word("kind", kind)
        names = [zone.name.text for zone in zones]
        yield Said(
            f"{zh} {len(zones)} 个：{_names(names, '等')}。", f"{len(zones)} × {en}: {_names(names)}.", zones[0].place
        )


def _blocks(current: CurrentPlan) -> Iterator[Said]:
    for group in current.plan.block_groups:
        if group.count is None or group.regions:  # county by county they are in the table
            continue
        zh_purpose, en_purpose = word("purpose", group.purpose.value)
        zh_level, en_level = word("level", group.level.value) if group.level else ("", "")
        mineral = text_of(group.mineral)
        zh_count, en_count = amount(group.count)
        yield Said(
            f"{zh_level}{mineral}{zh_purpose}{zh_count}。",
            f"{' '.join(filter(None, (mineral, en_level, en_purpose)))}: {en_count}.",
            group.place,
        )


def _restoration(current: CurrentPlan) -> Iterator[Said]:
    for duty in current.plan.restoration_duties:
        zh_measure, en_measure = word("measure", duty.measure)
        value = current.now(duty, "restoration_duties") or duty.value
        subject = plain_name(duty.subject, value)
        zh_value, en_value = amount(value)
        zh_year, en_year = by_year(duty.years)
        region = text_of(duty.region)
        yield Said(
            f"{zh_year}{region}{subject or zh_measure}{zh_value}。",
            f"{en_year}{region} {subject or en_measure} {en_value}.".replace("  ", " "),
            duty.place,
            current.printed(duty, "restoration_duties"),
        )


def _green(current: CurrentPlan) -> Iterator[Said]:
    for status, zh, en in (
        (GreenMineStatus.LISTED, "已入库绿色矿山", "listed green mines"),
        (GreenMineStatus.PLANNED, "规划建设绿色矿山", "green mines to be built"),
    ):
        mines: list[GreenMine] = [mine for mine in current.plan.green_mines if mine.status is status]
        if mines:
            names = [mine.name.text for mine in mines]
            yield Said(
                f"{zh} {len(mines)} 个：{_names(names, '等')}。",
                f"{len(mines)} {en}: {_names(names)}.",
                mines[0].place,
            )


def _projects(current: CurrentPlan) -> Iterator[Said]:
    for project in current.plan.major_projects:
        yield Said(f"{project.name.text}。", f"{project.name.text}.", project.place)


def _names(names: Sequence[str], more: str = "…") -> str:
    shown = "、".join(names[:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown}{more}"


TOPICS: dict[str, tuple[str, Callable[[CurrentPlan], Iterator[Said]]]] = {
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

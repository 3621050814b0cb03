"""An adjustment as it is written, in a YAML file or by an editor: what is changed, why, and on what basis."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import shapely
import yaml
from jsonschema import Draft202012Validator

from kuanggui.app.adjustments.conflicts import overtaken_feature
from kuanggui.app.adjustments.numbers import taken_numbers
from kuanggui.app.adjustments.targets import drafter
from kuanggui.app.drawing.shapes import refuse_unfit
from kuanggui.app.ports import Work
from kuanggui.errors import InputError
from kuanggui.model.adjustment import Adjustment, AdjustmentType, Attachment, AttachmentRole
from kuanggui.model.feature import (
    Change,
    ChangeKind,
    Feature,
    FeatureKind,
    FeatureQuery,
    FeatureStatus,
    FeatureVersion,
    GeometryMark,
    Shape,
)
from kuanggui.model.feature.plain import feature_from_plain
from kuanggui.model.plan.outline import Level
from kuanggui.model.target import TargetChange
from kuanggui.regulation.mineral_catalogue import minerals, minerals_named

PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$"
TEXT = {"type": "string", "minLength": 1, "maxLength": 4000, "pattern": PRINTABLE}
WORDS = {"type": "array", "items": TEXT}
FIELDS = {
    "name": TEXT,
    "number": TEXT,
    "status": {"enum": [each.value for each in FeatureStatus]},
    "level": {"enum": [each.value for each in Level]},
    "adcodes": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{6}$"}},
    "minerals": WORDS,
    "stated_area_km2": {"type": ["number", "string"]},
    "implements": TEXT,
    "attributes": {
        "type": "object",
        "propertyNames": TEXT,
        "additionalProperties": {"type": "string", "pattern": PRINTABLE},
    },
    "geometry": {"enum": ["illustrative", "official"]},
    "wkt": {"type": "string", "minLength": 1},
    "geojson": {"type": "object"},
}
NEW = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id"],
    "properties": FIELDS | {"id": TEXT, "kind": {"enum": [each.value for each in FeatureKind]}},
}
SET = {"type": "object", "additionalProperties": False, "minProperties": 1, "properties": FIELDS}
SHAPE = {
    "type": "object",
    "additionalProperties": False,
    "minProperties": 1,
    "properties": {name: FIELDS[name] for name in ("geometry", "wkt", "geojson")},
}
TARGET = {
    "type": "object",
    "additionalProperties": False,
    "minProperties": 1,
    "properties": {
        name: {"type": ["number", "string"]} for name in ("value", "mines", "existing", "new", "large_medium_share")
    },
}


def _form(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": [*properties], "properties": properties}


FORMS = {
    "add": _form(add=NEW),
    "move": _form(move=TEXT, to=SHAPE),
    "change": _form(change=TEXT, set=SET),
    "split": _form(split=TEXT, into={"type": "array", "minItems": 2, "items": NEW}),
    "merge": _form(merge={"type": "array", "minItems": 2, "items": TEXT}, into=NEW),
    "retire": _form(retire=TEXT),
    "target": _form(target=TEXT, set=TARGET),
}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["type", "title", "reason", "basis", "changes"],
    "properties": {
        "type": {"enum": [each.value for each in AdjustmentType]},
        "title": TEXT,
        "reason": TEXT,
        "basis": TEXT,
        "attachments": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["file"],
                "properties": {"file": TEXT, "role": {"enum": [each.value for each in AttachmentRole]}},
            },
        },
        "changes": {"type": "array", "minItems": 1, "items": {"type": "object"}},
        "seen": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}},
    },
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft read: the adjustment without its changes, the changes as written, and the attached files.

    No files (None) leaves those that are kept already. `seen` are the versions of the features that the drafter had before his eyes.
    """

    adjustment: Adjustment
    changes: tuple[dict[str, Any], ...]
    files: tuple[tuple[Path, AttachmentRole], ...] | None = None
    seen: tuple[tuple[str, int], ...] = ()


def read_draft(path: Path) -> Draft:
    """Read a draft; raises InputError that names the place in the file."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}：不是可读的 YAML（{str(error).splitlines()[0]}）；请核对文件") from error
    draft = draft_of(content, str(path))
    attached = content.get("attachments", [])
    files = tuple((path.parent / each["file"], AttachmentRole(each.get("role", "other"))) for each in attached)
    return replace(draft, files=files)


def draft_of(content: Any, label: str) -> Draft:
    """A draft out of plain data, its attachments left aside; raises InputError that names the place under `label`."""
    _validate(label, content, SCHEMA, "")
    for number, change in enumerate(content["changes"], 1):
        kind = next((name for name in FORMS if name in change), None)
        if kind is None:
            raise InputError(f"{label}：changes 第 {number} 项：应有 {'、'.join(FORMS)} 之一")
        _validate(label, change, FORMS[kind], f"changes 第 {number} 项")
    named = {name: content[name] for name in ("title", "reason", "basis")}
    adjustment = Adjustment(id="", plan="", type=AdjustmentType(content["type"]), changes=(), **named)
    return Draft(adjustment, tuple(content["changes"]), seen=tuple(content.get("seen", {}).items()))


def _validate(label: str, content: Any, schema: dict[str, Any], where: str) -> None:
    error = next(iter(Draft202012Validator(schema).iter_errors(content)), None)
    if error is not None:
        place = "：".join(filter(None, (where, "/".join(map(str, error.absolute_path)))))
        raise InputError(f"{label}：{place or '文件'}：{error.message.splitlines()[0][:160]}；请改正")


def attach(work: Work, draft: Draft) -> tuple[Attachment, ...]:
    """Keep the attached files in the database."""
    attachments = []
    for path, role in draft.files or ():
        try:
            content = path.read_bytes()
        except OSError as error:
            raise InputError(f"{path}：读不出附件（{error.strerror}）；请核对路径") from error
        attachments.append(Attachment(path.name, work.files.put(path.name, content), len(content), role))
    return tuple(attachments)


def make_changes(work: Work, plan: str, draft: Draft) -> tuple[Change, ...]:
    """The changes on the features as they are now.

    Raises InputError for a feature that is not in force or a number that is in use, ConflictError for a feature that has changed since
    the drafter saw it.
    """
    builder = _Builder(work, plan, dict(draft.seen))
    numbered = [(number, each) for number, each in enumerate(draft.changes, 1) if "target" not in each]
    changes = tuple(builder.change(number, each) for number, each in numbered)
    taken = [f"changes 第 {numbered[place][0]} 项：{what}" for place, what in taken_numbers(work, plan, changes)]
    if taken:
        raise InputError("\n".join(taken))
    return changes


def make_targets(work: Work, plan: str, key: str, draft: Draft) -> tuple[TargetChange, ...]:
    """The changes of indicators, caps and mine limits for the adjustment `key`; raises InputError for one that is not there."""
    numbered = [(number, each) for number, each in enumerate(draft.changes, 1) if "target" in each]
    return drafter(work, plan, key).changes(numbered) if numbered else ()


@dataclass(frozen=True, slots=True)
class _Builder:
    work: Work
    plan: str
    seen: dict[str, int]

    def change(self, number: int, written: dict[str, Any]) -> Change:
        kind = ChangeKind(next(name for name in FORMS if name in written))
        build: dict[ChangeKind, Callable[[dict[str, Any]], Change]] = {
            ChangeKind.ADD: self._add,
            ChangeKind.MOVE: self._move,
            ChangeKind.CHANGE: self._set,
            ChangeKind.SPLIT: self._split,
            ChangeKind.MERGE: self._merge,
            ChangeKind.RETIRE: self._retire,
        }
        try:
            return build[kind](written)
        except InputError as error:
            raise InputError(f"changes 第 {number} 项：{error}") from error

    def _add(self, written: dict[str, Any]) -> Change:
        if "kind" not in written["add"] or "name" not in written["add"]:
            raise InputError("新增要素要有 kind 和 name；请补上")
        return Change(ChangeKind.ADD, (), (_new(written["add"], None),))

    def _move(self, written: dict[str, Any]) -> Change:
        old = self._old(written["move"])
        return Change(ChangeKind.MOVE, _tokens(old), (_with(old.feature, written["to"]),))

    def _set(self, written: dict[str, Any]) -> Change:
        old = self._old(written["change"])
        return Change(ChangeKind.CHANGE, _tokens(old), (_with(old.feature, written["set"]),))

    def _split(self, written: dict[str, Any]) -> Change:
        old = self._old(written["split"])
        return Change(ChangeKind.SPLIT, _tokens(old), tuple(_new(part, old.feature) for part in written["into"]))

    def _merge(self, written: dict[str, Any]) -> Change:
        old = [self._old(each) for each in written["merge"]]
        return Change(ChangeKind.MERGE, _tokens(*old), (_new(written["into"], old[0].feature),))

    def _retire(self, written: dict[str, Any]) -> Change:
        return Change(ChangeKind.RETIRE, _tokens(self._old(written["retire"])))

    def _old(self, feature: str) -> FeatureVersion:
        """The feature as it will last: what is recorded now, without end."""
        versions = [
            each for each in self.work.features.find(FeatureQuery(self.plan, ids=(feature,))) if not each.valid_to
        ]
        if not versions:
            if feature in self.seen:
                raise overtaken_feature(self.work, self.plan, feature, self.seen[feature])
            raise InputError(f"{feature} 不在现行规划中；用 kuanggui plan items 查看编号")
        if self.seen.get(feature, versions[0].version) != versions[0].version:
            raise overtaken_feature(self.work, self.plan, feature, self.seen[feature])
        return versions[0]


def _tokens(*old: FeatureVersion) -> tuple[tuple[str, int], ...]:
    return tuple((each.feature.id, each.version) for each in old)


def _new(written: dict[str, Any], like: Feature | None) -> Feature:
    """A new feature; what is not written is as in the one it comes from, but for its geometry and areas."""
    base = like and replace(like, shape=Shape(), stated_area_km2=None, number=None)
    kind = FeatureKind(written["kind"]) if "kind" in written else base.kind if base else FeatureKind.MINING_BLOCK
    blank = replace(base, id=written["id"], kind=kind) if base else Feature(written["id"], kind, written["id"])
    return _with(blank, {name: value for name, value in written.items() if name not in {"id", "kind"}})


def _with(feature: Feature, written: dict[str, Any]) -> Feature:
    plain = {name: value for name, value in written.items() if name not in {"geometry", "wkt", "geojson"}}
    if "minerals" in plain:
        plain["minerals"] = [_mineral_code(word) for word in plain["minerals"]]
    if "stated_area_km2" in plain:
        plain["stated_area_km2"] = _square_kilometres(str(plain["stated_area_km2"]))
    if "attributes" in plain:
        plain["attributes"] = sorted([name, value] for name, value in plain["attributes"].items())
    stand_in = {"id": feature.id, "kind": feature.kind.value, "name": feature.name}
    typed = feature_from_plain(stand_in | plain)
    changed = replace(feature, **{name: getattr(typed, name) for name in plain})
    return (
        replace(changed, shape=_shape(written, feature.shape))
        if {"wkt", "geojson", "geometry"} & {*written}
        else changed
    )


def _square_kilometres(text: str) -> str:
    """An area as it is written, which has to be a number."""
    try:
        area = Decimal(text.strip())
    except InvalidOperation:
        area = Decimal("NaN")
    if not area.is_finite() or area < 0:
        raise InputError(f"面积“{text[:40]}”不是数；请写平方公里数，如 3.21")
    return str(area)


def _mineral_code(word: str) -> str:
    """The id of a mineral given by its id or in words."""
    known = minerals_named(word)
    if len(known) == 1:
        return known[0].code
    if any(each.code == word for each in minerals()):
        return word
    which = f"有几种：{'、'.join(each.name for each in known)}；请写明" if known else "不在矿种目录中；请核对"
    raise InputError(f"矿种“{word}”{which}")


def _shape(written: dict[str, Any], old: Shape) -> Shape:
    default = old.mark if old.mark is not GeometryMark.NONE else GeometryMark.ILLUSTRATIVE
    mark = GeometryMark(written.get("geometry", default))
    if "wkt" not in written and "geojson" not in written:
        return Shape(mark, old.wkb) if old.wkb else Shape()
    try:
        drawn = (
            shapely.from_wkt(written["wkt"])
            if "wkt" in written
            else shapely.from_geojson(json.dumps(written["geojson"]))
        )
    except shapely.errors.GEOSException as error:
        raise InputError(f"几何读不出：{str(error).splitlines()[0]}；请改正") from error
    refuse_unfit(drawn)
    return Shape(mark, shapely.to_wkb(shapely.force_2d(drawn), byte_order=1))

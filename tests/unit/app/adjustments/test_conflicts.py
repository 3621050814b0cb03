"""Two people at one adjustment, and at one block."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kuanggui.app.adjustments.drafting import Draft, draft_of
from kuanggui.app.adjustments.workflow import (
    Desk,
    approve_adjustment,
    attach_file,
    check_submitted,
    detach_file,
    draft_adjustment,
    enforce_adjustment,
    redraft_adjustment,
    steps_of,
    submit_adjustment,
)
from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.errors import ConflictError, InputError
from kuanggui.model.adjustment import AttachmentRole

DAY, NEXT_YEAR = date(2024, 4, 1), date(2025, 4, 1)
SQUARE = "POLYGON((112 38, 112.01 38, 112.01 38.01, 112 38.01, 112 38))"


def batch(*changes: dict[str, Any], **more: Any) -> Draft:
    head = {"type": "annual_batch", "title": "年度调整", "reason": "按监测结果", "basis": "示例发〔2024〕1号"}
    return draft_of(head | {"changes": list(changes)} | more, "方案")


def block(**more: Any) -> dict[str, Any]:
    return {"add": {"id": "CK01", "kind": "mining_block", "name": "甲", "adcodes": ["990121"], "wkt": SQUARE} | more}


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> str:
    database = str(tmp_path_factory.mktemp("plans") / "plans.db")
    import_file(example_file(PLAN), database)
    return database


@pytest.fixture
def desk(plans: str, tmp_path: Path) -> Desk:
    copy = tmp_path / "plans.db"
    copy.write_bytes(Path(plans).read_bytes())
    return Desk(str(copy))


def in_force(desk: Desk, draft: Draft, day: date = DAY) -> str:
    key = draft_adjustment(desk, draft).id
    submit_adjustment(desk, key)
    check_submitted(desk, key, day=day)
    approve_adjustment(desk, key)
    return enforce_adjustment(desk, key, day).id


def test_a_step_on_an_adjustment_that_went_on_says_who_did_what(desk: Desk) -> None:
    drafted = draft_adjustment(desk, batch(block()))
    redraft_adjustment(desk, drafted.id, batch(block(name="乙"), title="改题"))
    submit_adjustment(desk, drafted.id, "请审")
    with pytest.raises(ConflictError, match="您打开之后") as caught:
        redraft_adjustment(Desk(desk.database, seen=drafted.version), drafted.id, batch(block()))
    first, second = caught.value.lines
    assert "改写了题名、变更内容" in first
    assert second.endswith("已提交；意见：请审")
    assert len(steps_of(desk.database, drafted.id)) == 3


def test_a_draft_on_a_block_that_has_changed_says_by_what_and_how(desk: Desk) -> None:
    in_force(desk, batch(block(minerals=["煤"])))
    other = in_force(desk, batch({"change": "CK01", "set": {"minerals": ["iron"]}}, title="改矿种"), NEXT_YEAR)
    with pytest.raises(ConflictError, match=f"调整 {other}“改矿种”改动了它") as caught:
        draft_adjustment(desk, batch({"change": "CK01", "set": {"name": "丙"}}, seen={"CK01": 1}))
    assert caught.value.lines == ("CK01 矿种 煤 → 铁矿",)
    draft_adjustment(desk, batch({"change": "CK01", "set": {"name": "丙"}}, seen={"CK01": 2}))


def test_a_draft_on_a_block_that_was_retired_says_so(desk: Desk) -> None:
    in_force(desk, batch(block()))
    in_force(desk, batch({"retire": "CK01"}), NEXT_YEAR)
    with pytest.raises(ConflictError) as caught:
        draft_adjustment(desk, batch({"change": "CK01", "set": {"name": "丙"}}, seen={"CK01": 1}))
    assert caught.value.lines == ("CK01 已不在现行规划中",)


def test_files_come_and_go_while_it_is_a_draft_and_stay_when_it_is_redrafted(desk: Desk) -> None:
    key = draft_adjustment(desk, batch(block())).id
    attach_file(desk, key, "论证.docx", b"words", AttachmentRole.ARGUMENT)
    kept = redraft_adjustment(desk, key, batch(block(name="乙"))).attachments
    assert [(each.name, each.size, each.role) for each in kept] == [("论证.docx", 5, AttachmentRole.ARGUMENT)]
    assert detach_file(desk, key, kept[0].sha256).attachments == ()
    with pytest.raises(InputError, match="没有这个附件"):
        detach_file(desk, key, kept[0].sha256)
    submit_adjustment(desk, key)
    with pytest.raises(InputError, match="此步要求"):
        attach_file(desk, key, "晚了.docx", b"late", AttachmentRole.OTHER)


@pytest.mark.parametrize(("word", "message"), [("仙丹", "不在矿种目录中"), ("建筑用", "不在矿种目录中")])
def test_a_mineral_that_is_not_known_is_refused(desk: Desk, word: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        draft_adjustment(desk, batch(block(minerals=[word])))

"""Audits of PDF files, of annex tables and of a draft after another: progress, findings, where they stand, what is taken away."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from e2e.conftest import Visitor, need
from e2e.test_journeys import TWO, WORDS
from kuanggui.app.example import ANNEXES, PLAN, example_file

pytestmark = pytest.mark.enable_socket
MENDED = {"停产15座": "停产14座", "储备区4处": "储备区3处"}
SOLVED = ("29 + 3 + 15", "北川东部煤储备区、北川石墨储备区")
BROKEN = {"136.0": "146.0"}  # the copper of five years


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example plan as an office program prints it."""
    program = shutil.which("soffice")
    need(program is not None, "soffice is not installed")
    folder = tmp_path_factory.mktemp("pdf")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        str(program),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(example_file(PLAN)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / Path(PLAN).with_suffix(".pdf").name


@pytest.fixture(scope="module")
def annex(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The annex tables of the example, with a total that is not the sum."""
    book = load_workbook(example_file(ANNEXES))
    cell = book["附表4"].cell(book["附表4"].max_row, 5)
    assert cell.value == 18600
    cell.value = 19600
    path = tmp_path_factory.mktemp("annex") / "附表送审稿.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example plan as it comes back: two contradictions mended, a new one in it."""
    plan = docx.Document(str(example_file(PLAN)))
    cells = (cell for table in plan.tables for row in table.rows for cell in row.cells)
    paragraphs = [*plan.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    for old, new in (MENDED | BROKEN).items():
        found = [run for run in runs if old in run.text]
        assert found, old
        for run in found:
            run.text = run.text.replace(old, new)
    path = tmp_path_factory.mktemp("draft") / "示例市规划修改稿.docx"
    plan.save(str(path))
    return path


def hand_in(visitor: Visitor, path: Path) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    page.locator("input[name=document]").set_input_files(path)
    expect(page.locator(".drop .name")).to_contain_text(path.name)
    page.get_by_role("button", name=words["audits.begin"]).click()


def wait_for_findings(visitor: Visitor) -> None:
    """Its progress is shown until the findings are there."""
    page, words = visitor.page, WORDS[visitor.language]
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text(words["audits.leave"])
    expect(page.locator("[data-finding]").first).to_be_visible(timeout=90_000)


def downloaded(page: Page, begin: Callable[[], None]) -> bytes:
    with page.expect_download(timeout=90_000) as download:
        begin()
    return Path(download.value.path()).read_bytes()


@TWO
def test_a_pdf_is_audited_and_its_findings_lead_to_its_pages(visitor: Visitor, pdf: Path) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/audits")
    hand_in(visitor, pdf)
    wait_for_findings(visitor)
    visitor.picture("audit-pdf")
    finding = page.locator("[data-finding]", has_text="46").filter(has_text="29").first
    finding.get_by_role("button").first.click()
    where = finding.locator(".places button").first
    expect(where).to_contain_text(re.compile(r"第\d+页|page \d+"))
    where.click()
    mark = page.locator("mark.here")
    expect(mark).to_be_in_viewport()
    visitor.picture("audit-pdf-text")
    if visitor.size == "phone":
        page.get_by_role("button", name=words["audits.findings"], exact=True).click()
    content = downloaded(page, page.get_by_role("link", name=words["report.docx"]).click)
    tables = docx.Document(io.BytesIO(content)).tables
    assert tables
    assert visitor.barriers() == []


@TWO
def test_annex_tables_are_audited_and_a_wrong_total_is_shown_in_its_row(visitor: Visitor, annex: Path) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/audits")
    hand_in(visitor, annex)
    wait_for_findings(visitor)
    finding = page.locator("[data-finding]", has_text="19600").first
    finding.get_by_role("button").first.click()
    expect(finding.locator(".sums")).to_contain_text("18600")
    visitor.picture("audit-annex")
    finding.locator(".places button", has_text="19600").first.click()
    mark = page.locator("mark.here")
    expect(mark).to_be_in_viewport()
    expect(mark).to_contain_text("19600")
    visitor.picture("audit-annex-text")
    if visitor.size == "phone":
        page.get_by_role("button", name=words["audits.findings"], exact=True).click()
    sheet = load_workbook(
        io.BytesIO(downloaded(page, page.get_by_role("link", name=words["report.xlsx"]).click))
    ).active
    assert sheet is not None
    assert any("19600" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert visitor.barriers() == []


@TWO
def test_a_new_draft_is_compared_with_the_older_one(visitor: Visitor, draft: Path) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/audits")
    page.get_by_text(words["audits.more"]).click()
    older = page.locator("select[name=against]")
    older.select_option(older.locator("option", has_text=PLAN).last.get_attribute("value"))
    hand_in(visitor, draft)
    wait_for_findings(visitor)
    everything = page.locator("[data-finding]").count()
    new = page.locator(".chip", has_text=words["audits.new"])
    expect(new).to_contain_text("1")
    new.click()
    finding = page.locator("[data-finding]")
    expect(finding).to_have_count(1)
    expect(finding).to_contain_text("146.0")
    visitor.picture("audit-compared")
    new.click()
    page.locator(".chip", has_text=words["audits.remaining"]).click()
    expect(finding).to_have_count(everything - 1)
    solved = page.locator("details", has_text=words["audits.solved"].split("{")[0]).first
    solved.locator("summary").click()
    for quote in SOLVED:
        expect(solved).to_contain_text(quote)
    solved.scroll_into_view_if_needed()
    visitor.picture("audit-solved")
    assert visitor.barriers() == []
    text = downloaded(page, page.get_by_role("link", name=words["report.html"]).click).decode()
    assert "146.0" in text


@pytest.mark.parametrize("visitor", ["phone-zh", "desktop-en"], indirect=True)
def test_a_file_that_is_no_pdf_is_refused_in_words(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    path = tmp_path / "坏文件.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing of a page\n")
    visitor.go("/audits")
    hand_in(visitor, path)
    expect(page.get_by_role("alert")).to_contain_text("坏文件.pdf", timeout=60_000)
    visitor.picture("audit-refused")

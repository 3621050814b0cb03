"""A demo site and a browser. Pictures of pages go to build/screenshots, where index.html shows each in all sizes and languages."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kuanggui.web import site
from servers.web import running

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "screenshots"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
# Words and marks of Chinese that no element says to be Chinese: a screen reader would read them in the voice of the page.
LEAKS = """() => {
  const chinese = /[\\u2e80-\\u303f\\u3400-\\u9fff\\uff01-\\uff65]/
  const spoken = ['aria-label', 'aria-valuetext', 'placeholder', 'alt']
  const marked = (element) => element.closest('[lang]')?.lang.startsWith('zh')
  const drawn = (element) => element.closest('script, style, [role=img] svg, datalist')
  const found = new Set()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (!chinese.test(node.data) || marked(element) || drawn(element)) continue
    const at = element.closest('[class]')?.className.toString().slice(0, 30) ?? ''
    found.add(`${element.localName}.${at}: ${node.data.trim().slice(0, 80)}`)
  }
  for (const name of spoken) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      const words = element.getAttribute(name)
      if (chinese.test(words) && !/[a-z]/i.test(words) && !marked(element)) found.add(`${element.localName}[${name}]: ${words}`)
    }
  }
  return [...found]
}"""
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def need(present: bool, what: str) -> None:
    """What is missing fails in CI and skips elsewhere."""
    if not present:
        pytest.fail(what) if os.environ.get("CI") else pytest.skip(what)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that holds the example city."""
    need((Path(site.__file__).with_name("site") / "index.html").is_file(), "the pages are not built: make pages")
    folder = tmp_path_factory.mktemp("demo")
    (folder / "empty").mkdir()
    command = ["demo", "--serve", "--port", "0", "--dir", str(folder / "demo"), "--plans", str(folder / "empty")]
    with running(command, folder / "log") as client:
        yield str(client.base_url).rstrip("/")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    need(program is not None, "chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()
    write_index()


def write_index() -> None:
    """A page with a row for each picture, a column for each size and language."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    kinds = [f"{size}-{language}" for size in SIZES for language in LOCALES]
    taken = {path.stem for path in PICTURES.glob("*.png")}
    names = sorted({stem.removesuffix(f"-{kind}") for stem in taken for kind in kinds if stem.endswith(f"-{kind}")})
    rows = "".join(
        f"<h2>{name}</h2><p>"
        + "".join(
            f'<img src="{name}-{kind}.png" alt="{kind}" height="600"> ' for kind in kinds if f"{name}-{kind}" in taken
        )
        + "</p>"
        for name in names
    )
    text = f'<!doctype html><meta charset="utf-8"><title>Kuanggui</title><style>p{{white-space:nowrap}}</style>{rows}'
    (PICTURES / "index.html").write_text(text, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at the site: a page, whose window and language are known, and what went wrong in it."""

    page: Page
    size: str
    language: str
    complaints: list[str]

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.page.wait_for_load_state("networkidle")

    def picture(self, name: str) -> None:
        self.page.screenshot(path=PICTURES / f"{name}-{self.size}-{self.language}.png")

    def leaks(self) -> list[str]:
        """What stands on the page in Chinese without being marked as Chinese."""
        found: list[str] = self.page.evaluate(LEAKS)
        return found

    def barriers(self) -> list[str]:
        """What WCAG 2.1 AA has against the page, by axe; and Chinese in English that is not marked, which axe cannot tell (3.1.2)."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
        found = self.page.evaluate("tags => axe.run({runOnly: tags})", tags)["violations"]
        leaks = self.leaks() if self.language == "en" else []
        return [*leaks, *(f"{item['id']}: {node['html'][:120]}" for item in found for node in item["nodes"][:3])]


@pytest.fixture
def visitor(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visitor]:
    """Parametrised by size and language, as in `desktop-zh`."""
    size, language = request.param.split("-")
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, locale=LOCALES[language]
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield Visitor(page, size, language, complaints)
    context.close()
    assert complaints == []

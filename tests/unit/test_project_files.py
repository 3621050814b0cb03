"""The files around the code say what is so: commands, versions, licence, changelog, navigation."""

import ast
import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
APACHE_2_SHA256 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
PACKAGES = sorted(path.parent for path in (ROOT / "src" / "kuanggui").rglob("__init__.py"))
PAGES = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
FRAGMENTS = sorted(path for path in (ROOT / "changelog.d").iterdir() if path.suffix != ".jinja")
# Words of the workshop, which mean nothing to someone who has only the product.
WORKSHOP = re.compile(
    r"/work/|\bwork ?trees?\b|\bissue #?\d|\bsub-?agents?\b|\bLLM\b|(?-i:\bDESIGN\b)|\bTODO\b|\bFIXME\b|\bXXX\b",
    re.IGNORECASE,
)
TEXT_SUFFIXES = {".md", ".py", ".yaml", ".yml", ".toml", ".cff", ".json", ".jinja", ".mako", ".txt"}
TEXT_NAMES = {"Makefile", "run", ".gitignore"}
TEXT_FOLDERS = ("src", "tests", "docs", "examples", "benchmarks", "changelog.d", ".ci")


def _texts() -> list[Path]:
    top = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    below = [path for folder in TEXT_FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    texts = [path for path in top + below if path.suffix in TEXT_SUFFIXES or path.name in TEXT_NAMES]
    return [path for path in texts if path != Path(__file__).resolve()]


def _yaml(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return loaded


def _makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_starts_with_the_two_commands(readme: str) -> None:
    first_code = (ROOT / readme).read_text(encoding="utf-8").split("```")[1]
    commands = [line.split("#")[0].strip() for line in first_code.splitlines()[1:]]
    assert commands[:2] == ["make demo", "make test"]


def test_every_make_command_in_the_texts_exists() -> None:
    named = {
        name
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for name in re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    }
    assert {"demo", "test", "check", "docs"} <= named <= _makefile_targets()


def test_makefile_has_the_promised_commands() -> None:
    promised = {"demo", "test", "check", "bench", "docs", "install", "lint", "types", "format", "help"}
    assert promised <= _makefile_targets()


def test_licence_is_the_unchanged_apache_text() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == APACHE_2_SHA256


def test_catalogue_and_citation_agree_with_the_project() -> None:
    version, licence = PROJECT["project"]["version"], PROJECT["project"]["license"]
    catalogue, citation = _yaml("publiccode.yml"), _yaml("CITATION.cff")
    assert (catalogue["softwareVersion"], catalogue["legal"]["license"]) == (version, licence)
    assert (citation["version"], citation["license"]) == (version, licence)


def test_catalogue_entry_keeps_the_lengths_of_its_standard() -> None:
    descriptions = _yaml("publiccode.yml")["description"]
    assert set(descriptions) == {"en", "zh"}
    for text in descriptions.values():
        assert 0 < len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda path: path.name)
def test_changelog_fragment_is_one_line_under_a_known_kind(fragment: Path) -> None:
    kinds = "|".join(kind["directory"] for kind in PROJECT["tool"]["towncrier"]["type"])
    assert re.fullmatch(rf"[a-z0-9-]+\.({kinds})\.md", fragment.name)
    assert re.fullmatch(r"\S[^\n]+\S\n?", fragment.read_text(encoding="utf-8"))


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:\n")[1]
    assert sorted(re.findall(r"[\w./-]+\.md", navigation)) == PAGES


def test_layers_page_lists_every_package() -> None:
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    names = {name.strip() for layer in layers for name in layer.split("|")}
    page = (ROOT / "docs" / "explanation" / "layers.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE)) == names


def test_every_decision_is_listed_with_status_and_date() -> None:
    listed = (ROOT / "docs" / "adr" / "index.md").read_text(encoding="utf-8")
    decisions = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert len({path.name[:4] for path in decisions}) == len(decisions)  # numbers may be reserved, never used twice
    for path in decisions:
        heading, _, status = path.read_text(encoding="utf-8").splitlines()[:3]
        assert heading.startswith(f"# {path.name[:4]}. ")
        assert re.fullmatch(r"Status: (proposed|accepted|replaced by \d{4}) · Date: \d{4}-\d\d-\d\d", status)
        assert f"]({path.name})" in listed


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_package_says_what_it_holds(package: Path) -> None:
    assert ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8")))


def test_texts_speak_of_the_product_only() -> None:
    texts = _texts()
    assert {"README.md", "Makefile", "mkdocs.yml", "errors.py"} <= {path.name for path in texts}
    # Not every text is UTF-8: one for the readers is GB18030. The words sought are ASCII in either.
    words = [(path.name, path.read_text(encoding="utf-8", errors="replace")) for path in texts]
    said = [(name, hit.group()) for name, text in words if (hit := WORKSHOP.search(text))]
    assert said == []

"""The page of requirements of OGC API Features and the tests say the same, and leave no requirement out."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "reference" / "ogc-conformance.md"
TESTS = ROOT / "tests" / "functional" / "ogc_conformance"
ROW = re.compile(r"\| `(/req/[^`]+)` \|[^|]+\| ([^|]+) \|")
# The requirements of each class, by the ids of OGC 17-069 and 18-058.
STANDARD = {
    "core": (
        "root-op root-success api-definition-op api-definition-success conformance-op conformance-success "
        "http query-param-unknown query-param-invalid crs84 fc-md-op fc-md-success fc-md-links fc-md-items "
        "fc-md-items-links fc-md-extent fc-md-extent-multi sfc-md-op sfc-md-success fc-op fc-limit-definition "
        "fc-limit-response-1 fc-bbox-definition fc-bbox-response fc-time-definition fc-time-response "
        "fc-response fc-links fc-rel-type fc-timeStamp fc-numberMatched fc-numberReturned f-op f-success "
        "f-links "
    ),
    "geojson": ("definition content "),
    "oas30": ("oas-definition-1 oas-definition-2 oas-impl completeness exceptions-codes security "),
    "crs": (
        "crs-uri fc-md-crs-list-A fc-md-crs-list-B fc-md-crs-list-global fc-md-storageCrs "
        "fc-md-storageCrs-valid-value fc-crs-definition fc-crs-valid-value fc-crs-valid-defaultValue "
        "fc-crs-action fc-bbox-crs-definition fc-bbox-crs-valid-value fc-bbox-crs-valid-defaultValue "
        "fc-bbox-crs-action geojson ogc-crs-header ogc-crs-header-value "
    ),
}


def _shown() -> dict[str, list[str]]:
    """The tests that show each requirement, as their marks say."""
    shown = dict[str, list[str]]()
    for file in sorted(TESTS.glob("test_*.py")):
        for test in ast.parse(file.read_text(encoding="utf-8")).body:
            for mark in test.decorator_list if isinstance(test, ast.FunctionDef) else []:
                assert isinstance(test, ast.FunctionDef)
                if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "requirement":
                    for key in mark.args:
                        shown.setdefault(ast.literal_eval(key), []).append(test.name)
    return shown


def test_every_requirement_of_the_declared_classes_has_a_test() -> None:
    assert set(_shown()) == {f"/req/{name}/{key}" for name, keys in STANDARD.items() for key in keys.split()}


def test_the_page_names_the_tests_that_there_are() -> None:
    named = {key: re.findall(r"`(\w+)`", tests) for key, tests in ROW.findall(PAGE.read_text(encoding="utf-8"))}
    assert named == _shown()

"""The reference page of the editions shows every layer and field with its mark."""

import importlib.util
from pathlib import Path

from kuanggui.app.standards import list_editions

PATH = Path(__file__).resolve().parents[3] / "docs" / "standard_pages.py"


def _catalogues() -> str:
    spec = importlib.util.spec_from_file_location("standard_pages", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text: str = module.catalogues()
    return text


def test_every_layer_and_field_is_on_the_page() -> None:
    text = _catalogues()
    for edition in list_editions():
        assert f"## {edition.name}\n" in text
        for layer in edition.layers:
            assert f"{layer.name}" in text
            for field in layer.fields:
                assert f"| {field.code}" in text


def test_an_inferred_fact_is_marked() -> None:
    assert "| QKMJ | 区块面积 | decimal |  | km2 ? | area |" in _catalogues()

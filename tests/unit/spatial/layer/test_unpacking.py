"""Zipped layers are unpacked within bounds, and nothing leads out of the folder."""

import zipfile
from pathlib import Path

import pytest

from kuanggui.errors import InputError
from kuanggui.spatial.layer.unpacking import Bounds, unpacked


def _zip(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _message(path: Path, bounds: Bounds | None = None) -> str:
    with pytest.raises(InputError) as refused, unpacked(path, bounds or Bounds()):
        pass
    return str(refused.value)


def test_the_one_layer_is_found_in_any_folder_and_removed_afterwards(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", **{"数据/范围.shp": b"x", "数据/范围.dbf": b"y"})
    with unpacked(path) as found:
        assert (found.name, found.read_bytes()) == ("范围.shp", b"x")
        assert found.with_suffix(".dbf").exists()
    assert not found.exists()


def test_file_geodatabase_is_a_folder(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", **{"a.gdb/a00000001.gdbtable": b"x", "a.gdb/gdb": b"y"})
    with unpacked(path) as found:
        assert found.name == "a.gdb"


def test_names_packed_in_gbk_are_read(tmp_path: Path) -> None:
    name = "范围.shp".encode("gb18030").decode("cp437")
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xxxxxxxx", b"x")
    raw = name.encode("cp437")
    path.write_bytes(path.read_bytes().replace(b"xxxxxxxx", raw))
    with unpacked(path) as found:
        assert found.name == "范围.shp"


def test_other_files_are_handed_through(tmp_path: Path) -> None:
    with unpacked(tmp_path / "a.gpkg") as found:
        assert found == tmp_path / "a.gpkg"


def test_bomb_is_refused_by_ratio_and_by_size_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    path = _zip(tmp_path / "a.zip", **{"a.shp": bytes(40 * 1024 * 1024)})
    assert "压缩炸弹" in _message(path)
    assert "压缩炸弹" in _message(path, Bounds(total_bytes=1024 * 1024, ratio=10**9))
    assert list(scratch.iterdir()) == []


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", **{f"{number}.shp": b"" for number in range(20)})
    assert "多于 10 个" in _message(path, Bounds(members=10))


def test_a_huge_directory_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _zip(tmp_path / "a.zip", **{f"{number:0200}.shp": b"" for number in range(20)})
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda archive: pytest.fail("the directory was read"))
    assert "多于 5 个" in _message(path, Bounds(members=5))


@pytest.mark.parametrize("name", ["../a.shp", "/etc/a.shp", "b/../../a.shp", "..\\a.shp", "C:\\a.shp"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    assert "指向包外" in _message(_zip(tmp_path / "a.zip", **{name: b"x"}))


def test_damaged_archives_are_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", **{"a.shp": bytes(range(256)) * 100})
    path.write_bytes(path.read_bytes()[:-60])
    assert "已损坏" in _message(path)
    path = _zip(tmp_path / "b.zip", **{"a.shp": bytes(range(256)) * 100})
    content = bytearray(path.read_bytes())
    content[60:80] = bytes(20)
    path.write_bytes(content)
    assert "已损坏" in _message(path)

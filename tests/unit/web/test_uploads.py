import pytest

from kuanggui.web.uploads import plain_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("规划.docx", "规划.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\规划 终稿.docx", "规划 终稿.docx"),
        ("..", "document"),
        ("", "document"),
        (".kuanggui-waivers.yaml", "kuanggui-waivers.yaml"),
        ("a\x00b\n.txt", "ab.txt"),
        ('a<b>"|?*.txt', "a_b_____.txt"),
        ("fdp\u202excod.exe", "fdpxcod.exe"),
    ],
)
def test_a_name_is_only_a_name(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_a_long_name_keeps_its_suffix_and_fits_a_file_system() -> None:
    name = plain_name("规" * 300 + ".docx")
    assert name.endswith(".docx")
    assert len(name.encode()) <= 255

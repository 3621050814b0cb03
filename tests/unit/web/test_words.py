"""Words that findings bring with them only as keys."""

from kuanggui.findings.family import Family
from kuanggui.web.words import words


def test_every_family_of_rules_has_a_name_in_both_languages() -> None:
    names = words()["family"]
    assert names["two_values"] == ["同一数据前后不一", "One quantity, two values"]
    assert names.keys() == {family.value for family in Family}

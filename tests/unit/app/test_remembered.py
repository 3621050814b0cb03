"""What is remembered belongs to one object, not to those equal to it or to its place in memory."""

from kuanggui.app.remembered import remembered


def test_the_same_object_is_made_use_of_once_and_an_equal_one_again() -> None:
    asked: list[list[int]] = []

    def total(numbers: list[int]) -> int:
        asked.append(numbers)
        return sum(numbers)

    recall = remembered(total)
    one, other = [1, 2], [1, 2]
    assert [recall(one), recall(one), recall(other)] == [3, 3, 3]
    assert len(asked) == 2


def test_nothing_is_taken_for_what_lay_at_the_same_place_before() -> None:
    recall = remembered(sum, most=3)
    assert [recall([number, 1]) for number in range(50)] == [number + 1 for number in range(50)]

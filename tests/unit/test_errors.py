"""Every error the program raises on purpose says which exit code it ends with."""

from kuanggui import errors


def test_every_error_is_a_kuanggui_error_with_an_exit_code() -> None:
    raised = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]
    assert len(raised) > 4
    assert all(issubclass(kind, errors.KuangguiError) and kind.exit_code in {2, 3} for kind in raised)

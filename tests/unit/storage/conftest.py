"""Random records, and empty stores to put them in."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import strategies as st

from kuanggui.model.document import Source
from kuanggui.model.place import Place
from kuanggui.storage.open import Purpose, open_store
from kuanggui.storage.sql_store import SqlPlanStore

# A lone surrogate is no text, and PostgreSQL takes no NUL.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
SMALL = st.integers(-(2**31), 2**31 - 1)
HOME = Source(name="plan.txt", sha256="a" * 64, size=1, media_type="text/plain", reader="test 1")

st.register_type_strategy(str, TEXT)
st.register_type_strategy(int, SMALL)
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(
    Place,
    st.builds(
        Place,
        document=st.sampled_from([HOME.name, "annex.xlsx"]),
        sha256=st.sampled_from([HOME.sha256, "b" * 64]),
        page=st.none() | SMALL,
        table=st.none() | TEXT,
        row=st.none() | SMALL,
        column=st.none() | TEXT,
    ),
)


@pytest.fixture(scope="session")
def home() -> Source:
    """The document whose places need no document name in the store."""
    return HOME


@pytest.fixture(scope="session", params=["sqlite", "postgis"])
def shared_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlPlanStore]:
    """One store of each engine for many random examples: opening one for each would take most of the time."""
    if request.param == "sqlite":
        location = str(tmp_path_factory.mktemp("store") / "plans.db")
    else:
        location = request.getfixturevalue("postgres").new_database()
    with open_store(location, Purpose.WRITE) as store:
        yield store

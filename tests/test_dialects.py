from __future__ import annotations

import copy
import pickle

import pytest

from cronexpr.dialects import EXTENDED, STANDARD, Dialect, dialect_names, get_dialect
from cronexpr.errors import CronOptionError


def test_presets_are_found_by_their_names() -> None:
    assert get_dialect("standard") is STANDARD
    assert get_dialect("extended") is EXTENDED
    assert {"standard", "extended"} <= set(dialect_names())
    assert all(get_dialect(name).name == name for name in dialect_names())


def test_a_dialect_stands_for_itself() -> None:
    mine = STANDARD.replace(name="mine")
    assert get_dialect(mine) is mine


@pytest.mark.parametrize(
    ("name", "near"), [("standrad", "standard"), (" Extended", "extended"), ("zzz", None)]
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str, near: str | None) -> None:
    with pytest.raises(CronOptionError) as caught:
        get_dialect(name)
    (problem,) = caught.value.problems
    assert (problem.code, problem.suggestion) == ("OPT001", near)
    assert "known dialects: standard, extended" in problem.hint
    assert "did you mean" in problem.hint if near else "did you mean" not in problem.hint


@pytest.mark.parametrize("dialect", [None, 5, b"standard", ["standard"]])
def test_a_dialect_of_another_type_is_a_type_error(dialect: object) -> None:
    with pytest.raises(TypeError, match="dialect must be a str or a Dialect"):
        get_dialect(dialect)  # type: ignore[arg-type]


def test_presets_pickle_by_name_and_derived_dialects_as_data() -> None:
    mine = STANDARD.replace(name="mine", day_rule="and")
    assert pickle.loads(pickle.dumps(STANDARD)) is STANDARD
    assert copy.deepcopy(EXTENDED) is EXTENDED
    assert b"layouts" not in pickle.dumps(STANDARD)
    again = pickle.loads(pickle.dumps(mine))
    assert again == mine
    assert hash(again) == hash(mine)


def test_a_derived_dialect_that_keeps_the_name_is_no_preset() -> None:
    impostor = STANDARD.replace(day_rule="and")
    assert impostor != STANDARD
    assert not impostor.is_preset
    assert pickle.loads(pickle.dumps(impostor)) == impostor
    assert repr(impostor) == "<Dialect 'standard', derived>"
    assert repr(STANDARD) == "Dialect('standard')"


def test_dialects_are_immutable_and_equal_by_value() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        STANDARD.day_rule = "and"
    assert STANDARD.replace() == STANDARD
    assert hash(STANDARD.replace()) == hash(STANDARD)
    assert len({STANDARD, EXTENDED, STANDARD.replace()}) == 2


def test_all_that_a_dialect_holds_is_immutable() -> None:
    for name in dialect_names():
        dialect: Dialect = get_dialect(name)
        for slot in Dialect.__slots__:
            assert isinstance(getattr(dialect, slot), (str, int, tuple, frozenset))

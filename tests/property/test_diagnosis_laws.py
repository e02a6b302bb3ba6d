"""What is offered for a refused text is read, and has every field where it was."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import expressions

import cronexpr
from cronexpr.dialects import dialect_names, get_dialect
from cronexpr.errors import Problem

ITEMS = ("*", "*", "?", "5", "1-5", "*/2", "/2", "1/2", "1,3", "2-4/2,6", "L-3", "H(1-4)", "1~4", "+1,2-5")
NAMES = {
    "month": ("jan-mar", "FEB,MAY-JUL/2"),
    "day_of_week": ("mon-fri", "MON,WED-FRI"),
    "year": ("2027-2030",),
}
SLIPS = (" ", "-", "/", ",", "*", "?", "#", "L", "W", "9", "60", "1e1", "mon", "monday", "x", ".", "+", "")
# These offer the whole text in other fields, and say so: a longer interval, a conversion, a second, an end.
OTHER_FIELDS = ("CRON101", "CRON102", "CRON106", "CRON122")


@st.composite
def fields(draw: st.DrawFn, name: str) -> str:
    """Draw a text with as many fields as the dialect *name* may have."""
    layout = draw(st.sampled_from(get_dialect(name).layouts))
    return " ".join([draw(st.sampled_from(ITEMS + NAMES.get(field, ()))) for field in layout])


@lru_cache
def readable(name: str, field: str) -> tuple[str, ...]:
    """Return the items that the dialect *name* reads as *field*."""
    dialect = get_dialect(name)
    blank = dict.fromkeys(next(layout for layout in dialect.layouts if field in layout), "*")
    if dialect.day_rule == "exclusive":
        blank["day_of_month" if field == "day_of_week" else "day_of_week"] = "?"
    items = {*ITEMS, *NAMES.get(field, ())}
    texts = {item: " ".join((blank | {field: item}).values()) for item in sorted(items)}
    return tuple([item for item, text in texts.items() if cronexpr.is_valid(text, dialect=name)])


@st.composite
def readable_fields(draw: st.DrawFn, name: str) -> str:
    """Draw a text that the dialect *name* is likely to read."""
    dialect = get_dialect(name)
    items = {
        field: draw(st.sampled_from(readable(name, field)))
        for field in draw(st.sampled_from(dialect.layouts))
    }
    if dialect.day_rule == "exclusive":
        items[draw(st.sampled_from(("day_of_month", "day_of_week")))] = "?"
    return " ".join(items.values())


def _offers(text: str, dialect: str) -> set[str]:
    problems = cronexpr.check(text, dialect=dialect)
    return {offer for problem in problems for offer in (problem.fix, problem.suggestion) if offer is not None}


def _torn(data: st.DataObject, text: str) -> str:
    """Return *text* with a space before or after one of its signs."""
    places = [index + after for index, char in enumerate(text) if char in ",-/" for after in (0, 1)]
    assume(places)
    at = data.draw(st.sampled_from(places))
    return f"{text[:at]} {text[at:]}"


@given(expressions(), st.data())
def test_a_space_beside_a_sign_is_taken_out_again_or_nothing_is_offered(
    text: str, data: st.DataObject
) -> None:
    torn = _torn(data, text)
    assume(not cronexpr.is_valid(torn))
    assert _offers(torn, "standard") <= {text}


@pytest.mark.parametrize("name", dialect_names())
@given(data=st.data())
def test_no_dialect_offers_another_text_for_a_space_beside_a_sign(name: str, data: st.DataObject) -> None:
    text = data.draw(readable_fields(name).filter(lambda text: cronexpr.is_valid(text, dialect=name)))
    torn = _torn(data, text)
    assume(not cronexpr.is_valid(torn, dialect=name))
    assert _offers(torn, name) <= {text}


@pytest.mark.parametrize("name", dialect_names())
@given(data=st.data())
def test_offers_are_read_and_leave_the_other_fields_alone(name: str, data: st.DataObject) -> None:
    text = data.draw(st.one_of(fields(name), expressions()))
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(SLIPS)) + text[at + data.draw(st.integers(0, 1)) :]
    assume(not cronexpr.is_valid(text, dialect=name))
    problems = cronexpr.check(text, dialect=name)
    for offer in _offers(text, name):
        assert cronexpr.is_valid(offer, dialect=name)
        if not any(_is_about_all(problem) for problem in problems):
            assert _untouched(text, problems) <= set(enumerate(offer.split()))
            assert len(offer.split()) == len(text.split())


def _is_about_all(problem: Problem) -> bool:
    is_elsewhere = "here" in problem.hint or "a field of seconds" in problem.hint
    return problem.field is None or problem.code in OTHER_FIELDS or is_elsewhere


def _untouched(text: str, problems: tuple[Problem, ...]) -> set[tuple[int, str]]:
    """Return the fields of *text*, numbered, in which no problem lies."""
    found = set()
    stop = 0
    for index, word in enumerate(text.split()):
        start = text.index(word, stop)
        stop = start + len(word)
        if all(problem.span[0] > stop or problem.span[1] < start for problem in problems):
            found.add((index, word))
    return found

"""What holds in every dialect, and what other dialects make of plain items, against slow readings."""

from __future__ import annotations

import oracle_dialects
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cronexpr
from cronexpr.dialects import dialect_names, get_dialect
from cronexpr.errors import CronError, CronSyntaxError

OTHERS = sorted(oracle_dialects.FACTS)
ORACLE_NAMES = {"day_of_month": "day", "day_of_week": "weekday"}


@st.composite
def items(draw: st.DrawFn, low: int, high: int) -> str:
    values = st.integers(max(0, low - 1), high + 1)
    step = draw(st.sampled_from(["", "", "/1", "/2", "/3", "/7", "/8", "/30", "/60", "/0"]))
    start = draw(st.one_of(st.just("*"), values.map(str), values.map(str)))
    end = draw(st.one_of(st.just(""), values.map("-{}".format))) if start != "*" else ""
    return start + end + step


@st.composite
def texts(draw: st.DrawFn, name: str) -> str:
    facts = oracle_dialects.FACTS[name]
    fields = []
    for field in facts.fields:
        low, high = oracle_dialects.LIMITS.get(field, facts.weekdays)
        listed = st.lists(items(low, high), min_size=1, max_size=3).map(",".join)
        plain = st.just("*") if field not in ("day", "weekday") else st.sampled_from("*?")
        fields.append(draw(st.one_of(plain, plain, items(low, high), listed)))
    return " ".join(fields)


@pytest.mark.parametrize("name", OTHERS)
@given(data=st.data())
def test_plain_items_mean_what_a_slow_reading_says(name: str, data: st.DataObject) -> None:
    text = data.draw(texts(name))
    expected = _reading(text, name)
    if expected is None:
        assert not cronexpr.is_valid(text, dialect=name)
        return
    expr = cronexpr.parse(text, dialect=name, seed="x")
    for field in expr.fields:
        if field.spans:
            assert set(field.values) == expected.values[ORACLE_NAMES.get(field.name, field.name)]
    _, _, _, day, _, weekday, _ = expr.fields
    either = expr.dialect.day_rule == "or" and day.is_restricted and weekday.is_restricted
    assert either is expected.either


def _reading(text: str, name: str) -> oracle_dialects.Reading | None:
    if "?" in text and name not in ("quartz", "aws", "kubernetes", "spring", "croniter"):
        return None
    return oracle_dialects.read(
        text.replace("?", "*") if name in ("kubernetes", "spring", "croniter") else text, name
    )


ANY_TEXT = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from("0123456789*,-/?#+~()LWHRlwhr  \t@AaMmPp$cron(SUNsunJ"), max_size=40),
    st.sampled_from(OTHERS).flatmap(texts),
    st.sampled_from(
        ["cron(0 12 * * ? *)", "@every 5m", "TZ=UTC 0 9 * * *", "H(0-29)/10 * * * *", "0~30 ~ * * *"]
    ),
)


@given(text=ANY_TEXT)
@example("cron(")
@example("cron()")
@example("cron()x")
@example("TZ=")
@example("TZ= * * * * *")
@example("H(")
@example("H(1-")
@example("H(1-2")
@example("H(1-2)x * * * *")
@example("H(1-2),H(9-2)/0 * * * *")
@example("R/ * * * *")
@example("~~ * * * *")
@example("~60 * * * *")
@example("0 0 0 ? * 7L,L")
@example("0 0 0 L,? * ?")
@example("0 0 W,W0 * *")
@example("0 0 * * LL")
@example("0 0 * * L,Lx")
@example("0 0 * * MO-T")
@example("0 0 0 * ? /")
@example("0 0 0 ? * SUN#")
@example("0\t0\t0 * * *")
@example("every day at 9 *")
@example("9am * * * *")
@example("t\u00e4glich * * * *")
@example("60 24 32 13 8")
@example("0 0/15 9-17 ? * 2-6")
def test_every_dialect_reads_a_text_or_says_well_why_not(text: str) -> None:
    for name in dialect_names():
        try:
            expr = cronexpr.parse(text, dialect=name, seed="x")
        except CronSyntaxError as error:
            _check_refusal(text, name, error)
        else:
            assert cronexpr.is_valid(text, dialect=name)
            assert expr.dialect is get_dialect(name)
            assert all(field.mask or field.calendar for field in expr.fields)


def _check_refusal(text: str, name: str, error: CronSyntaxError) -> None:
    assert 1 <= len(error.problems) <= 50
    for problem in error.problems:
        start, stop = problem.span
        assert 0 <= start <= stop <= len(text)
        for words in (problem.message, problem.hint):
            assert words.isprintable()
            assert len(words) < 260
        for offer in (problem.fix, problem.suggestion):
            assert offer != text
            if offer is not None:
                assert cronexpr.is_valid(offer, dialect=name)
    assert error.pretty()


@given(text=ANY_TEXT)
def test_detection_agrees_with_parsing(text: str) -> None:
    found = cronexpr.detect(text)
    names = [name for reading in found for name in reading.dialects]
    assert sorted(names) == sorted(name for name in dialect_names() if cronexpr.is_valid(text, dialect=name))
    for reading in found:
        for name in reading.dialects:
            assert cronexpr.parse(text, dialect=name, seed="").equivalent(reading.expression)
        assert (reading.difference == "") is (reading is found[0])
        assert "\n" not in reading.difference
    for reading in found[1:]:
        assert not reading.expression.equivalent(found[0].expression)


@pytest.mark.parametrize("text", [None, 5, b"* * * * *"])
def test_what_is_no_text_is_a_type_error_in_every_dialect(text: object) -> None:
    for name in dialect_names():
        with pytest.raises(TypeError):
            cronexpr.parse(text, dialect=name)  # type: ignore[arg-type]


def test_an_error_of_any_dialect_is_one_of_ours() -> None:
    assert issubclass(CronSyntaxError, CronError)

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import oracle_language
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import expressions

from cronexpr._calendar import shape_parts
from cronexpr._parser import READERS, field_spans, parse_fields
from cronexpr.dialects import EXTENDED, STANDARD, Dialect, get_dialect
from cronexpr.errors import CronSyntaxError
from cronexpr.fields import FIELD_NAMES, FieldSet
from cronexpr.terms import (
    LastDay,
    LastWeekday,
    LastWorkday,
    NearestWorkday,
    NthWeekday,
    Span,
    Unspecified,
    Wildcard,
)

if TYPE_CHECKING:
    from cronexpr.terms import Term

LOOSE = STANDARD.replace(
    name="loose",
    start_steps=True,
    wrapping_fields=("hour", "month", "day_of_week"),
    form_case="any",
    nickname_case="any",
)
STRICT = STANDARD.replace(
    name="strict", step_limit="end", name_case="upper", late_sundays=(), listed_forms=frozenset()
)
BARE = STANDARD.replace(
    name="bare",
    layouts=STANDARD.layouts[:1],
    weekdays=(0, 6),
    named_fields=(),
    forms=frozenset(),
    listed_forms=frozenset(),
    nicknames=(),
)
FROM_ONE = STANDARD.replace(
    name="from-one", weekdays=(1, 7), sunday=1, forms=STANDARD.forms - {"d#L"}, nicknames=()
)


def _fields(text: str, dialect: Dialect = STANDARD) -> dict[str, FieldSet]:
    fields = parse_fields(text, dialect)
    assert fields is not None
    assert tuple([field.name for field in fields]) == FIELD_NAMES
    return dict(zip(FIELD_NAMES, fields, strict=True))


def _problems(text: str, dialect: Dialect = STANDARD) -> list[tuple[str, str | None]]:
    with pytest.raises(CronSyntaxError) as caught:
        parse_fields(text, dialect)
    return [(problem.code, problem.field) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("field", "text", "term"),
    [
        ("minute", "*", Wildcard()),
        ("minute", "*/15", Span(0, 59, 15)),
        ("minute", "*/1", Span(0, 59)),
        ("minute", "*/90", Span(0, 59, 90)),
        ("minute", "5", Span(5, 5)),
        ("minute", "007", Span(7, 7)),
        ("minute", "0" * 100, Span(0, 0)),
        ("minute", "1-5/0000000000002", Span(1, 5, 2)),
        ("hour", "9-17/2", Span(9, 17, 2)),
        ("day_of_month", "?", Unspecified()),
        ("day_of_month", "L", LastDay()),
        ("day_of_month", "L-3", LastDay(3)),
        ("day_of_month", "L-030", LastDay(30)),
        ("day_of_month", "LW", LastWorkday()),
        ("day_of_month", "15W", NearestWorkday(15)),
        ("month", "jan", Span(1, 1)),
        ("month", "Jan-mAR/2", Span(1, 3, 2)),
        ("day_of_week", "0", Span(0, 0)),
        ("day_of_week", "7", Span(0, 0)),
        ("day_of_week", "SUN", Span(0, 0)),
        ("day_of_week", "*/2", Span(0, 6, 2)),
        ("day_of_week", "FRI-SUN", Span(5, 7)),
        ("day_of_week", "5-sun", Span(5, 7)),
        ("day_of_week", "0-sun", Span(0, 7)),
        ("day_of_week", "sun-SUN", Span(0, 0)),
        ("day_of_week", "7-7", Span(0, 0)),
        ("day_of_week", "7-sun/2", Span(0, 0, 2)),
        ("day_of_week", "SUN-TUE", Span(0, 2)),
        ("day_of_week", "0-7", Span(0, 7)),
        ("day_of_week", "4L", LastWeekday(4)),
        ("day_of_week", "4#L", LastWeekday(4)),
        ("day_of_week", "7L", LastWeekday(0)),
        ("day_of_week", "friL", LastWeekday(5)),
        ("day_of_week", "5#3", NthWeekday(5, 3)),
        ("day_of_week", "7#01", NthWeekday(0, 1)),
        ("day_of_week", "fRi#5", NthWeekday(5, 5)),
    ],
)
def test_a_field_of_one_term(field: str, text: str, term: Term) -> None:
    fields = _fields(" ".join([text if name == field else "*" for name in FIELD_NAMES]))
    assert fields[field].terms == (term,)
    assert fields[field].spans == ((0, len(text)),)
    assert fields[field].text == text


@pytest.mark.parametrize(
    ("dialect", "field", "text", "term"),
    [
        (EXTENDED, "day_of_month", "L-3W", NearestWorkday(LastDay(3))),
        (LOOSE, "day_of_month", "15w", NearestWorkday(15)),
        (LOOSE, "day_of_month", "lw", LastWorkday()),
        (LOOSE, "day_of_month", "l", LastDay()),
        (LOOSE, "day_of_week", "fril", LastWeekday(5)),
        (LOOSE, "day_of_week", "5#l", LastWeekday(5)),
        (LOOSE, "minute", "5/15", Span(5, 59, 15)),
        (LOOSE, "hour", "22-2", Span(22, 2)),
        (LOOSE, "month", "nov-feb", Span(11, 2)),
        (LOOSE, "day_of_week", "fri-mon", Span(5, 1)),
        (FROM_ONE, "day_of_week", "1", Span(0, 0)),
        (FROM_ONE, "day_of_week", "7", Span(6, 6)),
        (FROM_ONE, "day_of_week", "2-6", Span(1, 5)),
        (FROM_ONE, "day_of_week", "MON-FRI", Span(1, 5)),
        (FROM_ONE, "day_of_week", "6#2", NthWeekday(5, 2)),
        (STRICT, "month", "JAN", Span(1, 1)),
        (STRICT, "minute", "*/59", Span(0, 59, 59)),
    ],
)
def test_other_dialects_are_other_data(dialect: Dialect, field: str, text: str, term: Term) -> None:
    fields = _fields(" ".join([text if name == field else "*" for name in FIELD_NAMES]), dialect)
    assert fields[field].terms == (term,)


@pytest.mark.parametrize(
    ("dialect", "text", "code", "field"),
    [
        (STRICT, "*/60 * * * *", "CRON106", "minute"),
        (STRICT, "1-5/9 * * * *", "CRON106", "minute"),
        (STRICT, "* * * jan *", "CRON111", "month"),
        (STRICT, "* * * * FRI-SUN", "CRON110", "day_of_week"),
        (STRICT, "* * 1,L * *", "CRON118", "day_of_month"),
        (STRICT, "* * 1,L-3 * *", "CRON118", "day_of_month"),
        (STRICT, "* * * * 1,5#2", "CRON118", "day_of_week"),
        (STRICT, "* * * * 1,5L", "CRON118", "day_of_week"),
        (STRICT, "* * * * 1,FRIL", "CRON118", "day_of_week"),
        (STRICT, "* * * * 1,5#L", "CRON118", "day_of_week"),
        (BARE, "* * ? * *", "CRON116", "day_of_month"),
        (BARE, "* * 1? * *", "CRON116", "day_of_month"),
        (BARE, "* * * * 5#2", "CRON116", "day_of_week"),
        (BARE, "* * * * +5", "CRON116", "day_of_week"),
        (BARE, "* * * * 7", "CRON103", "day_of_week"),
        (BARE, "* * L * *", "CRON116", "day_of_month"),
        (BARE, "* * * jan *", "CRON113", "month"),
        (BARE, "0.5 * * * *", "CRON113", "minute"),
        (BARE, "* * * * 5-0", "CRON110", "day_of_week"),
        (FROM_ONE, "* * * * 0", "CRON103", "day_of_week"),
        (FROM_ONE, "* * * * 6#6", "CRON103", "day_of_week"),
        (FROM_ONE, "* * * * 6#x", "CRON113", "day_of_week"),
        (FROM_ONE, "* * * * 6-2", "CRON110", "day_of_week"),
        (LOOSE, "* * w * *", "CRON113", "day_of_month"),
    ],
)
def test_other_dialects_refuse_other_things(dialect: Dialect, text: str, code: str, field: str) -> None:
    assert _problems(text, dialect) == [(code, field)]


@pytest.mark.parametrize(
    ("dialect", "text", "codes"),
    [
        (BARE, "@daily", ["CRON117"]),
        (BARE, "", ["CRON100"]),
        (BARE, "* * * * * *", ["CRON102"]),
        (LOOSE, "@dayly", ["CRON117"]),
        (STANDARD, "x" * 1025, ["CRON104"]),
        (STANDARD, "\xa0", ["CRON119"]),
    ],
)
def test_texts_that_have_no_fields(dialect: Dialect, text: str, codes: list[str]) -> None:
    assert [code for code, _ in _problems(text, dialect)] == codes


def test_a_text_of_1024_characters_is_read() -> None:
    text = "0 0 * * 1".ljust(1024)
    assert parse_fields(text, STANDARD) == parse_fields("0 0 * * 1", STANDARD)
    assert _problems(text + " ") == [("CRON104", None)]


def test_a_text_of_1024_characters_is_read_with_tabs_too() -> None:
    text = "0\t0 * * 1".ljust(1024)
    assert parse_fields(text, STANDARD) == parse_fields("0 0 * * 1", STANDARD)
    assert _problems(text + " ") == [("CRON104", None)]


def test_fields_are_found_inside_their_wrapper() -> None:
    text = " cron(0 12 ? * MON *) "
    spans = field_spans(text, get_dialect("aws"))
    assert [text[slice(*span)] for span in spans.values()] == ["0", "12", "?", "*", "MON", "*"]
    assert next(iter(spans.values())) == (6, 7)


@pytest.mark.parametrize("text", [None, 5, b"* * * * *", ["*"] * 5, 0.5])
def test_what_is_no_text_is_a_type_error(text: object) -> None:
    with pytest.raises(TypeError, match="expression must be a str, not "):
        parse_fields(text, STANDARD)  # type: ignore[arg-type]


def test_fields_that_are_not_written_are_their_defaults() -> None:
    five, six, seven = (_fields(text) for text in ("1 2 3 4 5", "0 1 2 3 4 5", "0 1 2 3 4 5 *"))
    for name in FIELD_NAMES:
        assert five[name].replace(spans=()) == six[name].replace(spans=()) == seven[name].replace(spans=())
    assert five["second"].spans == five["year"].spans == six["year"].spans == ()
    assert five["second"].values == (0,)
    assert not five["year"].is_restricted


def test_nicknames_are_their_expansions_and_reboot_is_none() -> None:
    for name, text in STANDARD.nicknames:
        if text is None:
            assert parse_fields(name, STANDARD) is None
        else:
            assert parse_fields(f" {name}\n", STANDARD) == parse_fields(text, STANDARD)
    assert parse_fields("@DAILY", LOOSE) == parse_fields("@daily", LOOSE)


@pytest.mark.parametrize(
    "text", ["  0 9 * * 1", "0 9 * * 1\n", "\t0\t9  *\t * 1\r\n", "0 9 * * 1".ljust(200)]
)
def test_white_space_around_and_between_means_nothing(text: str) -> None:
    assert parse_fields(text, STANDARD) == parse_fields("0 9 * * 1", STANDARD)
    spans = field_spans(text, STANDARD)
    assert [text[start:stop] for start, stop in spans.values()] == ["0", "9", "*", "*", "1"]
    assert tuple(spans) == STANDARD.layouts[0]


@pytest.mark.parametrize(
    "space", ["\n", "\r", "\v", "\f", "\x1c", "\x1f", "\x85", "\xa0", "\u2003", "\u2028"]
)
def test_only_space_and_tab_separate(space: str) -> None:
    parse_fields("0 9 * * 1", STANDARD)
    assert _problems(f"0{space}9 * * 1")[0][1] is None
    assert _problems(f"0 9 * *{space}1")[0][1] is None
    assert _problems(f"0 9 * * 1{space}1")[0][1] is None


def test_a_nickname_has_no_field_spans() -> None:
    assert field_spans("@daily", STANDARD) == {}
    assert field_spans(" */5  * *\t* 5 2030", STANDARD)["hour"] == (8, 9)


def test_terms_carry_their_spans_within_the_field() -> None:
    field = _fields("0 0 * * +mon,3-5/2,5#2")["day_of_week"]
    assert [field.text[start:stop] for start, stop in field.spans] == ["mon", "3-5/2", "5#2"]
    assert field.terms == (Span(1, 1), Span(3, 5, 2), NthWeekday(5, 2))
    assert field.values == (1, 3, 5)
    assert field.calendar == (NthWeekday(5, 2),)
    assert field.is_joined
    assert not field.has_star


@pytest.mark.parametrize(
    ("text", "exact", "first_char", "robfig"),
    [
        ("*", False, False, False),
        ("?", False, False, False),
        ("+*", False, False, False),
        ("+?", False, False, False),
        ("*/2", True, False, True),
        ("*/1", True, False, False),
        ("*,5", True, False, False),
        ("5,*", True, True, False),
        ("5,*/2", True, True, True),
        ("0-6", True, True, True),
        ("5L", True, True, True),
        ("5", True, True, True),
    ],
)
def test_what_counts_as_restricted_is_the_dialects_star_test(
    text: str, exact: bool, first_char: bool, robfig: bool
) -> None:
    for star_test, expected in (("exact", exact), ("first-char", first_char), ("robfig", robfig)):
        dialect = STANDARD.replace(name=star_test, star_test=star_test)
        field = _fields(f"0 0 1 * {text}", dialect)["day_of_week"]
        assert field.is_restricted is expected
        assert field.has_star is (text.lstrip("+")[0] in "*?")


def test_fields_are_shared_and_forgotten() -> None:
    one, two = parse_fields("1 2 3 * *", STANDARD), parse_fields("7 2 3 * *", STANDARD)
    assert one is not None
    assert two is not None
    assert one[2] is two[2]
    for minute in range(60):
        for step in range(1, 8):
            parse_fields(f"{minute}-59/{step} * * * *", STANDARD)
    assert all(len(memo) <= 256 for memo in READERS[STANDARD].memos.values())


def test_long_texts_are_not_remembered() -> None:
    text = ",".join(["1"] * 100)
    assert _fields(f"{text} * * * *")["minute"].values == (1,)
    assert text not in READERS[STANDARD].memos["minute"]


# -- properties ---------------------------------------------------------------------------------------


def _mutated(text: str, draw: st.DrawFn) -> str:
    strange = "\x00\n\xa0\u2013\u201c\uff15\u0663\ud800\U0001f600"
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        stop = min(len(text), at + draw(st.integers(0, 2)))
        new = draw(st.text(st.sampled_from("0123456789*,-/?#+LWHlw @.\\\"'xamjnsu" + strange), max_size=2))
        text = text[:at] + new + text[stop:]
    return text


@st.composite
def mutated_texts(draw: st.DrawFn) -> str:
    return _mutated(draw(expressions()), draw)


# What people type and paste: several things wrong at once, and whole phrases.
sequences_of_words = st.lists(
    st.sampled_from(
        "every day at 9 9am * t\u00e4glich mon fry 60 24 32 13 0/15 ? 2-6 , 17-9 /bin/x \uff15 '1'".split()
    ),
    min_size=1,
    max_size=9,
).map(" ".join)
ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(), max_size=40),
    st.text(st.sampled_from("0123456789*,-/?#+LWlw  \t@AaMmPpHhxX.\\\"'"), max_size=40),
    mutated_texts(),
    mutated_texts(),
    sequences_of_words,
    st.sampled_from(["@daily x", "1,,", "+ + + + +", "5W5W", "L" * 1025, "9" * 1024, "*" * 1024]),
)


def _check_refusal(text: str, dialect: Dialect, error: CronSyntaxError) -> None:
    problems = error.problems
    assert problems
    assert len(problems) <= 50
    assert all(one.span <= two.span for one, two in pairwise(problems))
    for problem in problems:
        start, stop = problem.span
        assert 0 <= start <= stop <= len(text)
        assert problem.severity == "error"
        assert problem.field in (None, *FIELD_NAMES)
        for words in (problem.message, problem.hint):
            assert words.isprintable()
            assert len(words) < 240
        assert problem.fix is None or problem.suggestion is None
        assert problem.hint or problem.fix or problem.suggestion
        for offer in (problem.fix, problem.suggestion):
            assert offer != text
            if offer is not None:
                parse_fields(offer, dialect)
    assert "\n" not in str(error)
    assert error.pretty().count("\n") < 200


@given(ANY_TEXT)
@example("0 0 1, * *")
@example("0 0 * * *, ,5")
@example("\u201c\u201d")
@example('"')
@example("\xa0@daily")
@example("5/ * * * *")
@example("0 0 L-31W * *")
@example("0 0 * * +?,1")
@example("0 0 * * +,")
@example("0x * * * *")
@example("0 9amx * * *")
@example("*L * * * *")
@example("1-5x * * * *")
@example("0 1-5am * * *")
@example("*W5 * * * *")
@example("0 0 * * LL")
@example("0 0 * * sUNL")
@example("0,/" + "1" * 1021)
@example("/1,".ljust(1015, "1") + " * * * *")
def test_any_text_is_read_or_refused_with_good_reasons(text: str) -> None:
    for dialect in (STANDARD, EXTENDED, LOOSE, STRICT, BARE, FROM_ONE):
        try:
            parse_fields(text, dialect)
        except CronSyntaxError as error:
            _check_refusal(text, dialect, error)


def _days(field: FieldSet) -> tuple[frozenset[int], ...]:
    kinds = [shape_parts(shape) for shape in range(28)]
    masks = [[term.day_mask(first, length) for term in field.calendar] for first, length in kinds]
    return tuple(
        [frozenset(day for day in range(32) if any(mask >> day & 1 for mask in row)) for row in masks]
    )


@given(st.one_of(expressions(), mutated_texts(), mutated_texts()), st.booleans())
@example("0 0 * * SUN-SUN", False)
@example("0 0 LW,1 * *", True)
@example("0 0 15W,L-2W * *", True)
@example("0 0 * * +?", False)
def test_a_text_means_what_a_slow_reading_says(text: str, extended: bool) -> None:
    expected = oracle_language.read(text, extended=extended)
    dialect = EXTENDED if extended else STANDARD
    if expected is None:
        assert _problems(text, dialect)
        return
    fields = parse_fields(text, dialect)
    if expected == "reboot":
        assert fields is None
        return
    assert fields is not None
    for field, reading in zip(fields, expected, strict=True):
        assert isinstance(reading, oracle_language.FieldReading)
        assert frozenset(field.values) == reading.values
        assert _days(field) == reading.days
        assert (field.is_restricted, field.is_joined) == (reading.is_restricted, reading.is_joined)


@pytest.mark.parametrize("written", ["5,17,40,3", "1,2", "jan,feb,12", "1-5,7,9-11/2", "1,*/20,3"])
def test_each_item_of_a_list_has_its_span(written: str) -> None:
    text = f"0 0 1 {written} *" if "jan" in written else f"{written} * * * *"
    field = next(field for field in parse_fields(text, EXTENDED) or () if field.text == written)
    assert [written[slice(*span)] for span in field.spans] == written.split(",")

"""The front door: what `parse` returns, what it answers, and what it refuses."""

from __future__ import annotations

import copy
import pickle
import threading
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import islice, pairwise
from typing import Any
from zoneinfo import ZoneInfo

import oracle
import pytest
from dateutil import tz as dateutil_tz
from strategies import in_utc

import cronexpr
from cronexpr import CronError, CronExpression, CronOptionError, CronSyntaxError
from cronexpr.dialects import EXTENDED

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
NINE = cronexpr.parse("0 9 * * *")
NINE_IN_BERLIN = cronexpr.parse("0 9 * * *", tz=BERLIN)
NOON = datetime(2024, 3, 18, 12)


class Moment(datetime):
    """A subclass, as pendulum and pandas have them."""

    def __add__(self, other: timedelta) -> Moment:
        raise AssertionError("a subclass's arithmetic is not asked")


# -- naive and aware ----------------------------------------------------------------------------------


def test_naive_in_naive_out() -> None:
    assert NINE.next(NOON) == datetime(2024, 3, 19, 9)
    assert NINE.previous(NOON) == datetime(2024, 3, 18, 9)
    assert all(moment.tzinfo is None for moment in NINE.upcoming(3, NOON))


def test_naive_time_is_a_pure_calendar_without_gaps() -> None:
    assert cronexpr.parse("30 2 30 3 *").next(datetime(2025, 3, 1)) == datetime(2025, 3, 30, 2, 30)


def test_an_expression_with_a_zone_answers_in_it() -> None:
    answer = NINE_IN_BERLIN.next(NOON.replace(tzinfo=NEW_YORK))
    assert answer is not None
    assert answer.tzinfo is BERLIN
    assert answer.isoformat() == "2024-03-19T09:00:00+01:00"
    assert {moment.tzinfo for moment in NINE_IN_BERLIN.upcoming(3, NOON.replace(tzinfo=UTC))} == {BERLIN}


def test_an_expression_without_a_zone_uses_that_of_the_argument() -> None:
    answer = NINE.next(NOON.replace(tzinfo=NEW_YORK))
    assert answer is not None
    assert answer.tzinfo is NEW_YORK
    assert [moment.tzinfo for moment in NINE.upcoming(2, NOON.replace(tzinfo=BERLIN))] == [BERLIN, BERLIN]
    assert NINE.next(NOON) == datetime(2024, 3, 19, 9)


NAIVE_ASKS: tuple[Callable[[CronExpression], object], ...] = (
    lambda expr: expr.next(NOON),
    lambda expr: expr.previous(NOON),
    lambda expr: expr.next(NOON, inclusive=True),
    lambda expr: expr.upcoming(2, NOON),
    lambda expr: expr.matches(NOON),
    lambda expr: NOON in expr,
    lambda expr: expr.count(NOON, NOON),
    lambda expr: list(expr.occurrences(NOON, NOON)),
    lambda expr: next(expr.occurrences(NOON)),
    lambda expr: next(expr.occurrences(stop=NOON, reverse=True)),
)


@pytest.mark.parametrize("ask", NAIVE_ASKS)
def test_a_naive_argument_to_an_expression_with_a_zone_says_what_to_write(
    ask: Callable[[CronExpression], object],
) -> None:
    with pytest.raises(TypeError, match=r"tzinfo=expr\.tz"):
        ask(NINE_IN_BERLIN)


@pytest.mark.parametrize("expr", [NINE, NINE_IN_BERLIN])
def test_mixed_bounds_are_type_errors(expr: CronExpression) -> None:
    aware = NOON.replace(tzinfo=BERLIN)
    for start, stop in ((NOON, aware), (aware, NOON)):
        with pytest.raises(TypeError):
            expr.count(start, stop)
        with pytest.raises(TypeError):
            expr.occurrences(start, stop)
        with pytest.raises(TypeError):
            expr.occurrences(start, stop, reverse=True)


WRONG_ASKS: tuple[Callable[[CronExpression, Any], object], ...] = (
    lambda expr, wrong: expr.next(wrong),
    lambda expr, wrong: expr.previous(wrong),
    lambda expr, wrong: expr.matches(wrong),
    lambda expr, wrong: wrong in expr,
    lambda expr, wrong: expr.count(wrong, wrong),
    lambda expr, wrong: expr.count(NOON.replace(tzinfo=expr.tz), wrong),
    lambda expr, wrong: expr.occurrences(wrong),
    lambda expr, wrong: expr.occurrences(stop=wrong),
    lambda expr, wrong: expr.occurrences(stop=wrong, reverse=True),
    lambda expr, wrong: expr.upcoming(1, wrong),
)


@pytest.mark.parametrize("expr", [NINE, NINE_IN_BERLIN])
@pytest.mark.parametrize("ask", WRONG_ASKS)
def test_what_is_no_datetime_is_a_type_error(
    expr: CronExpression, ask: Callable[[CronExpression, Any], object]
) -> None:
    for wrong in (date(2024, 1, 1), "2024-01-01", 1_700_000_000, 1.5, b"", object()):
        with pytest.raises(TypeError):
            ask(expr, wrong)


def test_none_is_no_moment_to_match() -> None:
    with pytest.raises(TypeError):
        NINE.matches(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        NINE.count(None, NOON)  # type: ignore[arg-type]


def test_subclasses_of_datetime_are_taken_and_plain_ones_returned() -> None:
    for expr, zone in ((NINE, None), (NINE_IN_BERLIN, BERLIN), (NINE, BERLIN)):
        moment = Moment(2024, 3, 18, 9, tzinfo=zone)
        stop = Moment(2024, 3, 20, 9, tzinfo=zone)
        found = [
            expr.next(moment),
            expr.next(moment, inclusive=True),
            expr.previous(moment),
            expr.previous(moment, inclusive=True),
            *expr.upcoming(2, moment),
            *expr.occurrences(moment, stop),
            *expr.occurrences(moment, stop, reverse=True),
        ]
        assert {type(answer) for answer in found} == {datetime}
        assert expr.matches(moment)
        assert expr.count(moment, stop) == 2


# -- now ----------------------------------------------------------------------------------------------


def _every(expr: CronExpression, now: datetime) -> Iterator[timedelta]:
    """Yield how far each answer that asks the clock itself lies from *now*."""
    for answer in (expr.next(), expr.upcoming(1)[0], next(expr.occurrences())):
        assert answer is not None
        yield answer - now
    earlier = expr.previous(), next(expr.occurrences(reverse=True))
    for answer in earlier:
        assert answer is not None
        yield now - answer


def test_without_argument_the_answer_counts_from_now() -> None:
    for expr in (cronexpr.parse("* * * * * *"), cronexpr.parse("* * * * * *", tz=NEW_YORK)):
        for distance in _every(expr, datetime.now(expr.tz)):
            assert timedelta(seconds=-2) < distance < timedelta(seconds=5)


# -- strictness ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", [None, UTC, BERLIN])
def test_next_and_previous_are_strict_to_the_microsecond(zone: tzinfo | None) -> None:
    expr = cronexpr.parse("*/15 * * * *")
    quarter = datetime(2024, 3, 18, 12, 15, tzinfo=zone)
    tick = timedelta.resolution
    assert expr.next(quarter) == quarter + timedelta(minutes=15)
    assert expr.next(quarter - tick) == quarter
    assert expr.next(quarter + tick) == quarter + timedelta(minutes=15)
    assert expr.previous(quarter) == quarter - timedelta(minutes=15)
    assert expr.previous(quarter + tick) == quarter
    assert expr.previous(quarter - tick) == quarter - timedelta(minutes=15)
    assert expr.next(quarter, inclusive=True) == expr.previous(quarter, inclusive=True) == quarter
    assert expr.matches(quarter)
    assert not expr.matches(quarter + tick)
    assert expr.count(quarter, quarter + tick) == 1
    assert expr.count(quarter + tick, quarter + timedelta(minutes=15)) == 0


def test_occurrences_are_lazy_and_half_open() -> None:
    walk = cronexpr.parse("* * * * * *").occurrences(datetime.min)
    assert iter(walk) is walk
    assert next(walk) == datetime.min
    start, stop = datetime(2024, 3, 18, 9), datetime(2024, 3, 20, 9)
    assert list(NINE.occurrences(start, stop)) == [start, start + timedelta(days=1)]
    assert list(NINE.occurrences(start, start)) == []
    assert list(NINE.occurrences(stop, start)) == []
    assert list(NINE.occurrences(stop, start, reverse=True)) == []
    assert NINE.count(stop, start) == 0


def test_bad_bounds_are_refused_at_the_call_not_at_the_first_item() -> None:
    with pytest.raises(TypeError):
        NINE_IN_BERLIN.occurrences(NOON)


def test_upcoming_is_a_tuple_that_may_be_short() -> None:
    assert NINE.upcoming(2, NOON) == (datetime(2024, 3, 19, 9), datetime(2024, 3, 20, 9))
    assert NINE.upcoming(0, NOON) == ()
    assert cronexpr.parse("0 0 0 1 1 * 2025").upcoming(5, NOON) == (datetime(2025, 1, 1),)


# -- the ends of time ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["* * * * *", "* * * * * *", "0 0 29 2 *", "0 0 30 2 *", "0 0 0 1 1 * 2024", "@reboot"]
)
@pytest.mark.parametrize(
    "zone", [None, UTC, BERLIN, NEW_YORK, timezone(timedelta(hours=14)), dateutil_tz.UTC]
)
def test_the_ends_of_time_answer_none_and_never_overflow(text: str, zone: tzinfo | None) -> None:
    expr = cronexpr.parse(text)
    first, last = datetime.min.replace(tzinfo=zone), datetime.max.replace(tzinfo=zone)
    assert expr.next(last) is None
    assert expr.previous(first) is None
    assert list(islice(expr.occurrences(last), 3)) == []
    assert list(islice(expr.occurrences(stop=first, reverse=True), 3)) == []
    assert expr.count(first, first) == 0
    assert expr.upcoming(3, last) == ()


def test_the_last_and_the_first_minute_are_occurrences_too() -> None:
    every = cronexpr.parse("* * * * *")
    assert every.next(datetime(9999, 12, 31, 23, 58, 30)) == datetime(9999, 12, 31, 23, 59)
    assert every.next(datetime(9999, 12, 31, 23, 59)) is None
    assert every.previous(datetime(1, 1, 1, 0, 0, 1)) == datetime.min
    assert every.next(datetime.min, inclusive=True) == datetime.min
    assert list(every.occurrences(datetime(9999, 12, 31, 23, 58))) == [
        datetime(9999, 12, 31, 23, 58),
        datetime(9999, 12, 31, 23, 59),
    ]


def test_a_schedule_that_never_fires_says_so_at_once() -> None:
    for text in ("0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 0 29 2 * 2100", "0 0 31W 2 *", "0 0 L-29 2 +1#2"):
        expr = cronexpr.parse(text)
        assert not expr.is_satisfiable
        assert expr.next(NOON) is None
        assert expr.previous(NOON.replace(tzinfo=BERLIN)) is None
        assert expr.upcoming(3, NOON) == ()
        assert list(expr.occurrences(NOON)) == []
        assert list(expr.occurrences(stop=NOON, reverse=True)) == []
        assert expr.count(datetime.min, datetime.max) == 0
        assert expr.shortest_interval() is None
        assert cronexpr.is_valid(text)


def test_reboot_is_an_expression_without_occurrences() -> None:
    expr = cronexpr.parse("@reboot")
    assert expr.is_reboot
    assert not expr.is_satisfiable
    assert not expr.is_interval
    assert expr.next(NOON) is None
    assert str(expr) == expr.canonical() == "@reboot"
    assert expr != cronexpr.parse("0 0 30 2 *")
    assert not NINE.is_reboot


# -- what it is ---------------------------------------------------------------------------------------


def test_it_is_not_iterable() -> None:
    with pytest.raises(TypeError):
        iter(NINE)  # type: ignore[call-overload]
    assert not isinstance(NINE, Iterator)
    with pytest.raises(TypeError):
        list(NINE)  # type: ignore[call-overload]


def test_it_is_final_and_made_by_parse_only() -> None:
    with pytest.raises(TypeError):
        CronExpression()
    with pytest.raises(TypeError):
        type("Mine", (CronExpression,), {})


def test_it_cannot_be_changed_by_its_public_names() -> None:
    for name in ("source", "tz", "dst", "dialect", "fields", "is_interval", "is_satisfiable", "is_reboot"):
        with pytest.raises(AttributeError):
            setattr(NINE, name, None)
    with pytest.raises(AttributeError):
        NINE.extra = 1  # type: ignore[attr-defined]


def test_what_was_written_is_kept() -> None:
    expr = cronexpr.parse("*/15 09-17 * * mon-fri", tz="Europe/Berlin")
    assert str(expr) == expr.source == "*/15 09-17 * * mon-fri"
    assert expr.tz is not None
    assert str(expr.tz) == "Europe/Berlin"
    assert expr.dst == "vixie"
    assert expr.dialect.name == "standard"
    assert [field.text for field in expr.fields] == ["0", "*/15", "09-17", "*", "*", "mon-fri", "*"]
    assert expr.fields[2].values == tuple(range(9, 18))
    assert expr.is_interval
    assert not NINE.is_interval


@pytest.mark.parametrize(
    ("text", "policy", "expected"),
    [
        ("*/15 2 * * *", "vixie", True),
        ("0 */2 * * *", "vixie", True),
        ("0-59/5 2 * * *", "vixie", False),
        ("*,5 2 * * *", "vixie", True),
        ("5,* 2 * * *", "vixie", False),
        ("* 0 2 * * *", "vixie", True),
        ("0 2 */2 * *", "vixie", False),
        ("@hourly", "vixie", True),
        ("@daily", "vixie", False),
        ("0-59/5 2 * * *", "cronos", True),
        ("0 9-17 * * *", "cronos", True),
        ("0,30 9,17 * * *", "cronos", False),
        ("0,30 9,17 * * mon-fri", "cronos", False),
    ],
)
def test_interval_jobs_depend_on_the_text_and_the_policy(text: str, policy: str, expected: bool) -> None:
    assert cronexpr.parse(text, dst=policy).is_interval is expected


def test_replace_changes_only_what_is_named() -> None:
    moved = NINE.replace(tz="Europe/Berlin")
    assert (moved.tz, moved.dst, moved.source) == (BERLIN, "vixie", "0 9 * * *")
    assert moved.replace(dst="wall").tz == BERLIN
    assert moved.replace(dst="wall").dst == "wall"
    assert moved.replace(tz=None) == NINE
    assert NINE.tz is None
    with pytest.raises(CronOptionError):
        NINE.replace(tz="Europe/Atlantis")
    with pytest.raises(CronOptionError):
        NINE.replace(dst="never")
    with pytest.raises(TypeError):
        NINE.replace(tz=3)  # type: ignore[arg-type]


# -- equality -----------------------------------------------------------------------------------------

SAME = (
    ("*/15 * * * *", "0-59/15 * * * *", True),
    ("*/15 * * * *", "* * * * *", False),
    ("*/15 2 * * *", "0,15,30,45 2 * * *", False),
    ("0,15 2 * * *", "15,00 02 * * *", True),
    ("0 0 * * 0", "0 0 * * 7", True),
    ("0 0 * * 0", "@weekly", True),
    ("0 0 * * SUN", "0 0 * * sun", True),
    ("0 0 * * mon", "0 0 * * 1", True),
    ("0 0 * * MON-SUN", "0 0 * * *", True),
    ("0 0 1-31 * *", "0 0 * * *", True),
    ("0 0 1-31 * 1", "0 0 * * *", True),
    ("0 0 ? * *", "0 0 * * ?", True),
    ("0 0 0 * * *", "0 0 * * *", True),
    ("0 0 0 * * * *", "0 0 * * *", True),
    ("0 0 0 * * * 1970-2199", "0 0 * * *", False),
    ("0 0 30 2 *", "5 5 31 4 *", True),
    ("0 0 29 2 *", "0 0 L 2 *", False),
    ("0 0 31W 1 *", "0 0 LW 1 *", True),
    ("0 0 * * 1#5", "0 0 * * 1#L", False),
    ("0 0 29-31 * +1", "0 0 * * 1#5", True),
    ("0 0 0 29 2 * 2024-2027", "0 0 0 29 2 * 2024", True),
)


@pytest.mark.parametrize(("first", "second", "expected"), SAME)
def test_equal_means_the_same_behaviour(first: str, second: str, expected: bool) -> None:
    a, b = cronexpr.parse(first), cronexpr.parse(second)
    assert (a == b) is expected
    assert (a.canonical() == b.canonical()) is expected
    if expected:
        assert hash(a) == hash(b)


def test_equivalent_compares_wall_clocks_only() -> None:
    wild, listed = cronexpr.parse("*/15 2 * * *", tz=BERLIN), cronexpr.parse("0,15,30,45 2 * * *", dst="wall")
    assert wild != listed
    assert wild.equivalent(listed)
    assert wild.issubset(listed)
    assert listed.overlaps(wild)


def test_equality_looks_at_the_zone_by_what_it_is() -> None:
    def in_zone(zone: str | tzinfo | None) -> CronExpression:
        return cronexpr.parse("0 9 * * *", tz=zone)

    assert in_zone("Europe/Berlin") == in_zone(BERLIN) == in_zone(ZoneInfo.no_cache("Europe/Berlin"))
    assert hash(in_zone("Europe/Berlin")) == hash(in_zone(ZoneInfo.no_cache("Europe/Berlin")))
    assert in_zone("UTC") == in_zone(UTC) == in_zone(ZoneInfo("UTC"))
    assert in_zone(timezone(timedelta(hours=1))) == in_zone(timezone(timedelta(hours=1), "CET"))
    assert in_zone("Europe/Berlin") != in_zone("Europe/Paris")
    assert in_zone("Europe/Berlin") != NINE
    dateutil_zone = dateutil_tz.gettz("Europe/Berlin")
    assert isinstance(hash(in_zone(dateutil_zone)), int)
    assert in_zone(dateutil_zone) == in_zone(dateutil_zone)
    assert in_zone(dateutil_zone) != in_zone(BERLIN)


def test_equality_looks_at_the_policy() -> None:
    assert cronexpr.parse("0 9 * * *", dst="wall") != NINE
    assert cronexpr.parse("0 9 * * *", dst="vixie") == NINE


def test_a_day_of_one_kind_of_year_makes_a_difference() -> None:
    # 29 February is a Tuesday in years like 2000 only.
    assert cronexpr.parse("0 0 29 2,3 +tue") != cronexpr.parse("0 0 29 3 +tue")


def test_expressions_equal_nothing_else() -> None:
    assert NINE != "0 9 * * *"
    assert NINE.__eq__(3) is NotImplemented
    assert len({NINE, cronexpr.parse("00 09 * * *"), NINE_IN_BERLIN}) == 2


@pytest.mark.parametrize(
    ("first", "second", "overlap", "subset"),
    [
        ("0 9 * * mon", "0 * * * *", True, True),
        ("0 * * * *", "0 9 * * mon", True, False),
        ("0 0 13 * *", "0 0 * * fri", True, False),
        ("0 0 13 2 *", "0 0 14 2 *", False, False),
        ("0 0 30 2 *", "0 0 14 2 *", False, True),
        ("0 0 29 2 *", "0 0 L 2 *", True, True),
        ("0 0 0 * * * 2024", "0 0 * * *", True, True),
        ("0 0 * * *", "0 0 0 * * * 1970-2199", True, False),
        ("0 0 0 * * * 2024", "0 0 0 * * * 2025", False, False),
        ("0 0 * * 5#5", "0 0 29-31 * *", True, True),
        # A leap day is a Tuesday in years like 2000 only, and a Monday in years like 2016.
        ("0 0 29 2 +tue", "0 0 29 2 +mon", False, False),
        ("0 0 29 2 +tue", "0 0 29 2 *", True, True),
    ],
)
def test_overlaps_and_subsets(first: str, second: str, overlap: bool, subset: bool) -> None:
    a, b = cronexpr.parse(first), cronexpr.parse(second)
    assert a.overlaps(b) is overlap
    assert b.overlaps(a) is overlap
    assert a.issubset(b) is subset


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* * * * *", timedelta(minutes=1)),
        ("* * * * * *", timedelta(seconds=1)),
        ("*/7 * * * *", timedelta(minutes=4)),
        ("0,5 9 * * *", timedelta(minutes=5)),
        ("59 23 * * *", timedelta(days=1)),
        ("0,59 0,23 * * *", timedelta(minutes=1)),
        ("0 0 1,L * *", timedelta(days=1)),
        ("0 0 L * *", timedelta(days=28)),
        ("0 0 29 2 *", timedelta(days=1461)),
        ("0 0 1 1 *", timedelta(days=365)),
        ("0 0 * * 5#5", timedelta(days=63)),
        ("0 0 0 1 1 * 2024", None),
        ("0 0 0 1 1 * 2024,2030", timedelta(days=2192)),
        ("0 0 30 2 *", None),
    ],
)
def test_shortest_interval(text: str, expected: timedelta | None) -> None:
    assert cronexpr.parse(text).shortest_interval() == expected


# -- copies -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "expr",
    [
        NINE,
        NINE_IN_BERLIN,
        cronexpr.parse("0 9 * * *", tz="UTC"),
        cronexpr.parse("0 9 * * *", tz=ZoneInfo("UTC")),
        cronexpr.parse("0 9 * * *", dst="quartz"),
        cronexpr.parse("0 0 1,15W * *", dialect="extended", tz="Asia/Tokyo", dst="skip"),
        cronexpr.parse("@reboot"),
        cronexpr.parse(" 0\t9 * * * \n"),
    ],
)
def test_repr_pickle_and_copies(expr: CronExpression) -> None:
    for again in (eval(repr(expr)), pickle.loads(pickle.dumps(expr)), copy.copy(expr), copy.deepcopy(expr)):
        assert again == expr
        assert hash(again) == hash(expr)
        assert (again.source, again.dst, again.dialect) == (expr.source, expr.dst, expr.dialect)
        assert str(again.tz) == str(expr.tz)


def test_repr_leaves_out_the_defaults() -> None:
    assert repr(NINE) == "cronexpr.parse('0 9 * * *')"
    assert repr(NINE_IN_BERLIN) == "cronexpr.parse('0 9 * * *', tz='Europe/Berlin')"
    assert repr(NINE.replace(dst="wall")) == "cronexpr.parse('0 9 * * *', dst='wall')"


def test_a_fixed_offset_survives_a_pickle() -> None:
    expr = cronexpr.parse("0 9 * * *", tz=timezone(timedelta(hours=5, minutes=30)))
    assert pickle.loads(pickle.dumps(expr)) == expr


def test_a_zone_without_a_key_gives_an_angle_bracket_repr_and_no_pickle() -> None:
    expr = cronexpr.parse("0 9 * * *", tz=dateutil_tz.gettz("Europe/Berlin"))
    assert repr(expr).startswith("<")
    assert repr(expr).endswith(">")
    with pytest.raises((TypeError, pickle.PicklingError), match="zone"):
        pickle.dumps(expr)
    assert copy.deepcopy(expr) == expr


# -- errors -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [None, 3, b"* * * * *", ["*"] * 5, object()])
def test_text_of_the_wrong_type_is_a_type_error(wrong: Any) -> None:
    with pytest.raises(TypeError):
        cronexpr.parse(wrong)
    with pytest.raises(TypeError):
        cronexpr.is_valid(wrong)


@pytest.mark.parametrize("options", [{"dialect": 3}, {"dst": 3}, {"tz": 3}, {"tz": b"UTC"}, {"colour": 1}])
def test_other_arguments_of_the_wrong_type_are_type_errors(options: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        cronexpr.parse("* * * * *", **options)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"dialect": "klingon"}, "OPT001"),
        ({"tz": "Mars/Base"}, "OPT002"),
        ({"dst": ""}, "OPT003"),
        ({"tz": ""}, "OPT002"),
    ],
)
def test_unknown_options_are_option_errors(options: dict[str, Any], code: str) -> None:
    with pytest.raises(CronOptionError) as caught:
        cronexpr.parse("* * * * *", **options)
    assert isinstance(caught.value, CronError)
    assert isinstance(caught.value, ValueError)
    assert caught.value.problems[0].code == code


def test_syntax_errors_carry_problems_and_pickle() -> None:
    with pytest.raises(CronSyntaxError) as caught:
        cronexpr.parse("61 24 * * *")
    error = caught.value
    assert [problem.span for problem in error.problems] == [(0, 2), (3, 5)]
    assert {problem.code for problem in error.problems} == {"CRON103"}
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.problems) == (CronSyntaxError, str(error), error.problems)
    assert isinstance(error, CronError)
    assert isinstance(error, ValueError)
    assert "\n" not in str(error)


def test_is_valid() -> None:
    assert cronexpr.is_valid("0 0 31 2 *") is True
    assert cronexpr.is_valid("61 * * * *") is False
    assert cronexpr.is_valid("0 0 ? * 2#1", dialect="standard") is True
    with pytest.raises(CronOptionError):
        cronexpr.is_valid("* * * * *", dialect="klingon")


def test_check_returns_problems_or_nothing() -> None:
    (problem,) = cronexpr.check("61 * * * *")
    assert (problem.code, problem.severity, problem.span) == ("CRON103", "error", (0, 2))
    assert cronexpr.check("0 9 * * mon-fri") == ()
    with pytest.raises(TypeError):
        cronexpr.check(None)  # type: ignore[arg-type]


# -- build and timeline -------------------------------------------------------------------------------


def test_build_from_fields() -> None:
    assert cronexpr.build(minute=0, hour=9, day_of_week="MON-FRI").source == "0 9 * * MON-FRI"
    assert cronexpr.build() == cronexpr.parse("* * * * *")
    assert cronexpr.build(minute=[0, 30], hour="9-17") == cronexpr.parse("0,30 9-17 * * *")
    assert cronexpr.build(second=30, minute=0).next(NOON) == datetime(2024, 3, 18, 12, 0, 30)
    assert cronexpr.build(minute=0, hour=0, day_of_month="L", month="FEB", year=2100).next(NOON) == datetime(
        2100, 2, 28
    )
    assert cronexpr.build(minute=0, hour=9, tz="Europe/Berlin") == NINE_IN_BERLIN


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({}, "0 0 12 * * ?"),
        ({"day_of_week": "?"}, "0 0 12 * * ?"),
        ({"day_of_month": "?"}, "0 0 12 ? * *"),
        ({"day_of_month": 1}, "0 0 12 1 * ?"),
        ({"day_of_month": "?", "day_of_week": "MON"}, "0 0 12 ? * MON"),
    ],
)
def test_build_says_once_that_a_day_field_says_nothing(days: dict[str, Any], expected: str) -> None:
    assert cronexpr.build(minute=0, hour=12, dialect="quartz", **days).source == expected


@pytest.mark.parametrize(
    "fields", [{"minute": 60}, {"minute": "0 9"}, {"hour": ""}, {"month": []}, {"day_of_week": "monday"}]
)
def test_build_refuses_what_parse_refuses(fields: dict[str, Any]) -> None:
    with pytest.raises(CronSyntaxError):
        cronexpr.build(**fields)


def test_build_refuses_a_field_that_there_is_not() -> None:
    with pytest.raises(TypeError, match="minutes"):
        cronexpr.build(minutes=0)  # type: ignore[call-arg]


@pytest.mark.parametrize("value", [1.5, None, True, b"5", memoryview(b"5"), time(9), object()])
def test_build_says_what_an_argument_must_be(value: Any) -> None:
    name = type(value).__name__
    with pytest.raises(TypeError, match=f"^hour must be a number, text, or several of either, not {name}$"):
        cronexpr.build(hour=value)
    with pytest.raises(TypeError, match=f"^hour must be made of numbers and text, not {name}$"):
        cronexpr.build(hour=[1, value])


def test_build_takes_whatever_is_a_whole_number() -> None:
    class Number:
        def __index__(self) -> int:
            return 5

    assert cronexpr.build(minute=Number(), hour=[Number(), 6]).source == "5 5,6 * * *"


def test_build_writes_a_set_in_order() -> None:
    assert cronexpr.build(minute={30, 5, 0}, day_of_week=frozenset(["MON", "FRI"])).source == (
        "0,5,30 * * * FRI,MON"
    )


def test_timeline_is_ordered_by_instant_across_zones() -> None:
    jobs = {
        "tokyo": cronexpr.parse("0 9 * * *", tz="Asia/Tokyo"),
        "berlin": NINE_IN_BERLIN,
        "new york": cronexpr.parse("0 9 * * *", tz="America/New_York"),
    }
    start = datetime(2024, 3, 18, tzinfo=UTC)
    found = list(cronexpr.timeline(jobs, start, start + timedelta(days=1)))
    assert [key for _, key in found] == ["tokyo", "berlin", "new york"]
    assert [moment.tzinfo for moment, _ in found] == [jobs[key].tz for _, key in found]


def test_timeline_orders_both_passes_of_a_fold() -> None:
    jobs = {"a": cronexpr.parse("*/30 * * * *", tz=BERLIN), "b": cronexpr.parse("*/20 * * * *", tz=BERLIN)}
    start = datetime(2025, 10, 25, 23, tzinfo=UTC)
    instants = [in_utc(moment) for moment, _ in cronexpr.timeline(jobs, start, start + timedelta(hours=4))]
    assert len(instants) == 4 * (2 + 3)
    assert all(earlier <= later for earlier, later in pairwise(instants))


def test_timeline_of_naive_expressions_and_ties() -> None:
    jobs = {"b": NINE, "a": cronexpr.parse("0 9,10 * * *")}
    found = list(cronexpr.timeline(jobs, datetime(2024, 1, 1), datetime(2024, 1, 2)))
    assert found == [
        (datetime(2024, 1, 1, 9), "b"),
        (datetime(2024, 1, 1, 9), "a"),
        (datetime(2024, 1, 1, 10), "a"),
    ]
    assert list(cronexpr.timeline({}, datetime(2024, 1, 1), datetime(2024, 1, 2))) == []


def test_timeline_is_lazy() -> None:
    jobs = {"second": cronexpr.parse("* * * * * *"), "never": cronexpr.parse("0 0 30 2 *")}
    walk = cronexpr.timeline(jobs, datetime(2024, 1, 1))
    assert [key for _, key in islice(walk, 3)] == ["second"] * 3


# -- sharing ------------------------------------------------------------------------------------------


def test_questions_leave_no_trace() -> None:
    expr = cronexpr.parse("*/30 * * * *")
    walk = expr.occurrences(NOON)
    next(walk)
    assert expr.next(NOON.replace(tzinfo=BERLIN)) is not None
    assert expr.next(NOON) == expr.next(NOON) == datetime(2024, 3, 18, 12, 30)
    assert next(walk) == datetime(2024, 3, 18, 12, 30)


def test_one_expression_serves_many_threads_and_zones() -> None:
    expr = cronexpr.parse("30 2 * * *")
    zones = [ZoneInfo(key) for key in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")]
    wrong: list[datetime | None] = []

    def ask(zone: tzinfo) -> None:
        for _ in range(300):
            answer = expr.next(datetime(2024, 6, 1, tzinfo=zone))
            if answer is None or answer.tzinfo is not zone or (answer.hour, answer.minute) != (2, 30):
                wrong.append(answer)

    threads = [threading.Thread(target=ask, args=(zone,)) for zone in zones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_walks_over_the_last_day_of_leap_years() -> None:
    # Mutation testing showed that no test did: day 366 is in leap years only.
    for text in ("0 0 31 12 *", "0 0 L 12 *", "0,30 * 31 12 *"):
        expr = cronexpr.parse(text)
        start, stop = datetime(2023, 1, 1), datetime(2030, 1, 1)
        found = {moment.date() for moment in expr.occurrences(start, stop)}
        assert found == {date(year, 12, 31) for year in range(2023, 2030)}
        assert found == {moment.date() for moment in expr.occurrences(start, stop, reverse=True)}


def test_counts_up_to_any_second_of_a_day() -> None:
    # Mutation testing showed that seconds of minutes that do not match were tested by chance only.
    text = "10-20/5,59 */7 */5 * * *"
    expr = cronexpr.parse(text)
    midnight = datetime(2026, 11, 27)
    walls = oracle.naive_occurrences(text, midnight, midnight + timedelta(days=1))
    for hour in range(24):
        for minute in (0, 1, 6, 7, 8, 14, 56, 57, 59):
            for second, microsecond in (
                (0, 0),
                (10, 0),
                (10, 1),
                (12, 0),
                (20, 500_000),
                (59, 0),
                (59, 999_999),
            ):
                stop = midnight.replace(hour=hour, minute=minute, second=second, microsecond=microsecond)
                assert expr.count(midnight, stop) == bisect_left(walls, stop)
                assert expr.count(stop, midnight + timedelta(days=1)) == len(walls) - bisect_left(walls, stop)


@pytest.mark.parametrize("weekday", range(7))
def test_each_weekday_has_its_leap_day(weekday: int) -> None:
    # Each takes a kind of year that comes once in 28 years; a mutant without one of the kinds survived.
    expr = cronexpr.parse(f"0 0 29 2 +{weekday}")
    assert expr.is_satisfiable
    leap_days = [
        date(year, 2, 29) for year in range(1904, 2400) if year % 4 == 0 and (year % 100 or year % 400 == 0)
    ]
    expected = [day for day in leap_days if day.isoweekday() % 7 == weekday]
    assert [
        moment.date() for moment in expr.occurrences(datetime(1904, 1, 1), datetime(2400, 1, 1))
    ] == expected


@pytest.mark.parametrize(
    "years", ["1970-2199/3,1971-2199/3", "1970-2199/2,1971-2199/6", "1970-2197/3,1971-2198/3"]
)
def test_a_normal_form_is_never_too_long_to_be_read(years: str) -> None:
    clock = "0-59/3,1-59/3 0-59/3,1-59/3 0-23/3,1-23/3"
    expr = cronexpr.parse(f"{clock} 1-31/3,2-31/3 1-12/3,2-12/3 1#1,2#1,3#1,4#1,5#1,1#3,2#3,3#3,4#3 {years}")
    form = expr.canonical()
    again = cronexpr.parse(form)
    assert again == expr
    assert again.canonical() == form


def test_a_normal_form_that_cannot_be_short_is_the_text_as_written() -> None:
    squares = ",".join([str(n * n % 9999 + 1) for n in range(180)])
    mine = EXTENDED.replace(name="mine", years=(1, 9999))
    clock = "0-59/3,1-59/3 0-59/3,1-59/3 0-23/3,1-23/3"
    expr = cronexpr.parse(f" {clock} 1-31/3,2-31/3 1-12/3,2-12/3 * {squares}", dialect=mine)
    assert expr.canonical() == expr.source.strip()

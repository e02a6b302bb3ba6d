"""Recurrence rules: what is written is read by python-dateutil, and what is read is compared with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import combinations, islice
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from strategies import SLOW, expressions, sparse_expressions
from table_rows import rows

import cronexpr
from cronexpr import CronConversionError, CronExpression, CronOptionError, CronSyntaxError
from cronexpr._days import day_form
from cronexpr.schedulers import rrule

ROWS = [(rule.replace("\\n", "\n"), answer) for rule, answer, _ in rows("rrule.txt")]
READ = [row for row in ROWS if not row[1].startswith("RRL")]
REFUSED = [row for row in ROWS if row[1].startswith("RRL")]
COUNT = 30
NEW_YEAR = datetime(2026, 1, 1)
STARTS = st.datetimes(datetime(1990, 1, 1), datetime(2150, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)


def rules_of(text: str, start: datetime) -> list[str] | None:
    try:
        return rrule.to_rrules(text, start)
    except CronConversionError as error:
        if error.problems[0].code not in {"RRL002", "RRL004"}:
            raise
        return None


def by_dateutil(rules: list[str], count: int) -> list[datetime]:
    """Return the first occurrences of all *rules* together, those that two have in common twice."""
    return sorted([moment for rule in rules for moment in islice(rrulestr(rule), count)])[:count]


def has_form(text: str) -> bool:
    """Return whether the days alone tell how to write them: a few joinings of two lists do not."""
    plan = cronexpr.parse(text).plan
    return day_form(plan) is not None or not plan.is_satisfiable


# -- what is written ----------------------------------------------------------------------------------------


@given(text=expressions(), start=STARTS)
@example("0 0 15W * *", NEW_YEAR)
@example("0 9,17 LW * *", NEW_YEAR)
@example("0 0 1W * *", NEW_YEAR)
@example("0 0,12 LW */2 *", NEW_YEAR)
@example("0 0 1W 1,7 *", NEW_YEAR)
@example("0 0 30,L * 5L", NEW_YEAR)
@example("0 0 L * 0#4", NEW_YEAR)
@example("0 0 28 2 5L", NEW_YEAR)
@example("0 0 0 1 1 * 2026-2198/4", NEW_YEAR)
@example("0 0 0 LW * 5#1 2027-2197/2", NEW_YEAR)
@example("0 0 0 * 3 * 2020,2030,2031", NEW_YEAR)
def test_dateutil_finds_the_occurrences_of_any_expression(text: str, start: datetime) -> None:
    rules = rules_of(text, start)
    if rules is not None:
        expected = [*islice(cronexpr.parse(text).occurrences(start), COUNT)]
        found = by_dateutil(rules, COUNT) if expected else []
        assert found == expected
        assert bool(rules) == bool(expected)


@given(text=sparse_expressions(), start=STARTS)
def test_dateutil_finds_awkward_days_over_years(text: str, start: datetime) -> None:
    expected = [*islice(cronexpr.parse(text).occurrences(start), 100)]
    rules = rules_of(text, start)
    if rules is not None and expected and expected[-1].year < 2400:
        assert by_dateutil(rules, 100) == expected


@given(text=expressions(), start=STARTS)
def test_each_rule_begins_with_an_occurrence_of_its_own(text: str, start: datetime) -> None:
    for rule in (rules_of(text, start) or [])[:5]:
        first = datetime.fromisoformat(rule.partition("\n")[0].removeprefix("DTSTART:"))
        assert first >= start
        assert next(iter(rrulestr(rule))) == first


@given(text=expressions(), start=STARTS)
def test_what_is_written_is_read_back(text: str, start: datetime) -> None:
    rules = rules_of(text, start) if has_form(text) else None
    if rules and "UNTIL" in rules[0]:
        expected = cronexpr.parse(text).occurrences(start)
        found = rrule.from_rrule(rules[0]).occurrences(start)
        if len(rules) == 1:
            assert [*islice(found, COUNT)] == [*islice(expected, COUNT)]
    elif rules:
        expr = cronexpr.parse(text)
        assert rrule.from_rrule("\n".join(rules)).equivalent(expr)
        parts = [rrule.from_rrule(rule) for rule in rules]
        assert all(part.issubset(expr) for part in parts)
        assert not any(one.overlaps(other) for one, other in combinations(parts, 2))


def test_the_zone_is_that_of_the_expression_or_of_the_start() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    (rule,) = rrule.to_rrules(cronexpr.parse("0 9 * * *", tz=berlin), datetime(2026, 6, 1, 12, tzinfo=UTC))
    assert rule.startswith("DTSTART;TZID=Europe/Berlin:20260602T090000\n")
    (rule,) = rrule.to_rrules("0 9 * * *", datetime(2026, 6, 1, 12, tzinfo=berlin))
    assert rule.startswith("DTSTART;TZID=Europe/Berlin:20260602T090000\n")
    (rule,) = rrule.to_rrules("0 9 * * *", datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Etc/UTC")))
    assert rule.startswith("DTSTART:20260602T090000Z\n")


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/New_York"])
def test_dateutil_agrees_in_zones_where_clocks_do_not_change(zone: str) -> None:
    expr = cronexpr.parse("0 0 9,21 * * 1-5 2026-2027", tz=zone)
    start = datetime(2026, 1, 1, tzinfo=expr.tz)
    (rule,) = rrule.to_rrules(expr, start)
    assert "UNTIL=20271231T225959Z" in rule or zone != "Europe/Berlin"
    found = [moment.timestamp() for moment in rrulestr(rule)]
    assert found == [moment.timestamp() for moment in expr.occurrences(start)]


def test_a_naive_start_is_refused_where_there_is_a_zone() -> None:
    with pytest.raises(TypeError, match="has a time zone"):
        rrule.to_rrules(cronexpr.parse("0 9 * * *", tz="UTC"), NEW_YEAR)
    with pytest.raises(TypeError, match="expected a datetime"):
        rrule.to_rrules("0 9 * * *", "now")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "start", "code"),
    [
        ("@reboot", NEW_YEAR, "RRL001"),
        ("0 0 22 2 +5L", NEW_YEAR, "RRL002"),
        ("0 9 * * *", datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=2))), "RRL003"),
        ("0 0 0 15W * * 1970-2199/7,1971-2199/9,1973-2199/8,1974-2199/5", NEW_YEAR, "RRL004"),
    ],
)
def test_what_no_rules_say_is_refused(text: str, start: datetime, code: str) -> None:
    with pytest.raises(CronConversionError) as caught:
        rrule.to_rrules(text, start)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.hint


def test_years_that_take_too_many_rules_are_shown_where_they_stand() -> None:
    text = " 0 0 0 15W * * 1970-2199/7,1971-2199/9,1973-2199/8,1974-2199/5"
    with pytest.raises(CronConversionError) as caught:
        rrule.to_rrules(text, NEW_YEAR)
    (problem,) = caught.value.problems
    assert (problem.field, text[slice(*problem.span)]) == ("year", text.rsplit(maxsplit=1)[-1])


def test_nothing_left_is_no_rule() -> None:
    assert rrule.to_rrules("0 0 30 2 *", NEW_YEAR) == []
    assert rrule.to_rrules("0 0 0 1 1 * 2020", NEW_YEAR) == []


def test_what_differs_at_clock_changes_is_told() -> None:
    expr = cronexpr.parse("30 2 * * *")
    found = rrule.differences(expr.replace(tz="Europe/Berlin"))
    assert found == rrule.differences(expr, NEW_YEAR.replace(tzinfo=ZoneInfo("Europe/Berlin")))
    assert rrule.differences(expr, NEW_YEAR.replace(tzinfo=UTC)) == ()
    assert rrule.differences(expr, NEW_YEAR) == rrule.differences(expr)
    assert [problem.code for problem in found] == ["CNV101"]
    assert found[0].message.endswith("iCalendar does not run a job whose time is skipped")


# -- what is read -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "source"), READ)
def test_a_rule_is_read_as_this_expression(rule: str, source: str) -> None:
    found = rrule.from_rrule(rule)
    assert found.equivalent(cronexpr.parse(source)), found
    assert found.dst == "skip"


@pytest.mark.parametrize(("rule", "code"), REFUSED)
def test_a_rule_that_cron_cannot_say_is_refused(rule: str, code: str) -> None:
    with pytest.raises((CronConversionError, CronSyntaxError)) as caught:
        rrule.from_rrule(rule)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert isinstance(caught.value, CronSyntaxError) == (code == "RRL011")
    start, stop = problem.span
    assert 0 <= start <= stop <= len(rule)


def test_a_refusal_shows_the_place() -> None:
    with pytest.raises(CronConversionError) as caught:
        rrule.from_rrule("RRULE:FREQ=DAILY;BYHOUR=9;COUNT=3")
    assert caught.value.pretty() == (
        "error[RRL013]: cron does not count its runs\n"
        "  RRULE:FREQ=DAILY;BYHOUR=9;COUNT=3\n"
        "                            ^^^^^^^\n"
        "  help: leave COUNT out"
    )


def test_an_interval_without_a_start_is_told_what_it_lacks() -> None:
    with pytest.raises(CronConversionError) as caught:
        rrule.from_rrule("FREQ=HOURLY;BYMINUTE=0;INTERVAL=2")
    (problem,) = caught.value.problems
    assert (problem.message, problem.span) == ("an interval counts from DTSTART, and there is none", (23, 33))


@st.composite
def rule_texts(draw: st.DrawFn) -> str:
    """Draw rules; never numbered weekdays beside others, which dateutil joins by *and*."""

    def some(low: int, high: int, most: int = 3) -> str:
        return ",".join(
            map(str, draw(st.lists(st.integers(low, high), min_size=1, max_size=most, unique=True)))
        )

    frequency = draw(
        st.sampled_from(("YEARLY", "MONTHLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"))
    )
    parts = [f"FREQ={frequency}"]
    months = draw(st.one_of(st.none(), st.integers(1, 12), st.integers(1, 12)))
    if months:
        parts.append(f"BYMONTH={some(1, 12)}")
    if frequency != "WEEKLY" and draw(st.booleans()):
        parts.append(
            f"BYMONTHDAY={draw(st.sampled_from(('13', '1,15', '-1', '28,29,30,31', '-3,-2', '31', '7,-7')))}"
        )
    days = ["MO", "FR", "SA,SU", "MO,TU,WE,TH,FR"]
    if frequency == "MONTHLY" or (frequency == "YEARLY" and months):
        days += ["1MO", "-1FR", "5SU", "2TU,4TU", "-2WE"]
    if draw(st.booleans()):
        parts.append(f"BYDAY={draw(st.sampled_from(days))}")
    parts += [f"BYHOUR={some(0, 23)}"] * draw(st.booleans())
    parts += [f"BYMINUTE={some(0, 59)}"] * draw(st.booleans())
    parts += [f"BYSECOND={some(0, 59, 2)}"] * draw(st.booleans())
    steps = {"MINUTELY": (5, 15, 20), "HOURLY": (2, 6, 8), "MONTHLY": (2, 3, 6)}.get(frequency, ())
    if steps and draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.sampled_from(steps))}")
    if frequency == "MONTHLY" and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from(('1', '-1', '1,-1', '2')))}")
    start = draw(STARTS)
    return f"DTSTART:{start:%Y%m%dT%H%M%S}\nRRULE:{';'.join(parts)}"


@given(text=rule_texts())
@settings(max_examples=150 * (10 if SLOW else 1))
@example("DTSTART:20260131T090000\nRRULE:FREQ=MONTHLY")
@example("DTSTART:20240229T090000\nRRULE:FREQ=YEARLY")
def test_what_is_read_has_the_occurrences_that_dateutil_finds(text: str) -> None:
    try:
        expr = rrule.from_rrule(text)
    except CronConversionError as error:
        refused = error.problems[0].code
        assume(refused not in {"RRL017", "RRL018"})
        raise
    assume(expr.is_satisfiable)
    start = datetime.strptime(text[8:23], "%Y%m%dT%H%M%S")
    # A step that is out of phase with a limit never ends in dateutil.
    expected = [*islice(expr.occurrences(start), COUNT)]
    assert [*islice(rrulestr(text), len(expected))] == expected


@given(text=st.text(st.sampled_from(list("FREQ=DAILYMONTHBYW;:,-0123\n +Z")), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found: object = rrule.from_rrule(text)
    except (CronSyntaxError, CronConversionError) as error:
        found = error.problems[0].code[:3]
    assert found == "RRL" or isinstance(found, CronExpression)


@pytest.mark.parametrize("text", ["x" * 16_385, "FREQ=DAILY;BYHOUR=" + "9," * 9_000])
def test_what_is_too_long_is_not_read(text: str) -> None:
    with pytest.raises(CronSyntaxError) as caught:
        rrule.from_rrule(text)
    assert caught.value.problems[0].code == "RRL012"


def test_zones_are_read() -> None:
    found = rrule.from_rrule("DTSTART;TZID=Europe/Berlin:20260105T090000\nRRULE:FREQ=DAILY")
    assert found == cronexpr.parse("0 9 * * *", tz="Europe/Berlin", dst="skip")
    assert rrule.from_rrule("DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY").tz is UTC
    with pytest.raises(CronOptionError, match="unknown time zone"):
        rrule.from_rrule("DTSTART;TZID=Nowhere/City:20260105T090000\nRRULE:FREQ=DAILY")
    with pytest.raises(TypeError, match="text must be a str"):
        rrule.from_rrule(b"FREQ=DAILY")  # type: ignore[arg-type]

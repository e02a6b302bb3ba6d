"""Calendars and grids: read back from what is drawn, and compared with slow truth."""

from __future__ import annotations

import calendar as std_calendar
import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from importlib.resources import files
from zoneinfo import ZoneInfo

import oracle
import picture_reader
import pytest
from hypothesis import given
from hypothesis import strategies as st
from picture_reader import Row, day_of, hour_of, read, words
from strategies import aware, expressions, night_expressions, zone_years, zoned_instants
from table_rows import rows

import cronexpr
from cronexpr.dialects import get_dialect
from cronexpr.pictures import calendar, count_days, week_svg, year_svg
from cronexpr.pictures._svg import DARK, LIGHT

DAY = timedelta(days=1)
BERLIN = "Europe/Berlin"
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
HOSTILE = "<script src='//x'>&\"]]></svg>\x00\x1b\ud800\u202e"
SAMPLES = (
    "* * * * *",
    "* * * * * *",
    "*/15 9-17 * * mon-fri",
    "0 0 13 * 5",
    "0,30 */2 1,15 * +mon-thu",
    "0 0 30 2 *",
    "0 0 29 2 * ",
    "@reboot",
    "0 0 12 * * * 2026",
)
POLICIES = st.sampled_from(sorted(oracle.POLICIES))


def walls(text: str, zone: tzinfo, start: datetime, stop: datetime, policy: str) -> list[datetime]:
    """Return what the wall clock shows at each occurrence from *start* to *stop* (naive UTC)."""
    instants = oracle.zoned_occurrences(text, zone, start, stop, policy)
    return [aware(instant, zone).replace(tzinfo=None, fold=0) for instant in instants]


# -- counts -------------------------------------------------------------------------------------------


@given(text=night_expressions(), place=zoned_instants(), policy=POLICIES)
def test_days_in_a_zone_are_counted_as_the_wall_clock_names_them(
    text: str, place: tuple[tzinfo, datetime], policy: str
) -> None:
    zone, instant = place
    first = aware(instant, zone).date() - DAY
    found = count_days(cronexpr.parse(text, tz=zone, dst=policy), first, first + 3 * DAY)
    shown = walls(text, zone, instant - 4 * DAY, instant + 4 * DAY, policy)
    expected = Counter(wall.date() for wall in shown)
    days = [first + n * DAY for n in range(3)]
    assert found == {day: expected[day] for day in days if expected[day]}


@given(text=expressions(), year=st.integers(1990, 2200))
def test_the_days_of_a_year_without_a_zone_are_those_that_match(text: str, year: int) -> None:
    schedule = oracle.read(text)
    number = len(oracle.times_of_day(schedule)) if len(schedule.seconds) < 3 else None
    found = count_days(cronexpr.parse(text), date(year, 1, 1), date(year + 1, 1, 1))
    assert set(found) == oracle.days(text, year, year)
    assert number is None or set(found.values()) <= {number}


def test_ranges_of_days_are_half_open_and_add_up() -> None:
    expr = cronexpr.parse("0 * * * *", tz=BERLIN)
    start, middle, stop = date(2025, 12, 20), SPRING, date(2028, 2, 1)
    whole = count_days(expr, start, stop)
    assert count_days(expr, start, middle) | count_days(expr, middle, stop) == whole
    assert [*whole] == sorted(whole)
    assert whole[SPRING] == 23
    assert count_days(expr, stop, start) == count_days(expr, start, start) == {}


def test_days_are_counted_up_to_the_ends_of_time() -> None:
    for tz in (None, "UTC", BERLIN, "Pacific/Kiritimati"):
        expr = cronexpr.parse("*/20 * * * * *", tz=tz)
        assert count_days(expr, date.min, date(1, 1, 3)) == {date(1, 1, 1): 4320, date(1, 1, 2): 4320}
        assert "365 days" in year_svg(expr, 9999)
        assert "31 days" in calendar(expr, 9999, 12)


def test_a_day_that_a_zone_left_out_has_no_occurrences() -> None:
    found = count_days(cronexpr.parse("@hourly", tz="Pacific/Apia"), date(2011, 12, 29), date(2012, 1, 1))
    assert found == {date(2011, 12, 29): 24, date(2011, 12, 31): 24}


def test_datetimes_are_taken_for_their_dates() -> None:
    found = count_days(cronexpr.parse("@daily"), datetime(2026, 1, 1, 12), datetime(2026, 1, 2, 12))
    assert found == {date(2026, 1, 1): 1}


# -- months -------------------------------------------------------------------------------------------


@given(text=expressions(), month=st.integers(1, 12), year=st.integers(1970, 2199), first=st.integers(0, 6))
def test_a_month_is_the_standard_librarys_with_dots_for_days_without_occurrences(
    text: str, month: int, year: int, first: int
) -> None:
    found = calendar(cronexpr.parse(text), year, month, first_weekday=first, ascii_only=True)
    days = {day.day for day in oracle.days(text, year, year) if day.month == month}
    expected = std_calendar.TextCalendar((first - 1) % 7).formatmonth(year, month)
    title, weekdays, *weeks = expected.splitlines()
    dotted = [
        re.sub(r"\d+", lambda found: found[0] if int(found[0]) in days else ".".rjust(len(found[0])), week)
        for week in weeks
    ]
    assert found.splitlines()[2:-2] == [title, weekdays, *dotted]


def test_three_months_stand_side_by_side_and_a_year_is_four_such_rows() -> None:
    expr = cronexpr.parse("0 9 * * *")
    text = calendar(expr, 2026)
    lines = text.splitlines()
    assert lines[0] == expr.describe()
    assert [line.split() for line in lines if "2026" in line] == [
        ["January", "2026", "February", "2026", "March", "2026"],
        ["April", "2026", "May", "2026", "June", "2026"],
        ["July", "2026", "August", "2026", "September", "2026"],
        ["October", "2026", "November", "2026", "December", "2026"],
    ]
    assert max(map(len, lines)) <= 69
    assert lines[-1] == "365 days, once a day"
    assert text == expr.calendar(2026) == calendar(expr, 2026, 1, months=12)


def test_months_go_on_into_the_next_year() -> None:
    lines = calendar(cronexpr.parse("0 9 1 * *"), 2026, 11, months=4).splitlines()
    assert [line.split() for line in lines if "202" in line] == [
        ["November", "2026", "December", "2026", "January", "2027"],
        ["February", "2027"],
    ]
    assert lines[-1] == "4 days, once a day"


def test_days_that_a_clock_change_makes_different_have_a_star_and_a_note() -> None:
    text = calendar(cronexpr.parse("0 * * * *", tz=BERLIN), 2026)
    assert text.count("29*") == text.count("25*") == 1
    assert text.endswith("\n365 days, 24 times a day\n* the clock changes (29 Mar 23 times, 25 Oct 25 times)")


def test_a_day_that_a_clock_change_takes_is_a_dot_with_a_star() -> None:
    text = calendar(cronexpr.parse("30 2 * * *", tz=BERLIN, dst="skip"), 2026, 3, ascii_only=True)
    assert "\n23 24 25 26 27 28  .*\n" in text
    assert text.endswith("* the clock changes (29 Mar not at all)")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("0 0 30 2 *", "no day: no date ever matches"),
        ("@reboot", "no day: runs when the system starts, at no time of day"),
        ("0 0 1 1 *", "no day"),
    ],
)
def test_it_says_why_no_day_is_marked(text: str, note: str) -> None:
    assert calendar(cronexpr.parse(text), 2026, 2).splitlines()[-1] == note


def test_on_a_terminal_numbers_are_bold_and_dots_dim_and_nothing_else_differs() -> None:
    expr = cronexpr.parse("0 * 1-9,29 * *", tz=BERLIN)
    plain, painted = (calendar(expr, 2026, 3, ansi=ansi) for ansi in (False, True))
    assert re.sub(r"\x1b\[\dm", "", painted) == plain
    bold = "".join(re.findall(r"\x1b\[1m(.*?)\x1b\[0m", painted))
    assert bold.split() == [*map(str, range(1, 10)), "29*"]
    assert set("".join(re.findall(r"\x1b\[2m(.*?)\x1b\[0m", painted))) == {"·", " "}


def test_only_the_dots_are_beyond_ascii() -> None:
    expr = cronexpr.parse("0 9 * * mon", tz=BERLIN)
    assert calendar(expr, 2026, ascii_only=True).isascii()
    assert calendar(expr, 2026, ascii_only=True) == calendar(expr, 2026).replace("·", ".")


# -- the week -----------------------------------------------------------------------------------------

SUNDAY_FIRST = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")


def week_rows(svg: str) -> dict[str, Row]:
    return {row.name: row for row in picture_reader.rows(read(svg))}


def minutes_drawn(row: Row, hour: int) -> set[int] | None:
    """Return the places of the ticks in *hour*; None where it is a shade."""
    ticks = [box for box in row.marks if hour_of(box) == hour and box[2] == 2]
    return {round(tick[0] - picture_reader.LEFT - 16 * hour) for tick in ticks} if ticks else None


@given(text=expressions())
def test_any_week_has_the_hours_and_minutes_that_the_expression_names(text: str) -> None:
    schedule = oracle.read(text)
    years = oracle.years_that_tell(text) if schedule.years is None else (1970, 2199)
    weekdays = {SUNDAY_FIRST[day.isoweekday() % 7] for day in oracle.days(text, *years)}
    places = {minute * 13 // 59 for minute in schedule.minutes}
    for name, row in week_rows(week_svg(cronexpr.parse(text))).items():
        hours = {hour_of(box) for box in row.shaded}
        assert hours == (schedule.hours if name in weekdays else set())
        for hour in hours:
            assert minutes_drawn(row, hour) == (places if len(schedule.minutes) <= 4 else None)


def test_the_height_of_a_mark_is_the_share_of_weeks() -> None:
    for text, *expected in rows("week_shares.txt"):
        shares = [int(share) for share in expected[:7]]
        days = oracle.days(text, 2000, 2399)
        truth = Counter(day.isoweekday() % 7 for day in days)
        # In 400 years there are 20,871 of each weekday.
        assert [round(100 * truth[day] / 20_871) for day in range(7)] == shares
        found = week_rows(week_svg(cronexpr.parse(text)))
        for day, name in enumerate(SUNDAY_FIRST):
            high = max(4, round(18 * truth[day] / 20_871))
            assert {box[3] for box in found[name].shaded} == ({high} if truth[day] else set())


def test_years_without_a_day_are_no_part_of_the_share() -> None:
    found = week_rows(week_svg(cronexpr.parse("0 0 9 * * mon 2026-2027")))
    assert {box[3] for box in found["Mon"].shaded} == {18}


@given(text=night_expressions(), place=zoned_instants(), policy=POLICIES, first=st.integers(0, 6))
def test_one_week_has_the_hours_that_the_wall_clock_shows(
    text: str, place: tuple[tzinfo, datetime], policy: str, first: int
) -> None:
    zone, instant = place
    day = aware(instant, zone).date()
    start = day - (day.isoweekday() - first) % 7 * DAY
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    shown = walls(text, zone, instant - 9 * DAY, instant + 9 * DAY, policy)
    drawn = picture_reader.rows(read(week_svg(expr, day, first_weekday=first)))
    for n, row in enumerate(drawn):
        today = start + n * DAY
        assert row.name == f"{SUNDAY_FIRST[today.isoweekday() % 7]} {today.day}"
        hours = {wall.hour for wall in shown if wall.date() == today}
        assert {hour_of(box) for box in row.shaded} == hours
        schedule = oracle.read(text)
        for hour in {hour_of(box) for box in row.framed}:
            found = Counter(w.minute for w in shown if w.date() == today and w.hour == hour)
            usual = schedule.minutes if schedule.has_day(today) and hour in schedule.hours else ()
            assert found != Counter({minute: len(schedule.seconds) for minute in usual})


def test_hours_that_a_clock_change_touches_are_framed_and_told() -> None:
    root = read(week_svg(cronexpr.parse("0 * * * *", tz=BERLIN), SPRING))
    sunday = picture_reader.rows(root)[-1]
    assert [hour_of(box) for box in sunday.framed] == [2]
    assert 2 not in [hour_of(box) for box in sunday.shaded]
    assert words(root, "desc").endswith("Framed: the clock changes (29 Mar 23 times).")
    moved = picture_reader.rows(read(week_svg(cronexpr.parse("30 2 * * *", tz=BERLIN), SPRING)))[-1]
    assert [hour_of(box) for box in moved.framed] == [2, 3]
    assert [hour_of(box) for box in moved.shaded] == [3]


def test_a_week_begins_where_it_is_told_to() -> None:
    expr = cronexpr.parse("@daily")
    assert [*week_rows(week_svg(expr))] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert next(iter(week_rows(week_svg(expr, first_weekday=6)))) == "Sat"
    assert next(iter(week_rows(week_svg(expr, SPRING, first_weekday=0)))) == "Sun 29"


# -- the year -----------------------------------------------------------------------------------------


@given(text=night_expressions(), index=st.integers(0, 16), policy=POLICIES)
def test_a_year_marks_the_days_with_occurrences_and_the_odd_ones(text: str, index: int, policy: str) -> None:
    zone, year = zone_years()[index]
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    found = count_days(expr, date(year, 1, 1), date(year + 1, 1, 1))
    schedule = oracle.read(text)
    usual = len(oracle.times_of_day(schedule))
    drawn = picture_reader.rows(read(year_svg(expr, year)))
    assert [row.name for row in drawn] == [std_calendar.month_abbr[month] for month in range(1, 13)]
    for month, row in enumerate(drawn, 1):
        length = std_calendar.monthrange(year, month)[1]
        days = [date(year, month, day) for day in range(1, length + 1)]
        odd = [day.day for day in days if found.get(day, 0) != usual * schedule.has_day(day)]
        assert [day_of(box) for box in row.holes] == odd
        assert [day_of(box) for box in row.marks] == [
            day.day for day in days if day in found or day.day in odd
        ]
        assert sorted(day_of(box) for box in row.cells + row.marks) == [day.day for day in days]


def test_a_day_that_is_left_out_has_a_larger_hole_than_one_that_is_only_different() -> None:
    (left_out,) = picture_reader.rows(
        read(year_svg(cronexpr.parse("30 2 * * *", tz=BERLIN, dst="skip"), 2026))
    )[2].holes
    (different,) = picture_reader.rows(read(year_svg(cronexpr.parse("0 * * * *", tz=BERLIN), 2026)))[2].holes
    assert left_out[2] > different[2]


# -- every picture ------------------------------------------------------------------------------------


def pictures(text: str, **options: str) -> list[str]:
    expr = cronexpr.parse(text, **options)
    return [week_svg(expr), week_svg(expr, SPRING), week_svg(expr, heading=False), year_svg(expr, 2026)]


@pytest.mark.parametrize("text", SAMPLES)
def test_a_picture_stands_by_itself(text: str) -> None:
    for svg in pictures(text, tz=BERLIN):
        for element in read(svg).iter():
            assert element.tag.removeprefix(picture_reader.SVG) in {
                "svg", "title", "desc", "style", "rect", "g", "path", "text",
            }  # fmt: skip
            assert not any("href" in name or name.startswith("on") for name in element.attrib)
        assert svg.count("http") == 1
        assert "url(" not in svg
        assert "@import" not in svg
        assert len(svg) < 20_000


@pytest.mark.parametrize("text", SAMPLES)
def test_a_picture_can_be_heard(text: str) -> None:
    for svg in pictures(text, tz=BERLIN):
        root = read(svg)
        assert root.get("role") == "img"
        assert cronexpr.parse(text).source in words(root, "title")
        assert words(root, "desc").startswith(cronexpr.parse(text, tz=BERLIN).describe() + ". ")


def test_what_is_written_below_is_part_of_what_is_heard() -> None:
    told = [row[-1] for row in rows("week_shares.txt")]
    for text, *_, note in rows("week_shares.txt"):
        assert words(read(week_svg(cronexpr.parse(text))), "desc").endswith(f". {note}.")
    assert len(set(told)) > 3


def test_the_style_sheet_reaches_no_further_than_the_picture() -> None:
    for svg, name in (
        (week_svg(cronexpr.parse("@daily")), "week"),
        (year_svg(cronexpr.parse("@daily"), 2026), "year"),
    ):
        style = words(read(svg), "style").replace("@media(prefers-color-scheme:dark)", "")
        selectors = re.findall(r"([^{}]+)\{", style)
        assert selectors
        assert all(selector.startswith(f"svg.cronexpr-{name}") for selector in selectors)


def hostile_zone() -> ZoneInfo:
    data = files("tzdata").joinpath("zoneinfo", "Europe", "Berlin").read_bytes()
    return ZoneInfo.from_file(io.BytesIO(data), key=HOSTILE)


def test_names_of_zones_and_dialects_are_escaped() -> None:
    dialect = get_dialect("standard").replace(name=HOSTILE)
    expr = cronexpr.parse(" 0 9\t* * *\n", dialect=dialect, tz=hostile_zone())
    for svg in (week_svg(expr), week_svg(expr, SPRING), year_svg(expr, 2026)):
        root = read(svg)
        assert "<script" not in svg
        assert "<script src='//x'>&\"]]></svg>" in words(root, "desc")


@pytest.mark.parametrize("heading", [True, False])
def test_a_long_expression_does_not_run_out_of_the_picture(heading: bool) -> None:
    text = (
        ",".join(map(str, range(0, 60, 7))) + " " + ",".join(map(str, range(0, 24, 5))) + " 1,3,7,9,12 */5 *"
    )
    svg = week_svg(cronexpr.parse(text), heading=heading)
    lines = ["".join(line.itertext()) for line in read(svg).iter(picture_reader.SVG + "text")]
    assert max(map(len, lines)) <= 68
    assert any(line.endswith("\N{HORIZONTAL ELLIPSIS}") for line in lines) is heading


def test_a_picture_is_the_same_in_every_process() -> None:
    code = (
        "import cronexpr; from datetime import date; from cronexpr.pictures import *;"
        "e = cronexpr.parse('*/20 1-3 1-9,L * sun', tz='Europe/Berlin');"
        "print(week_svg(e), week_svg(e, date(2026, 3, 29)), year_svg(e, 2026));"
        "print(calendar(e, 2026, ascii_only=True))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("text", SAMPLES)
def test_no_picture_takes_more_steps_for_running_more_often(text: str) -> None:
    expr = cronexpr.parse(text, tz="Africa/Casablanca")
    draws: list[Callable[[], str]] = [
        lambda: year_svg(expr, 2026),
        lambda: week_svg(expr),
        lambda: week_svg(expr, date(2026, 3, 22)),
        lambda: calendar(expr, 2026),
    ]
    for draw in draws:
        steps = 0

        def count(frame: object, event: str, argument: object) -> None:
            nonlocal steps
            steps += 1

        sys.setprofile(count)
        try:
            draw()
        finally:
            sys.setprofile(None)
        assert 0 < steps < 60_000


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _blend(over: str, under: str, opacity: float) -> str:
    mixed = [
        round(opacity * int(over[n : n + 2], 16) + (1 - opacity) * int(under[n : n + 2], 16))
        for n in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in mixed)


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_colours_can_be_told_apart_by_lightness_alone(scheme: dict[str, str]) -> None:
    assert scheme.keys() == LIGHT.keys()
    assert min(_contrast(scheme[ink], scheme["paper"]) for ink in ("ink", "soft")) >= 4.5
    assert min(_contrast(scheme["mark"], scheme[under]) for under in ("cell", "rest", "paper")) >= 3
    lightest = _blend(scheme["mark"], scheme["cell"], 0.72)
    assert _contrast(lightest, scheme["cell"]) >= 3
    tint = _blend(scheme["mark"], scheme["cell"], 0.22)
    assert _contrast(scheme["mark"], tint) >= 3


# -- arguments ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "month", "options", "message"),
    [
        (0, None, {}, "year must be from 1 to 9999"),
        (10_000, None, {}, "year must be from 1 to 9999"),
        (2026, 0, {}, "month must be from 1 to 12"),
        (2026, 13, {}, "month must be from 1 to 12"),
        (2026, 1, {"months": 0}, "months must be from 1 to 1200"),
        (2026, 1, {"months": 1201}, "months must be from 1 to 1200"),
        (9999, 2, {"months": 12}, "the months go on past year 9999"),
        (2026, 1, {"first_weekday": 7}, "first_weekday must be from 0 to 6"),
    ],
)
def test_numbers_out_of_range_are_refused(
    year: int, month: int | None, options: dict[str, int], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        cronexpr.parse("@daily").calendar(year, month, **options)  # type: ignore[arg-type]


def test_what_is_no_number_or_no_date_is_refused() -> None:
    expr = cronexpr.parse("@daily")
    with pytest.raises(TypeError, match="year must be an int, not str"):
        year_svg(expr, "2026")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="month must be an int, not bool"):
        calendar(expr, 2026, True)
    with pytest.raises(TypeError, match="expected a date, not str"):
        week_svg(expr, "2026-01-01")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected a CronExpression, not str"):
        week_svg("@daily")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected a CronExpression, not str"):
        year_svg("@daily", 2026)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected a CronExpression, not str"):
        calendar("@daily", 2026)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected a CronExpression, not str"):
        count_days("@daily", SPRING, AUTUMN)  # type: ignore[arg-type]


def test_a_week_that_goes_on_past_the_end_of_time_is_refused() -> None:
    expr = cronexpr.parse("@daily")
    assert "Mon 1" in week_svg(expr, date.min)
    for week, first in ((date.max, 1), (date.min, 2)):
        with pytest.raises(ValueError, match="the week is not all within years 1 to 9999"):
            week_svg(expr, week, first_weekday=first)

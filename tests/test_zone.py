"""Zones one by one: what is known of a clock, what each policy makes of it, and which zones are refused."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import oracle
import pytest
import pytz
from dateutil import tz as dateutil_tz
from strategies import aware, in_utc

import cronexpr
from cronexpr import CronOptionError
from cronexpr._zone import zone_of
from cronexpr.dialects import STANDARD

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")

# policy | expression | occurrences in Berlin on the night of the gap, and of the fold
NIGHTS = (
    ("vixie", "30 2 * * *", "03:00+02:00", "02:30+02:00"),
    ("vixie", "30 * * * *", "01:30+01:00 03:30+02:00", "01:30+02:00 02:30+02:00 02:30+01:00 03:30+01:00"),
    ("vixie", "30 1-3 * * *", "01:30+01:00 03:00+02:00 03:30+02:00", "01:30+02:00 02:30+02:00 03:30+01:00"),
    ("vixie", "*/30 2 * * *", "", "02:00+02:00 02:30+02:00 02:00+01:00 02:30+01:00"),
    ("vixie", "* 2 30 3 *", "", ""),
    ("vixie", "0 2,3 * * *", "03:00+02:00", "02:00+02:00 03:00+01:00"),
    ("skip", "30 2 * * *", "", "02:30+02:00"),
    ("skip", "30 * * * *", "01:30+01:00 03:30+02:00", "01:30+02:00 02:30+02:00 03:30+01:00"),
    ("wall", "30 2 * * *", "", "02:30+02:00 02:30+01:00"),
    ("wall", "30 1-3 * * *", "01:30+01:00 03:30+02:00", "01:30+02:00 02:30+02:00 02:30+01:00 03:30+01:00"),
    ("quartz", "30 2 * * *", "", "02:30+01:00"),
    ("quartz", "30 * * * *", "01:30+01:00 03:30+02:00", "01:30+02:00 02:30+01:00 03:30+01:00"),
    ("cronos", "30 2 * * *", "03:00+02:00", "02:30+02:00"),
    (
        "cronos",
        "*/20 2 * * *",
        "03:00+02:00",
        "02:00+02:00 02:20+02:00 02:40+02:00 02:00+01:00 02:20+01:00 02:40+01:00",
    ),
    ("cronos", "30 2-3 * * *", "03:00+02:00 03:30+02:00", "02:30+02:00 02:30+01:00 03:30+01:00"),
    ("croniter", "30 2 * * *", "03:00+02:00", "02:30+02:00 02:30+01:00"),
    ("croniter", "*/30 2 * * *", "", "02:00+02:00 02:30+02:00 02:00+01:00 02:30+01:00"),
)


def _night(policy: str, text: str, day: datetime) -> str:
    expr = cronexpr.parse(text, tz=BERLIN, dst=policy)
    start = day.replace(hour=1, tzinfo=BERLIN)
    return " ".join(
        t.isoformat()[11:].replace(":00+", "+", 1) for t in expr.occurrences(start, start.replace(hour=4))
    )


@pytest.mark.parametrize(("policy", "text", "gap", "fold"), NIGHTS)
def test_each_policy_on_both_nights(policy: str, text: str, gap: str, fold: str) -> None:
    assert _night(policy, text, datetime(2025, 3, 30)) == gap
    assert _night(policy, text, datetime(2025, 10, 26)) == fold


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("vixie", ["2011-12-29T12:00:00-10:00", "2011-12-31T12:00:00+14:00"]),
        ("croniter", ["2011-12-29T12:00:00-10:00", "2011-12-31T12:00:00+14:00"]),
        ("cronos", ["2011-12-29T12:00:00-10:00", "2011-12-31T00:00:00+14:00", "2011-12-31T12:00:00+14:00"]),
    ],
)
def test_only_some_policies_make_up_for_a_day_that_was_skipped(policy: str, expected: list[str]) -> None:
    expr = cronexpr.parse("0 12 * * *", tz="Pacific/Apia", dst=policy)
    start = datetime(2011, 12, 29, 20, tzinfo=UTC)
    found = [moment.isoformat() for moment in expr.occurrences(start, start + timedelta(days=3))]
    assert [moment for moment in expected if moment not in found] == []
    assert found[: len(expected)] == expected


def test_a_fold_of_a_whole_day_is_a_fold_like_any_other() -> None:
    # Alaska's clocks went back 24 hours when it changed hands in 1867.
    zone = ZoneInfo("America/Juneau")
    start, stop = datetime(1867, 10, 17, tzinfo=UTC), datetime(1867, 10, 21, tzinfo=UTC)
    fixed = list(cronexpr.parse("0 12 * * *", tz=zone).occurrences(start, stop))
    interval = list(cronexpr.parse("* 12 * * *", tz=zone).occurrences(start, stop))
    assert len({in_utc(moment) for moment in fixed}) == len({moment.replace(tzinfo=None) for moment in fixed})
    assert len(interval) == len(oracle.zoned_occurrences("* 12 * * *", zone, in_utc(start), in_utc(stop)))
    assert len(interval) > 60 * len(fixed)


def test_in_a_gap_of_thirty_minutes_a_fixed_job_runs_at_its_end() -> None:
    expr = cronexpr.parse("15 2 * * *", tz="Australia/Lord_Howe")
    answer = expr.next(datetime(2025, 10, 4, 14, tzinfo=UTC))
    assert answer is not None
    assert answer.isoformat() == "2025-10-05T02:30:00+11:00"
    assert expr.matches(answer)


def test_a_gap_that_ends_on_an_odd_second() -> None:
    # Monrovia gave up its offset of 44 minutes and 30 seconds in 1972.
    answer = cronexpr.parse("0 0 7 1 *", tz="Africa/Monrovia").next(datetime(1971, 12, 1, tzinfo=UTC))
    assert answer is not None
    assert answer.isoformat() == "1972-01-07T00:44:30+00:00"


@pytest.mark.parametrize("zone", [UTC, timezone.utc, ZoneInfo("UTC"), dateutil_tz.UTC, pytz.utc])
def test_every_kind_of_utc_is_taken(zone: tzinfo) -> None:
    answer = cronexpr.parse("0 9 * * *", tz=zone).next(datetime(2024, 1, 1, 8, tzinfo=UTC))
    assert answer is not None
    assert answer.isoformat() == "2024-01-01T09:00:00+00:00"


def test_zones_with_leap_seconds_are_refused_with_what_to_write() -> None:
    with pytest.raises(CronOptionError) as caught:
        cronexpr.parse("0 9 * * *", tz="right/Europe/Berlin")
    assert caught.value.problems[0].suggestion == "Europe/Berlin"


@pytest.mark.parametrize("key", ["localtime", "posixrules"])
def test_what_is_another_zone_on_each_system_is_no_key(key: str) -> None:
    with pytest.raises(CronOptionError) as caught:
        cronexpr.parse("0 9 * * *", tz=key)
    assert caught.value.problems[0].suggestion is None


def test_zones_of_pytz_are_refused_with_what_to_write() -> None:
    zone = pytz.timezone("Europe/Berlin")
    localized = zone.localize(datetime(2024, 1, 1))
    expr = cronexpr.parse("0 9 * * *")
    asks: tuple[Callable[[], object], ...] = (
        lambda: cronexpr.parse("0 9 * * *", tz=zone),
        lambda: expr.replace(tz=zone),
        lambda: expr.next(localized),
        lambda: expr.matches(localized),
        lambda: list(expr.occurrences(localized, localized)),
        lambda: expr.count(localized, localized),
    )
    for ask in asks:
        with pytest.raises(CronOptionError) as caught:
            ask()
        assert 'ZoneInfo("Europe/Berlin")' in f"{caught.value} {caught.value.problems[0].hint}"


def test_an_argument_in_pytz_is_an_instant_where_the_expression_has_a_zone() -> None:
    localized = pytz.timezone("Europe/Berlin").localize(datetime(2025, 10, 26, 2, 30), is_dst=False)
    answer = cronexpr.parse("*/30 * * * *", tz=BERLIN).next(localized)
    assert answer is not None
    assert answer.isoformat() == "2025-10-26T03:00:00+01:00"


@pytest.mark.parametrize(
    "key", ["Europe/Atlantis", "", "../etc/passwd", "europe berlin", "Europe/Berlin\0", "x" * 5_000]
)
def test_unknown_keys_are_option_errors(key: str) -> None:
    with pytest.raises(CronOptionError) as caught:
        cronexpr.parse("0 9 * * *", tz=key)
    assert caught.value.problems[0].code == "OPT002"
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("key", "offer"),
    [
        ("Europe/Berln", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("Tokyo", "Asia/Tokyo"),
        ("new york", "America/New_York"),
        ("right/Europe/Berlin", "Europe/Berlin"),
        ("utc", "UTC"),
        ("gmt", "GMT"),
        ("etc/gmt-1", "Etc/GMT-1"),
        ("Z", "UTC"),
        ("GMT+00:00", "UTC"),
        ("UTC-0", "UTC"),
        # Moscow is not in the Rocky Mountains, and Sydney not in New York.
        ("MSK", None),
        ("AEST", None),
        ("CT", None),
        ("Etc/GMT+13", None),
        ("UTC+25", None),
    ],
)
def test_only_a_zone_that_can_be_meant_is_offered(key: str, offer: str | None) -> None:
    with pytest.raises(CronOptionError) as caught:
        cronexpr.parse("0 9 * * *", tz=key)
    (problem,) = caught.value.problems
    assert problem.suggestion == offer
    assert ("did you mean" in problem.hint) is (offer is not None)


@pytest.mark.parametrize(
    ("key", "delta", "etc"),
    [
        ("GMT+1", "hours=1", "Etc/GMT-1"),
        ("UTC+1", "hours=1", "Etc/GMT-1"),
        ("+01:00", "hours=1", "Etc/GMT-1"),
        ("utc +0100", "hours=1", "Etc/GMT-1"),
        ("GMT-5", "hours=-5", "Etc/GMT+5"),
        ("UTC\u22125", "hours=-5", "Etc/GMT+5"),
        ("UTC-03:30", "hours=-3, minutes=-30", None),
        ("+14", "hours=14", "Etc/GMT-14"),
        ("-14", "hours=-14", None),
    ],
)
def test_an_offset_is_no_zone_and_the_hint_says_what_is_the_same(
    key: str, delta: str, etc: str | None
) -> None:
    with pytest.raises(CronOptionError) as caught:
        cronexpr.parse("0 9 * * *", tz=key)
    (problem,) = caught.value.problems
    assert problem.suggestion is None
    assert f"datetime.timezone(timedelta({delta}))" in problem.hint
    assert (f'"{etc}"' in problem.hint) if etc else ("Etc" not in problem.hint)
    fixed = timezone(eval(f"timedelta({delta})", {"timedelta": timedelta}))
    if etc:
        moment = datetime(2025, 7, 1, tzinfo=fixed)
        assert moment.utcoffset() == moment.astimezone(ZoneInfo(etc)).utcoffset()


class NoDst(tzinfo):
    """A zone that tells its offset, but not how much of it is daylight saving time."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta(0)


@pytest.mark.parametrize("zone", [3, b"UTC", object(), timedelta(hours=1), NoDst()])  # type: ignore[abstract]
def test_what_is_no_zone_is_a_type_error(zone: object) -> None:
    with pytest.raises(TypeError):
        cronexpr.parse("0 9 * * *", tz=zone)  # type: ignore[arg-type]


def test_unknown_policies_are_option_errors() -> None:
    with pytest.raises(CronOptionError) as caught:
        cronexpr.parse("0 9 * * *", dst="twice")
    assert caught.value.problems[0].code == "OPT003"


class OneChange(tzinfo):
    """A zone of one's own, by the letter of PEP 495, whose offset changes once, at *change* (naive UTC)."""

    def __init__(self, change: datetime, before: timedelta, after: timedelta) -> None:
        self.change, self.before, self.after = change, before, after

    def utcoffset(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return self.before
        old_clock_stops, new_clock_starts = self.change + self.before, self.change + self.after
        wall = moment.replace(tzinfo=None, fold=0)
        if wall < min(old_clock_stops, new_clock_starts):
            return self.before
        if wall >= max(old_clock_stops, new_clock_starts):
            return self.after
        return self.after if moment.fold else self.before

    def dst(self, _moment: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, _moment: datetime | None) -> str:
        return "one change"

    def fromutc(self, moment: datetime) -> datetime:
        if moment.replace(tzinfo=None) < self.change:
            return moment + self.before
        wall = moment + self.after
        return wall.replace(fold=int(wall.replace(tzinfo=None) < self.change + self.before))


class TwoChanges(tzinfo):
    """A zone whose offset changes twice, too far apart to overlap and too close for most probes to part."""

    def __init__(self, first: OneChange, second: OneChange) -> None:
        self.first, self.second = first, second
        self.middle = first.change + (second.change - first.change) / 2

    def utcoffset(self, moment: datetime | None) -> timedelta:
        is_early = moment is None or moment.replace(tzinfo=None) < self.middle
        return (self.first if is_early else self.second).utcoffset(moment)

    def dst(self, _moment: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, _moment: datetime | None) -> str:
        return "two changes"

    def fromutc(self, moment: datetime) -> datetime:
        is_early = moment.replace(tzinfo=None) < self.middle
        return (self.first if is_early else self.second).fromutc(moment)


HOUR = timedelta(hours=1)
CHANGES = (
    (
        "two changes a day apart",
        TwoChanges(
            OneChange(datetime(2024, 1, 1, 0, 7), 0 * HOUR, HOUR / 3),
            OneChange(datetime(2024, 1, 2, 0, 20), HOUR / 3, -HOUR),
        ),
    ),
    ("a gap across New Year", OneChange(datetime(2023, 12, 31, 23, 30), 0 * HOUR, HOUR)),
    ("a gap that ends at New Year", OneChange(datetime(2023, 12, 31, 23), 0 * HOUR, HOUR)),
    ("a gap that starts at New Year", OneChange(datetime(2024, 1, 1), 0 * HOUR, HOUR)),
    ("a fold across New Year", OneChange(datetime(2024, 1, 1, 0, 30), 0 * HOUR, -HOUR)),
    ("a fold that ends at New Year", OneChange(datetime(2024, 1, 1), 0 * HOUR, -HOUR)),
    ("a fold that starts at New Year", OneChange(datetime(2024, 1, 1, 1), 0 * HOUR, -HOUR)),
    ("31 December skipped", ZoneInfo("Pacific/Enderbury")),
    ("a gap of odd seconds that ends at New Year", ZoneInfo("America/Tijuana")),
    ("a gap at noon", OneChange(datetime(2024, 1, 1, 12), 0 * HOUR, HOUR)),
    ("a fold of twenty minutes", OneChange(datetime(2024, 1, 1, 12), HOUR, HOUR * 2 / 3)),
    ("a fold of a day and a half", OneChange(datetime(2024, 1, 1, 12), 14 * HOUR, -21 * HOUR)),
)
NEW_YEARS = {"Pacific/Enderbury": datetime(1995, 1, 1), "America/Tijuana": datetime(1922, 1, 1)}
TEXTS = (
    "59 23 * * *",
    "0 0 * * *",
    "45 23 31 12 *",
    "0,30 * * * *",
    "*/20 * * * *",
    "10,50 11-13 * * *",
    "0 12 * 12 *",
    "*/30 0 0 1 * *",
)


@pytest.mark.parametrize("policy", oracle.POLICIES)
@pytest.mark.parametrize("zone", [zone for _, zone in CHANGES], ids=[name for name, _ in CHANGES])
def test_a_change_anywhere_is_seen_alike_by_all_questions(zone: tzinfo, policy: str) -> None:
    middle = NEW_YEARS.get(str(zone), datetime(2024, 1, 1))
    for text in TEXTS:
        expr = cronexpr.parse(text, tz=zone, dst=policy)
        for first_hour, last_hour in ((-40, 40), (-40, 0), (-1, 13), (1, 40)):
            start, stop = middle + first_hour * HOUR, middle + last_hour * HOUR
            first, last = aware(start, zone), aware(stop, zone)
            expected = oracle.zoned_occurrences(text, zone, start, stop, policy)
            assert [in_utc(moment) for moment in expr.occurrences(first, last)] == expected
            assert [in_utc(moment) for moment in expr.occurrences(first, last, reverse=True)] == expected[
                ::-1
            ]
            assert expr.count(first, last) == len(expected)
            for instant in expected:
                assert expr.matches(aware(instant, zone))
            following, preceding = expr.next(first, inclusive=True), expr.previous(last)
            if expected:
                assert following is not None
                assert preceding is not None
                assert (in_utc(following), in_utc(preceding)) == (expected[0], expected[-1])


@pytest.mark.parametrize("days", range(3, 350, 7))
def test_a_clock_that_goes_back_four_days_later_is_seen_wherever_the_year_is_probed(days: int) -> None:
    for hours in range(0, 4 * 24, 24):
        start = datetime(2024, 1, 1, 0, 5) + timedelta(days=days, hours=hours)
        away = timedelta(days=3, hours=23, minutes=45)  # Freetown's, of 1939, are the closest of all
        there, back = OneChange(start, 0 * HOUR, HOUR), OneChange(start + away, HOUR, 0 * HOUR)
        found = zone_of(TwoChanges(there, back)).changes[start.year]
        assert [change.low.replace(tzinfo=None) for change in found] == [start, start + away]


@pytest.mark.parametrize("second", range(4))
def test_the_second_of_two_changes_within_a_day_is_found_to_the_second(second: int) -> None:
    first, then = datetime(2024, 6, 1, 0, 5, 1), datetime(2024, 6, 1, 14, 10, second)
    zone = TwoChanges(OneChange(first, 0 * HOUR, HOUR), OneChange(then, HOUR, 2 * HOUR))
    found = zone_of(zone).changes[2024]
    assert [change.low.replace(tzinfo=None) for change in found] == [first, then + HOUR]


def test_the_odd_seconds_of_a_gap_are_seconds() -> None:
    # Local mean time ended in Berlin at midnight of 1 April 1893, and the clock went on to 00:06:32.
    expr = cronexpr.parse("6 0 * * *", tz=BERLIN, dst="skip")
    answer = expr.next(datetime(1893, 3, 31, 12, tzinfo=BERLIN))
    assert answer == datetime(1893, 4, 2, 0, 6, tzinfo=BERLIN)


def test_a_time_that_does_not_exist_counts_as_the_instant_it_stands_for() -> None:
    # PEP 495: 02:30 in the gap, fold 0, is 01:30 UTC.
    missing = datetime(2025, 3, 30, 2, 30, tzinfo=BERLIN)
    assert not cronexpr.parse("30 2 * * *", tz=BERLIN).matches(missing)
    expr = cronexpr.parse("*/30 * * * *", tz=BERLIN)
    for moment in (missing, missing.replace(fold=1)):
        same = moment.astimezone(UTC)
        assert expr.next(moment) == expr.next(same)
        assert expr.previous(moment) == expr.previous(same)
        assert expr.matches(moment) is expr.matches(same)


def test_a_stop_inside_a_fold_is_compared_by_instant() -> None:
    expr = cronexpr.parse("*/30 * * * *", tz=BERLIN)
    start = datetime(2025, 10, 26, 1, 45, tzinfo=BERLIN)
    first, second = (datetime(2025, 10, 26, 2, 30, tzinfo=BERLIN, fold=fold) for fold in (0, 1))
    assert [in_utc(t) for t in expr.occurrences(start, first)] == [datetime(2025, 10, 26)]
    assert expr.count(start, second) == 3
    assert expr.count(first, second) == 2
    assert expr.count(second, first) == 0
    assert list(expr.occurrences(second, first)) == []


def test_near_the_ends_of_time_no_zone_overflows() -> None:
    far_east, far_west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
    for zone in (far_east, far_west, BERLIN, NEW_YORK, UTC, ZoneInfo("Pacific/Kiritimati")):
        expr = cronexpr.parse("* * * * *", tz=zone)
        for bound in (datetime.min, datetime.max):
            for other in (far_east, far_west, zone, UTC):
                moment = bound.replace(tzinfo=other)
                for answer in (expr.next(moment), expr.previous(moment)):
                    assert answer is None or answer.tzinfo is zone
                assert expr.matches(moment) in (True, False)
                assert isinstance(expr.count(moment, moment), int)
        assert expr.next(datetime.max.replace(tzinfo=zone)) is None
        assert expr.previous(datetime.min.replace(tzinfo=zone)) is None


def test_an_instant_that_the_zone_cannot_show_is_no_occurrence() -> None:
    # 00:30 UTC on the first day of year 1 is still the day before, twelve hours to the west.
    far_west = timezone(timedelta(hours=-12))
    expr = cronexpr.parse("* * * * *", tz=far_west)
    moment = datetime(1, 1, 1, 0, 30, tzinfo=UTC)
    assert not expr.matches(moment)
    assert expr.previous(moment, inclusive=True) is None
    assert expr.next(moment) == expr.next(moment, inclusive=True) == datetime(1, 1, 1, tzinfo=far_west)


def test_an_occurrence_in_the_first_year_is_not_after_itself_asked_from_another_zone() -> None:
    expr = cronexpr.parse("* * * * *", tz=timezone(timedelta(hours=1)))
    assert expr.next(datetime(1, 6, 1, tzinfo=UTC)) == datetime(1, 6, 1, 1, 1, tzinfo=expr.tz)


def test_the_midnight_that_begins_the_day_of_a_clock_change_follows_the_second_before() -> None:
    midnight = datetime(2027, 3, 28, tzinfo=BERLIN)
    assert (
        cronexpr.parse("0 0 * * *", tz=BERLIN).next(datetime(2027, 3, 27, 23, 59, 59, 5, BERLIN)) == midnight
    )


def test_the_last_occurrence_of_all_begins_a_range_of_centuries() -> None:
    last = datetime(2030, 1, 1, tzinfo=BERLIN)
    expr = cronexpr.parse("0 0 0 1 1 * 2030", tz=BERLIN, dialect="extended")
    assert list(expr.occurrences(last, datetime(2500, 1, 1, tzinfo=BERLIN))) == [last]


def test_whole_years_between_the_bounds_have_their_clock_changes() -> None:
    # Mutation testing showed that no test walked over a year's changes from outside that year.
    start, stop = datetime(2024, 6, 1), datetime(2028, 6, 1)
    for policy in oracle.POLICIES:
        for text in ("30 2 * * *", "*/30 2 * * 0", "0 3 * * *"):
            expr = cronexpr.parse(text, tz=BERLIN, dst=policy)
            expected = oracle.zoned_occurrences(text, BERLIN, start, stop, policy)
            first, last = aware(start, BERLIN), aware(stop, BERLIN)
            assert [in_utc(moment) for moment in expr.occurrences(first, last)] == expected
            assert [in_utc(moment) for moment in expr.occurrences(first, last, reverse=True)] == expected[
                ::-1
            ]
            assert expr.count(first, last) == len(expected)
            # Outside a fold, an answer is the first and only pass.
            assert all(
                moment.fold == aware(in_utc(moment), BERLIN).fold for moment in expr.occurrences(first, last)
            )


def test_a_year_that_only_a_derived_dialect_reaches_is_found_on_the_day_of_a_clock_change() -> None:
    far = STANDARD.replace(name="far", years=(1970, 9999))
    expr = cronexpr.parse("0 30 3 * 3 0#L 5000", dialect=far, tz=BERLIN)
    only = datetime(5000, 3, 30, 3, 30, tzinfo=BERLIN)
    assert expr.next(datetime(2026, 1, 1, tzinfo=UTC)) == only
    assert expr.previous(datetime(9999, 6, 1, tzinfo=BERLIN)) == only
    assert expr.previous(datetime(9999, 10, 31, 2, 30, tzinfo=BERLIN)) == only


def test_leap_years_are_not_taken_for_others_that_begin_alike() -> None:
    # 29 March, a Sunday, is always lost to the gap; 29 February, a Sunday, never is.
    expr = cronexpr.parse("*/20 2 29 2,3 +0", tz=BERLIN)
    for year in range(2090, 2150):
        found = expr.next(datetime(year, 1, 1, tzinfo=BERLIN))
        expected = next(
            later
            for later in range(year, year + 41)
            if isleap(later) and datetime(later, 2, 29).weekday() == 6
        )
        assert found == datetime(expected, 2, 29, 2, tzinfo=BERLIN)


def test_a_year_of_the_same_kind_is_not_over_because_this_one_is() -> None:
    # Sunday, 29 February, comes every 28 years, in leap years that all begin alike.
    expr = cronexpr.parse("*/20 2 29 2,3 +0", tz=BERLIN)
    assert expr.next(datetime(2128, 3, 1, tzinfo=BERLIN)) == datetime(2156, 2, 29, 2, tzinfo=BERLIN)


def test_far_from_the_years_of_the_tz_database_the_last_before_is_still_the_last() -> None:
    expr = cronexpr.parse("0 0 * * *", tz=BERLIN)
    change = datetime(9999, 10, 31, 2, 30, tzinfo=BERLIN)
    assert expr.previous(change) == datetime(9999, 10, 31, tzinfo=BERLIN)
    assert expr.previous(datetime(9999, 10, 31, tzinfo=BERLIN)) == datetime(9999, 10, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(("hours", "expected"), [(3, "2024-05-05T03:00:00"), (4, "2025-05-05T01:30:00")])
def test_a_gap_of_three_hours_is_the_longest_that_is_made_up_for(hours: int, expected: str) -> None:
    # Vixie cron 4.1, cron.c: a difference of *more* than three hours is a correction of the clock.
    zone = OneChange(datetime(2024, 5, 5), 0 * HOUR, hours * HOUR)
    found = cronexpr.parse("30 1 5 5 *", tz=zone).next(datetime(2024, 5, 4, 12, tzinfo=zone))
    assert found is not None
    assert (found.replace(tzinfo=None).isoformat(), found.fold) == (expected, 0)


def test_what_comes_next_year_may_be_over_this_year() -> None:
    # Half past midnight strikes, the clock goes back to 23:30, and it is the old year again.
    zone = OneChange(datetime(2024, 1, 1, 0, 30), 0 * HOUR, -HOUR)
    expr = cronexpr.parse("0 */15 0 1 1 ? 2024", tz=zone)
    late = datetime(2023, 12, 31, 23, 45, tzinfo=zone, fold=1)
    found = expr.previous(late)
    assert found is not None
    assert (found.isoformat(), found.fold) == ("2024-01-01T00:15:00+00:00", 0)
    assert expr.count(datetime(2023, 12, 31, 12, tzinfo=zone), late) == 2


@pytest.mark.parametrize("second", [0, 1, 2, 449, 898, 899, 900, 901, 86_398, 86_399])
@pytest.mark.parametrize("day", [1, 2, 3, 4])
def test_a_change_at_any_second_is_found_to_the_second(day: int, second: int) -> None:
    for before, after in ((0 * HOUR, HOUR), (0 * HOUR, -HOUR)):
        change = datetime(2024, 1, day) + timedelta(seconds=second)
        found = zone_of(OneChange(change, before, after)).changes[2024]
        low, high = sorted((change + before, change + after))
        assert [(c.low.replace(tzinfo=None), c.high.replace(tzinfo=None)) for c in found] == [(low, high)]

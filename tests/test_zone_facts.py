"""What is known of a zone: its clock changes, found by probing, held against the zone's own data."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

import cronexpr
from cronexpr import _arguments, _unknown_zones, _zone
from cronexpr._system_zone import system_zone
from cronexpr._zone import Change, Zone, zone_of

BERLIN = ZoneInfo("Europe/Berlin")


def _changes(zone: tzinfo, year: int) -> list[tuple[str, str, bool]]:
    return [
        (f"{c.low:%m-%d %H:%M:%S}", f"{c.high:%m-%d %H:%M:%S}", c.is_gap) for c in Zone(zone).changes[year]
    ]


@pytest.mark.parametrize(
    ("zone", "year", "changes"),
    [
        (
            "Europe/Berlin",
            2026,
            [("03-29 02:00:00", "03-29 03:00:00", True), ("10-25 02:00:00", "10-25 03:00:00", False)],
        ),
        (
            "Australia/Lord_Howe",
            2026,
            [("04-05 01:30:00", "04-05 02:00:00", False), ("10-04 02:00:00", "10-04 02:30:00", True)],
        ),
        (
            "Africa/Freetown",  # the closest pair there is that returns to its offset
            1939,
            [
                ("05-31 23:40:00", "06-01 00:00:00", False),
                ("09-01 00:00:00", "09-01 00:20:00", True),
                ("09-04 23:40:00", "09-05 00:00:00", False),
            ],
        ),
        ("Africa/Monrovia", 1972, [("01-07 00:00:00", "01-07 00:44:30", True)]),
        ("Pacific/Apia", 2011, None),
        ("UTC", 2026, []),
    ],
)
def test_the_changes_of_a_year(zone: str, year: int, changes: list[tuple[str, str, bool]] | None) -> None:
    found = _changes(ZoneInfo(zone), year)
    if changes is None:
        assert ("12-30 00:00:00", "12-31 00:00:00", True) in found
    else:
        assert found == changes


def test_a_fixed_offset_is_not_even_probed() -> None:
    zone = Zone(timezone(timedelta(hours=5, minutes=45)))
    assert zone.changes[2026] == ()
    assert zone.unclear_days[2026] == frozenset()


def test_the_first_and_the_last_year_are_looked_at_within_time() -> None:
    assert _changes(BERLIN, 1) == []
    assert [is_gap for _, _, is_gap in _changes(BERLIN, 9999)] == [True, False]


def test_a_change_pickles() -> None:
    change = Change(datetime(2026, 3, 29, 2), datetime(2026, 3, 29, 3), True)
    assert pickle.loads(pickle.dumps(change)) == change
    assert change.window == (7200, 10800)


def test_the_table_of_zones_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_zone, "_ZONES_SIZE", 3)
    monkeypatch.setattr(_zone, "_ZONES", {})
    zones = [timezone(timedelta(hours=hour)) for hour in range(5)]
    assert [zone_of(zone).tzinfo is zone for zone in zones] == [True] * 5
    assert len(_zone._ZONES) <= 3


def test_without_zone_data_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zoneinfo.available_timezones", set)
    monkeypatch.setattr(_unknown_zones, "_KEYS", {})
    with pytest.raises(cronexpr.CronOptionError) as caught:
        _arguments.read_zone("Europe/Nowhere")
    assert "tzdata" in caught.value.problems[0].hint


def test_that_clock_changes_take_all_is_proven_by_kinds_of_years() -> None:
    lost = cronexpr.parse("*/20 2 * 3 0L", dialect="extended", tz=BERLIN)
    start = datetime(2026, 1, 1, tzinfo=BERLIN)
    assert lost.next(start) is None
    # The years until the tz database's last, and then at most each kind beside each that precedes it.
    assert len(lost._in_zone(start).cuts) < 62 + 40
    assert lost.replace(dst="cronos").next(start) == datetime(2026, 3, 29, 3, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("key", "offer"),
    [
        ("Tokyo", "Asia/Tokyo"),
        ("new york", "America/New_York"),
        ("europe/berlinn", "Europe/Berlin"),
        ("Buenos_Aires", None),  # There are two.
        ("/tokyo", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_an_unknown_zone_is_told_by_its_city_or_its_spelling(key: str, offer: str | None) -> None:
    with pytest.raises(cronexpr.CronOptionError) as caught:
        _arguments.read_zone(key)
    assert caught.value.problems[0].suggestion == offer


def test_a_finite_expression_ends_on_the_night_of_a_change() -> None:
    gap = cronexpr.parse("0 30 2 30 3 ? 2025", tz=BERLIN)
    caught_up = datetime(2025, 3, 30, 3, tzinfo=BERLIN)
    assert gap.next(caught_up) is None
    assert gap.next(datetime(2025, 3, 30, 1, 59, tzinfo=BERLIN)) == caught_up
    assert gap.previous(datetime(2025, 3, 30, 1, 59, tzinfo=BERLIN)) is None
    fold = cronexpr.parse("0 */30 2 26 10 ? 2025", tz=BERLIN)
    last = datetime(2025, 10, 26, 2, 30, tzinfo=BERLIN, fold=1)
    assert fold.next(last) is None
    found = fold.previous(datetime(2025, 10, 26, 3, tzinfo=BERLIN))
    assert found is not None
    assert (found, found.fold) == (last, 1)
    assert fold.previous(datetime(2025, 10, 26, 2, tzinfo=BERLIN)) is None
    assert fold.count(datetime(2020, 1, 1, tzinfo=BERLIN), datetime(2030, 1, 1, tzinfo=BERLIN)) == 4


def test_counting_leaves_out_years_without_a_matching_day() -> None:
    # The change is on 30 March, and only every fourth year has a matching day.
    expr = cronexpr.parse("0 30 2 30 3 ? 2025-2199/4", tz=BERLIN)
    start, stop = datetime(2020, 1, 1, tzinfo=BERLIN), datetime(2050, 1, 1, tzinfo=BERLIN)
    assert expr.count(start, stop) == len(list(expr.occurrences(start, stop))) == 7


def test_timeline_from_now_wants_zones_for_all_or_for_none() -> None:
    naive, aware = cronexpr.parse("0 9 * * *"), cronexpr.parse("0 9 * * *", tz=BERLIN)
    with pytest.raises(TypeError, match="aware start"):
        cronexpr.timeline({"a": naive, "b": aware})
    when, key = next(cronexpr.timeline({"a": naive}))
    assert (when.tzinfo, key) == (None, "a")
    when, key = next(cronexpr.timeline({"b": aware}))
    assert (when.tzinfo, key) == (BERLIN, "b")


def test_a_field_that_the_dialect_lacks_cannot_be_built() -> None:
    crontab_only = cronexpr.parse("* * * * *").dialect
    five = crontab_only.replace(name="five", layouts=crontab_only.layouts[:1])
    assert cronexpr.build(minute=5, dialect=five).source == "5 * * * *"
    with pytest.raises(cronexpr.CronSyntaxError, match="no second field"):
        cronexpr.build(second=5, dialect=five)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("Asia/Kolkata", timedelta(hours=5, minutes=30)),
        # What is no zone, and what is none that is known: then it is what the C library makes of it.
        (__file__, datetime.now().astimezone().utcoffset()),
        ("Nowhere/City", datetime.now().astimezone().utcoffset()),
    ],
)
def test_the_systems_zone_is_found_whatever_tz_says(
    monkeypatch: pytest.MonkeyPatch, setting: str, expected: timedelta
) -> None:
    monkeypatch.setenv("TZ", setting)
    assert system_zone().utcoffset(datetime.now()) == expected

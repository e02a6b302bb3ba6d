"""What property tests draw: valid standard expressions, awkward moments, zones that change their clocks."""

from __future__ import annotations

import os
import zoneinfo
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

import oracle
from dateutil import tz as dateutil_tz
from hypothesis import strategies as st

SLOW = os.environ.get("CRONEXPR_SLOW") == "1"
MONTHS = tuple(oracle.MONTHS)
WEEKDAYS = tuple(oracle.WEEKDAYS)
SPACES = st.sampled_from((" ", " ", " ", "  ", "\t", " \t "))


# -- text ---------------------------------------------------------------------------------------------


def _digits(low: int, high: int) -> st.SearchStrategy[str]:
    plain = st.integers(low, high).map(str)
    return st.one_of(plain, plain, plain, st.integers(low, high).map("{:02}".format))


def _any_case(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from((name, name.lower(), name.title()))


@st.composite
def _spans(draw: st.DrawFn, low: int, high: int, names: tuple[str, ...] = (), base: int = 0) -> str:
    first, last = sorted((draw(st.integers(low, high)), draw(st.integers(low, high))))
    step = draw(st.sampled_from(("", "", "/1", "/2", "/3", "/5", "/7", "/90")))
    if draw(st.booleans()) and names:
        return f"{draw(_any_case(names[first - base]))}-{draw(_any_case(names[last - base]))}{step}"
    return f"{first}-{last}{step}"


def _stars(largest: int) -> st.SearchStrategy[str]:
    return st.one_of(st.just("*"), st.integers(1, largest + 2).map("*/{}".format))


def _lists(items: st.SearchStrategy[str], most: int = 4) -> st.SearchStrategy[str]:
    return st.lists(items, min_size=1, max_size=most).map(",".join)


def _plain_field(low: int, high: int, common: tuple[int, ...] = ()) -> st.SearchStrategy[str]:
    edges = st.sampled_from((low, high, *common)).map(str)
    items = st.one_of(_digits(low, high), edges, edges, _spans(low, high), _stars(high))
    return st.one_of(_stars(high), edges, _digits(low, high), _lists(items))


def _month_field() -> st.SearchStrategy[str]:
    names = st.sampled_from(MONTHS).flatmap(_any_case)
    items = st.one_of(_digits(1, 12), names, _spans(1, 12, MONTHS, 1), st.just("2"), st.just("FEB"))
    return st.one_of(st.just("*"), st.just("*"), _stars(12), items, _lists(items))


def _day_of_month_field() -> st.SearchStrategy[str]:
    before_last = st.integers(1, 30).map("L-{}".format)
    numbers = st.one_of(_digits(1, 31), st.sampled_from(("1", "28", "29", "30", "31")), _spans(1, 31))
    workdays = st.one_of(
        st.integers(1, 31).map("{}W".format), st.sampled_from(("LW", "1W", "31W", "30W", "15W"))
    )
    return st.one_of(
        st.sampled_from(("*", "?", "*")),
        _stars(31),
        numbers,
        workdays,
        st.just("L"),
        before_last,
        _lists(st.one_of(numbers, before_last, st.just("L"), st.just("*/9"))),
    )


def _day_of_week_field() -> st.SearchStrategy[str]:
    days = st.one_of(st.integers(0, 7).map(str), st.sampled_from(WEEKDAYS).flatmap(_any_case))
    nth = st.tuples(days, st.sampled_from(("#1", "#2", "#3", "#4", "#5", "#L", "L"))).map("".join)
    spans = st.one_of(
        _spans(0, 6, WEEKDAYS),
        _spans(0, 7),
        st.sampled_from(("FRI-SUN", "sun-tue", "SUN-SUN", "5-7", "0-7", "MON-SUN/2", "7-7", "SAT-SUN")),
    )
    lists = _lists(st.one_of(days, nth, spans), 3)
    field = st.one_of(st.sampled_from(("*", "?", "*")), _stars(7), days, nth, spans, lists)
    return st.one_of(field, field, field.map("+{}".format))


def _year_field() -> st.SearchStrategy[str]:
    items = st.one_of(
        _digits(1970, 2199), _spans(1970, 2199), st.sampled_from(("1970", "2024", "2100", "2199"))
    )
    return st.one_of(st.just("*"), st.sampled_from(("*/2", "*/400", "1971-2199/2")), items, _lists(items, 3))


@st.composite
def _joined(draw: st.DrawFn, *fields: st.SearchStrategy[str]) -> str:
    text = draw(fields[0])
    for field in fields[1:]:
        text += draw(SPACES) + draw(field)
    return (
        draw(st.sampled_from(("", "", "", " ", "\t"))) + text + draw(st.sampled_from(("", "", "", " ", "\n")))
    )


_SECOND = _plain_field(0, 59)
_MINUTE = _plain_field(0, 59)
_HOUR = _plain_field(0, 23)
_DATE = (_day_of_month_field(), _month_field(), _day_of_week_field())


def expressions() -> st.SearchStrategy[str]:
    """Draw the text of any valid standard expression except ``@reboot``."""
    five = _joined(_MINUTE, _HOUR, *_DATE)
    return st.one_of(
        five,
        five,
        five,
        _joined(_SECOND, _MINUTE, _HOUR, *_DATE),
        _joined(_SECOND, _MINUTE, _HOUR, *_DATE, _year_field()),
        st.sampled_from(sorted(oracle.NICKNAMES)),
    )


def sparse_expressions() -> st.SearchStrategy[str]:
    """Draw expressions with one time of day and awkward days."""
    once = st.sampled_from(("0 0", "59 23", "30 12", "59 59 23", "0 0 0"))
    return _joined(once, *_DATE)


def yearly_expressions() -> st.SearchStrategy[str]:
    """Draw expressions with one time of day and a few years, with gaps between them."""
    few = _lists(st.one_of(st.integers(2018, 2032).map(str), _spans(2015, 2040)), 4)
    dates = st.sampled_from(("1 1 *", "* * *", "29 2 *", "L 12 *", "31 12 *", "* * MON#1"))
    return st.tuples(dates, few).map(lambda pair: f"0 0 0 {pair[0]} {pair[1]}")


_NIGHT_MINUTE = st.one_of(
    st.sampled_from(("0", "30", "*", "*/15", "*/20", "0,30", "15", "59", "44,45", "0-59/5", "20-40")),
    _plain_field(0, 59),
)
_NIGHT_HOUR = st.one_of(
    st.sampled_from(
        ("*", "2", "1", "0", "3", "23", "0-2", "1-3", "*/2", "2,14", "*/4", "22,23,0", "0,1,2,3")
    ),
    _plain_field(0, 5),
)
_NIGHT_DATE = st.sampled_from(
    ("* * *",) * 5 + ("*/2 * *", "* * SUN", "? * 6,0", "L * *", "30,31 * *", "1-7 * +SUN")
)
_FEW_SECONDS = st.sampled_from(("0", "30", "*/20", "59", "10-12", "0,29"))


def night_expressions() -> st.SearchStrategy[str]:
    """Draw expressions that fire at night, when clocks change."""
    five = _joined(_NIGHT_MINUTE, _NIGHT_HOUR, _NIGHT_DATE)
    return st.one_of(five, five, five, _joined(_FEW_SECONDS, _NIGHT_MINUTE, _NIGHT_HOUR, _NIGHT_DATE))


# -- moments ------------------------------------------------------------------------------------------


@st.composite
def _edge_walls(draw: st.DrawFn) -> datetime:
    year = draw(st.sampled_from((1970, 1999, 2000, 2023, 2024, 2099, 2100, 2198, 2400)))
    month, day = draw(st.sampled_from(((1, 1), (2, 28), (3, 1), (12, 31), (4, 30), (7, 31), (11, 1))))
    edge = datetime(year, month, day)
    return edge + draw(st.sampled_from((0, 1, -1, 86_399, 86_400, 59, 60, 3_599))) * timedelta(seconds=1)


_FAR_WALLS = (
    datetime.min,
    datetime.max,
    datetime(1, 1, 1, 0, 0, 1),
    datetime(1, 12, 31, 23, 59, 59),
    datetime(9999, 12, 31),
    datetime(9999, 12, 31, 23, 59),
    datetime(9999, 11, 30, 23, 59, 59, 999_999),
    datetime(9996, 2, 29),
)


def wall_times() -> st.SearchStrategy[datetime]:
    """Draw naive times, most of them near the end of a month or a year, some at the ends of time."""
    whole = st.datetimes(datetime(1900, 1, 1), datetime(2300, 1, 1)).map(
        lambda wall: wall.replace(microsecond=0)
    )
    ragged = st.sampled_from((timedelta(0),) * 4 + (timedelta.resolution, -timedelta.resolution))
    usual = st.tuples(st.one_of(_edge_walls(), _edge_walls(), whole), ragged).map(
        lambda pair: pair[0] + pair[1]
    )
    return st.one_of(usual, usual, usual, usual, st.sampled_from(_FAR_WALLS))


# -- zones --------------------------------------------------------------------------------------------

ZONE_YEARS = (
    ("Europe/Berlin", 2025),
    ("America/New_York", 2025),
    ("Australia/Lord_Howe", 2025),
    ("America/Sao_Paulo", 2018),
    ("America/Havana", 2025),
    ("Asia/Beirut", 2025),
    ("Africa/Cairo", 2025),
    ("Pacific/Apia", 2011),
    ("Africa/Casablanca", 2025),
    ("Antarctica/Troll", 2025),
    ("Europe/Dublin", 2025),
    ("Africa/Monrovia", 1972),
    ("America/Juneau", 1867),
    ("Pacific/Kwajalein", 1993),
    ("Pacific/Enderbury", 1995),
    ("America/Tijuana", 1922),
    ("UTC", 2025),
)
"""Zones, each with a year in which its clocks changed in a way worth testing."""

FIXED_ZONES: tuple[tzinfo, ...] = (
    UTC,
    timezone(timedelta(hours=5, minutes=30)),
    timezone(timedelta(hours=-3)),
)
_DATEUTIL_KEYS = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana")


@lru_cache(maxsize=1024)
def transitions(index: int) -> tuple[datetime, ...]:
    """Return when (naive UTC) the zone at *index* of `zone_years` changes its offset around its year."""
    # By index, because dateutil's zones have no hash.
    zone, year = zone_years()[index]
    stretch = oracle.pieces(zone, datetime(year - 1, 12, 1), datetime(year + 1, 1, 2))
    return tuple(piece.start for piece in stretch[1:])


@lru_cache(maxsize=1)
def zone_years() -> tuple[tuple[tzinfo, int], ...]:
    """Return the zones to draw from; all there are when the slow profile runs."""
    found: list[tuple[tzinfo, int]] = [(ZoneInfo(key), year) for key, year in ZONE_YEARS]
    found += [(zone, 2025) for zone in FIXED_ZONES]
    for key in _DATEUTIL_KEYS:
        zone = dateutil_tz.gettz(key)
        assert zone is not None, f"dateutil has no data for {key}"
        found.append((zone, 2025))
    if SLOW:
        keys = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
        found += [(ZoneInfo(key), year) for key in keys for year in (1985, 2025)]
    return tuple(found)


@st.composite
def zoned_instants(draw: st.DrawFn) -> tuple[tzinfo, datetime]:
    """Draw a zone and an instant (naive UTC), most of the time within hours of a change of its clocks."""
    index = draw(st.integers(0, len(zone_years()) - 1))
    zone, year = zone_years()[index]
    changes = transitions(index)
    if draw(st.integers(0, 9)) and changes:
        minutes = st.one_of(st.integers(-240, 240), st.sampled_from((0, 0, -60, -30, 30, 60, -1, 1, -120)))
        instant = draw(st.sampled_from(changes)) + timedelta(minutes=draw(minutes))
    else:
        instant = datetime(year, 1, 1) + timedelta(minutes=draw(st.integers(0, 500_000)))
    ragged = st.sampled_from(
        (timedelta(0),) * 6 + (timedelta.resolution, timedelta(seconds=-1), timedelta(seconds=30))
    )
    return zone, instant + draw(ragged)


def aware(instant: datetime, zone: tzinfo) -> datetime:
    """Return *instant* (naive UTC) as *zone* shows it."""
    return instant.replace(tzinfo=UTC).astimezone(zone)


def in_utc(moment: datetime) -> datetime:
    """Return the aware *moment* as naive UTC, the only way to compare moments in a fold (PEP 495)."""
    return moment.astimezone(UTC).replace(tzinfo=None)

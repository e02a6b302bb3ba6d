"""The named cases, with their goals: data for all scripts of this folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from random import Random
from zoneinfo import ZoneInfo

ZONES: dict[str | None, tzinfo | None] = {
    None: None,
    "UTC": UTC,
    "Berlin": ZoneInfo("Europe/Berlin"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to measure, and the goal for it.

    *action* is a key of `jobs.ACTIONS`.  The goal is a price of *at_most* times *of*
    for each unit of work; *of* is ``"us"`` (a microsecond), the name of a floor, of
    another case, or of a peer on the same case.  *faster_than* holds pairs (peer, factor)
    for `compare`.  Times lie in [*start*, *stop*); *checked* is the number of first
    results on which a peer must agree before it is timed, from each of *check_from*.
    """

    name: str
    action: str
    text: str
    at_most: float
    of: str = "us"
    zone: str | None = None
    start: datetime = datetime(2026, 1, 1)
    stop: datetime = datetime(2028, 1, 1)
    reverse: bool = False
    faster_than: tuple[tuple[str, float], ...] = ()
    checked: int = 100
    check_from: tuple[datetime, ...] = ()

    def aware(self, wall: datetime) -> datetime:
        """Return *wall* in the zone of this case, or as it is if there is none."""
        return wall.replace(tzinfo=ZONES[self.zone])


CENTURY = (datetime(2000, 1, 1), datetime(2100, 1, 1))
LONG_AGO = (datetime(1800, 1, 1), datetime(3800, 1, 1))
HALF_A_CENTURY = (datetime(2000, 1, 1), datetime(2050, 1, 1))
CLOCK_CHANGES = (datetime(2026, 3, 29, 1), datetime(2026, 10, 25, 1))
OFFICE_HOURS = "*/15 9-17 * * MON-FRI"

_DENSE_PEERS = (("croniter", 300.0), ("cronsim", 50.0), ("croniter-rs", 12.0))
_SPARSE_PEERS = (("croniter", 100.0), ("cronsim", 100.0))


def _in_zone(zone: str | None) -> str:
    return f", {zone}" if zone else ""


def _dense(text: str, zone: str | None) -> Case:
    return Case(
        f"iterate {text}{_in_zone(zone)}",
        "iterate",
        text,
        1.15,
        "add",
        zone=zone,
        faster_than=_DENSE_PEERS,
        checked=200,
        check_from=CLOCK_CHANGES,
    )


def _sparse(text: str, zone: str | None, at_most: float) -> Case:
    start, stop = HALF_A_CENTURY
    return Case(
        f"iterate {text}{_in_zone(zone)}",
        "iterate",
        text,
        at_most,
        "add",
        zone=zone,
        start=start,
        stop=stop,
        faster_than=_SPARSE_PEERS,
    )


def _rare(text: str, at_most: float) -> Case:
    start, stop = LONG_AGO
    return Case(
        f"iterate {text}",
        "iterate",
        text,
        at_most,
        start=start,
        stop=stop,
        checked=3,
        check_from=(datetime(2000, 1, 1),),
    )


def _backwards(text: str, zone: str | None) -> Case:
    start, stop = HALF_A_CENTURY if text.startswith("0") else (datetime(2026, 1, 1), datetime(2028, 1, 1))
    forwards = f"iterate {text}{_in_zone(zone)}"
    return Case(
        f"backwards {text}{_in_zone(zone)}",
        "iterate",
        text,
        1.15,
        forwards,
        zone=zone,
        start=start,
        stop=stop,
        reverse=True,
    )


def _one(action: str, text: str, zone: str | None, at_most: float, of: str) -> Case:
    return Case(f"{action} {text}{_in_zone(zone)}", action, text, at_most, of, zone=zone)


_SEARCHES = ("*/15 * * * *", OFFICE_HOURS, "0 0 1 * *")

CASES = (
    *(_dense(text, zone) for text in ("* * * * *", "*/15 * * * *") for zone in ZONES),
    *(_sparse("0 9 * * 1-5", zone, 1.5) for zone in (None, "Berlin")),
    *(_sparse("0 0 1 * *", zone, 3.5) for zone in (None, "Berlin")),
    _rare("0 0 29 2 *", 1.6),
    _rare("0 0 * 2 1#5", 5.0),
    *(
        _backwards(text, zone)
        for text in ("* * * * *", "*/15 * * * *", "0 9 * * 1-5", "0 0 1 * *")
        for zone in (None, "Berlin")
    ),
    *(
        _one(action, text, zone, 6.0 if zone is None else 8.0, "constructor")
        for action in ("next", "previous")
        for zone in (None, "Berlin")
        for text in _SEARCHES
    ),
    *(
        Case(
            f"{action} {text}, Berlin, asked in UTC",
            f"{action} from UTC",
            text,
            15.0,
            "constructor",
            "Berlin",
        )
        for action in ("next", "previous")
        for text in _SEARCHES[:1]
    ),
    *(
        Case(f"{action} {text}, near a clock change", f"{action} near change", text, 15.0, zone="Berlin")
        for action in ("next", "previous")
        for text in ("*/15 * * * *", "30 2 * * *")
    ),
    *(_one("matches", text, None, 0.6, "us") for text in ("*/15 * * * *", OFFICE_HOURS)),
    *(_one("matches", text, "Berlin", 1.0, "us") for text in ("*/15 * * * *", OFFICE_HOURS)),
    Case(
        "parse everyday texts, nothing remembered",
        "parse everyday",
        "*/15 * * * *",
        1.5,
        "cronsim",
        faster_than=(("croniter", 4.0),),
    ),
    Case(
        "parse texts of fields never seen",
        "parse unseen",
        "*/15 * * * *",
        1.5,
        "cronsim",
        faster_than=(("croniter", 4.0),),
    ),
    Case("parse new texts of fields seen before", "parse seen", "*/15 * * * *", 1.5),
    Case("describe everyday texts", "describe", "*/15 * * * *", 30.0),
    *(
        Case(name, "count", text, at_most, zone=zone, start=CENTURY[0], stop=stop)
        for name, text, zone, stop, at_most in (
            ("count a year", OFFICE_HOURS, None, datetime(2001, 1, 1), 5.0),
            ("count a year, UTC", OFFICE_HOURS, "UTC", datetime(2001, 1, 1), 5.0),
            ("count a century", OFFICE_HOURS, None, CENTURY[1], 25.0),
            ("count a century, UTC", OFFICE_HOURS, "UTC", CENTURY[1], 25.0),
            ("count a century of */15 * * * *", "*/15 * * * *", None, CENTURY[1], 25.0),
            # "The same order": read as four times the price without a zone.
            ("count a century, Berlin, clear of changes", OFFICE_HOURS, "Berlin", CENTURY[1], 100.0),
            ("count a century, Berlin, meeting changes", "*/15 * * * *", "Berlin", CENTURY[1], 1000.0),
        )
    ),
    Case(
        "count a century, Berlin, first use",
        "first count",
        "*/15 * * * *",
        6000.0,
        zone="Berlin",
        start=CENTURY[0],
        stop=CENTURY[1],
    ),
)
"""One case for each goal that `run` prints; those with a peer in *of* are settled by `compare`."""

COMPARED_ONLY = (
    *(
        Case(f"parse and first five {text}", "first five", text, 0.0, "", stop=datetime(2050, 1, 1))
        for text in ("*/15 * * * *", OFFICE_HOURS, "0 0 1 * *")
    ),
    Case("prove that 0 0 30 2 * never fires", "never", "0 0 30 2 *", 0.0, ""),
    *(
        Case(f"next {distance} away, {text}", "next from start", text, 0.0, "")
        for distance, text in (
            ("a minute", "* * * * *"),
            ("an hour", "0 * * * *"),
            ("a day", "0 0 * * *"),
            ("a week", "0 0 * * 4"),
            ("a month", "0 0 1 * *"),
            ("a year", "0 0 1 1 *"),
            ("two years", "0 0 29 2 *"),
            ("18 years", "0 0 * 2 1#5"),
        )
    ),
)
"""Cases without a goal, of interest beside the peers only."""


def moments(case: Case, number: int = 500) -> list[datetime]:
    """Return *number* moments spread over 2020 to 2029, on the minute, in the zone of *case*."""
    random = Random(2)
    minutes = 10 * 365 * 1440
    first = datetime(2020, 1, 1)
    return [case.aware(first + timedelta(minutes=random.randrange(minutes))) for _ in range(number)]


def moments_near_changes(case: Case) -> list[datetime]:
    """Return moments within two hours of the clock changes in Berlin, 2026 to 2029, both passes of a fold."""
    zone = ZONES[case.zone]
    changes = [
        max(
            datetime(year, month, day, 1, tzinfo=UTC) for day in range(25, 32) if _is_sunday(year, month, day)
        )
        for year in range(2026, 2030)
        for month in (3, 10)
    ]
    steps = [timedelta(minutes=13 * step) for step in range(-9, 10)]
    return [(change + step).astimezone(zone) for change in changes for step in steps]


def _is_sunday(year: int, month: int, day: int) -> bool:
    return datetime(year, month, day).weekday() == 6


EVERYDAY = (
    "* * * * *",
    "*/15 * * * *",
    "0 * * * *",
    "0 9 * * 1-5",
    "30 2 * * *",
    "0 0 1 * *",
    "15 10,14 * * *",
    "*/5 8-18 * * 1-5",
    "0 0 1 1 *",
    "0 22 * * 0",
)


def unseen_texts(number: int = 400) -> list[str]:
    """Return *number* texts all of whose fields are written in ways that no other of them has."""
    random = Random(3)

    def column(low: int, high: int, length: int) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < number:
            made[",".join(map(str, random.sample(range(low, high + 1), length)))] = None
        return list(made)

    columns = column(0, 59, 3), column(0, 23, 3), column(1, 28, 3), column(1, 12, 4), column(0, 6, 5)
    return [" ".join(fields) for fields in zip(*columns, strict=True)]


def seen_texts(number: int = 10_000) -> list[str]:
    """Return *number* (at most 10,080) texts made of few fields: every minute, hour and weekday."""
    texts = [f"{minute} {hour} * * {day}" for day in range(7) for hour in range(24) for minute in range(60)]
    return texts[:number]


def _long(item: str, tail: str = " * * * *", head: str = "") -> str:
    """Return a text of up to 1,024 characters, one field of which repeats *item*."""
    room = 1024 - len(head) - len(tail)
    return head + ",".join([item] * ((room + 1) // (len(item) + 1))) + tail


_EVERY_SECOND = ",".join(map(str, range(60)))

_EVERY_DAY_TERM = ",".join(
    [
        *(f"{day}W" for day in range(1, 32)),
        *(f"L-{n}" for n in range(1, 31)),
        *(f"L-{n}W" for n in range(1, 31)),
    ]
)
_EVERY_WEEKDAY_TERM = ",".join([f"{day}#{nth}" for day in range(7) for nth in (1, 2, 3, 4, 5, "L")])

ACCEPTED = (
    "* * * * *",
    "0 0 29 2 *",
    "0 0 29 2 +1",
    "0 0 * 2 1#5",
    "0 0 29 2 +1#5",
    "0 0 29 2 +0#L",
    "0 0 L 2 +6#5",
    "0 0 30 2 *",
    "0 0 31 2,4,6,9,11 *",
    "0 0 LW 2 *",
    "0 0 L-29 2 *",
    "0 0 1W * +1",
    "0 0 31W 12 +5",
    "0 0 0 29 2 +1 2199",
    "59 59 23 31 12 ? 2199",
    "0 0 0 29 2 ? 2199",
    "0 0 0 29 2 +1 1970-2199/2",
    "0 0 0 30 2 ? 1970-2199",
    "0 0 0 1 1 ? 1970",
    "* * * * * * 2199",
    "* * * 29 2 +1",
    f"{_EVERY_SECOND} {_EVERY_SECOND} * * * *",
    f"{_EVERY_SECOND} * * 29 2 +1",
    _long("0"),
    _long("0-59"),
    _long("*/7"),
    _long("0-59/7"),
    _long("L", " 2 *", "0 0 "),
    _long("L-30", " 2 +1", "0 0 "),
    _long("1#5", "", "0 0 * 2 "),
    _long("1#5", "", "0 0 * 2 +"),
    _long("1#L", "", "0 0 29 2 +"),
    _long("FEB", " *", "0 0 31 "),
    _long("MON-SUN", "", "0 0 1 1 "),
    f"0 0 {_EVERY_DAY_TERM} 2 +1#5",
    f"0 0 {_EVERY_DAY_TERM},LW * *",
    f"0 0 L-30 2 +{_EVERY_WEEKDAY_TERM}",
    f"0 0 {_EVERY_DAY_TERM} * {_EVERY_WEEKDAY_TERM}",
)
"""Expressions of ``extended`` chosen to be slow: rare days, far years, every second, the longest lists."""

REFUSED = (
    "",
    " " * 1024,
    "*" * 1024,
    "," * 1024,
    "-" * 1024,
    "/" * 1024,
    "#" * 1024,
    "@" * 1024,
    "?" * 1024,
    "+" * 1024,
    "9" * 1024,
    "A" * 1024,
    "L" * 1024,
    "\0" * 1024,
    "\u00e9" * 1024,
    "\u0663" * 1024,
    "\U0001f552" * 1024,
    "* " * 512,
    "1 " * 512,
    "a " * 512,
    "1," * 512,
    "*/" * 512,
    "1-" * 512,
    "1#" * 512,
    _long("60"),
    _long("61-"),
    _long("*/0"),
    _long("9-1"),
    _long("MON"),
    _long("FOO"),
    _long("1-2-3"),
    _long("5/15"),
    _long("L"),
    _long("!"),
    _long("\t"),
    "61 25 32 13 8 1969 1",
    " ".join([_long("61", "")[:145]] * 7),
    " ".join([_long("x", "")[:145]] * 7),
    " ".join([_long("1-", "")[:145]] * 7),
    _long("15W", " * *", "0 0 "),
    _long("LW", " * *", "0 0 "),
    _long("L-31", " * *", "0 0 "),
    _long("1#6", "", "0 0 * * "),
    _long("mondayy", "", "0 0 * * "),
    _long("JANU", " *", "0 0 * "),
    "@" + "y" * 1023,
    "*" * 1025,
    "1," * 100_000,
)
"""Texts chosen to be slow to refuse."""

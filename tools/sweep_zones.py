"""Check the laws of clock changes at every change of every zone's clock, 1970 to 2037, under every policy.

    python tools/sweep_zones.py                      # about five minutes of one processor
    python tools/sweep_zones.py --shared             # about fifteen
    python tools/sweep_zones.py --every 10           # every tenth change
    python tools/sweep_zones.py --after Asia/Tokyo   # go on behind a zone

The changes are read from the zone files themselves (RFC 9636), not found with the package's help.  Files
that are the same are read once.  Then

* what the package takes for the changes of each zone is compared with them, all of them;
* around each change, expressions that fire in it, at its end, at intervals, densely and on that day
  alone are asked under each policy: the occurrences are those of ``tests/oracle.py``, strictly
  increasing, the same backwards, by `next`, by `previous`, by `count` and by `matches`, and two halves
  add up.  A change that several zones share (the same instant and offsets) is asked about once, or with
  ``--shared`` in each of them.
"""

from __future__ import annotations

import argparse
import multiprocessing
import struct
import sys
import zoneinfo
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import oracle

import cronexpr
from cronexpr._zone import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

EPOCH, END = datetime(1970, 1, 1), datetime(2038, 1, 1)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
AROUND = 5 * HOUR
NO_ZONES = {"Factory", "localtime"}
LISTED = 20


class Found(NamedTuple):
    """One change of a clock: its instant (naive UTC), and the offsets before and after."""

    instant: datetime
    before: timedelta
    after: timedelta


class Sums(NamedTuple):
    """What was done in one zone, and what broke."""

    changes: int
    asked: int
    questions: int
    broken: list[str]


def main() -> int:
    """Sweep, and return whether anything broke."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("zones", nargs="*", help="the zones; all, if none is named")
    parser.add_argument("--every", type=int, default=1, help="ask about every nth change only")
    parser.add_argument("--shared", action="store_true", help="ask in each zone that shares a change")
    parser.add_argument("--after", default="", help="leave out this zone and those before it")
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    files = zone_files()
    print(f"{sum(map(len, files))} zones in {len(files)} different files; tz database {database_version()}")
    total, broken = [0, 0, 0], 0
    with multiprocessing.Pool(args.processes) as pool:
        work = [
            (names[0], own, args.every)
            for names, own in shared_out(files, args.shared)
            if names[0] > args.after and (not args.zones or names[0] in args.zones)
        ]
        for (name, *_), sums in zip(work, pool.imap(sweep, work), strict=True):
            total = [one + other for one, other in zip(total, sums[:3], strict=True)]
            broken += len(sums.broken)
            print(
                f"{name}: {sums.changes} changes, {sums.asked} asked about, {sums.questions} questions",
                flush=True,
            )
            for line in sums.broken[:LISTED]:
                print(f"  BROKEN {line}")
    changes, asked, questions = total
    print(f"{changes:,} changes compared, {asked:,} asked about, {questions:,} questions, {broken} broken")
    return bool(broken)


# -- the zone files --------------------------------------------------------------------------------------


def zone_files() -> list[list[str]]:
    """Return the names of the zones, those of the same file together."""
    by_content: dict[bytes, list[str]] = {}
    for name in sorted(zoneinfo.available_timezones() - NO_ZONES):
        by_content.setdefault(content_of(name), []).append(name)
    return list(by_content.values())


def content_of(name: str) -> bytes:
    """Return the file of the zone *name*, from where `ZoneInfo` takes it."""
    for directory in zoneinfo.TZPATH:
        path = Path(directory, name)
        if path.is_file():
            return path.read_bytes()
    from importlib.resources import files

    return files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()


def database_version() -> str:
    """Return the version of the tz database, if its files tell."""
    for directory in zoneinfo.TZPATH:
        path = Path(directory, "tzdata.zi")
        if path.is_file():
            return path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# version ")
    return "of an unknown version"


@lru_cache(maxsize=2048)
def changes_of(name: str) -> tuple[Found, ...]:
    """Return the changes of the offset of zone *name* from 1970 to 2037, as its file lists them."""
    data = content_of(name)
    # The second block, in 64 bits, follows the first one, in 32.
    start = 44 + block_size(data, 0, 4)
    times, types = struct.unpack_from(">6l", data, start + 20)[3:5]
    at = start + 44
    moments = struct.unpack_from(f">{times}q", data, at)
    kinds = data[at + 8 * times : at + 9 * times]
    offsets = [struct.unpack_from(">lBB", data, at + 9 * times + 6 * kind)[0] for kind in range(types)]
    footer = data[start + 44 + block_size(data, start, 8) :].strip(b"\n")
    found = [
        Found(EPOCH + moment * SECOND, offsets[before] * SECOND, offsets[after] * SECOND)
        # Before the first change it is the first of the types (RFC 9636, section 3.2).
        for moment, (before, after) in zip(moments, pairwise(b"\0" + kinds), strict=True)
        if offsets[before] != offsets[after]
    ]
    listed_until = max(EPOCH, EPOCH + max(moments, default=0) * SECOND)
    if b"," in footer and listed_until < END:
        # A rule for all years to come: its changes are found by walking, hour by hour.
        stretch = oracle.pieces(ZoneInfo(name), listed_until + HOUR, END)
        found += [Found(later.start, earlier.offset, later.offset) for earlier, later in pairwise(stretch)]
    return tuple([change for change in found if EPOCH <= change.instant < END])


def block_size(data: bytes, start: int, width: int) -> int:
    """Return the size of the data behind the header at *start*, whose times have *width* bytes."""
    utc, standard, leaps, times, types, letters = struct.unpack_from(">6l", data, start + 20)
    size: int = times * (width + 1) + types * 6 + letters + leaps * (width + 4) + standard + utc
    return size


def shared_out(files: list[list[str]], shared: bool) -> Iterator[tuple[list[str], list[Found]]]:
    """Yield the names of each file with its changes: unless *shared*, those that no file before it has."""
    seen: set[Found] = set()
    for names in files:
        own = [change for change in changes_of(names[0]) if shared or change not in seen]
        seen.update(own)
        yield names, own


# -- the laws --------------------------------------------------------------------------------------------


def sweep(work: tuple[str, list[Found], int]) -> Sums:
    """Compare all changes of a zone, and ask about every nth of its *own* ones."""
    name, own, every = work
    broken = list(compared(name))
    asked = own[::every]
    questions = 0
    for change in asked:
        for text in texts_for(change):
            for policy in oracle.POLICIES:
                questions += 1
                place = f"{name} {change.instant} {policy} {text!r}"
                broken += [f"{place}: {law}" for law in laws(name, change, text, policy)]
    return Sums(len(changes_of(name)), len(asked), questions, broken)


def compared(name: str) -> Iterator[str]:
    """Yield where the package sees other changes than the file of the zone *name* has."""
    zone = zone_of(ZoneInfo(name))
    theirs = set()
    for change in changes_of(name):
        low, high = sorted((change.instant + change.before, change.instant + change.after))
        theirs.add((low, high, change.after > change.before))
    ours = {
        (change.low.replace(tzinfo=None), change.high.replace(tzinfo=None), change.is_gap)
        for year in range(1970, 2038)
        for change in zone.changes[year]
    }
    for low, high, is_gap in sorted(theirs ^ ours):
        # A wall time of 1970 or 2037 may be an instant of the years around.
        if EPOCH + 48 * HOUR < low < END - 48 * HOUR:
            kind = "gap" if is_gap else "fold"
            fault = "not seen" if (low, high, is_gap) in theirs else "made up"
            yield f"{name}: {kind} {low} to {high}, {fault}"


def texts_for(change: Found) -> list[str]:
    """Return expressions that fire in the change, at its end, at intervals, densely, and on that day only."""
    low, high = sorted((change.instant + change.before, change.instant + change.after))
    middle = low + (high - low) / 2
    return [
        f"{middle.minute} {middle.hour} * * *",
        f"{high.minute} {high.hour} * * *",
        "*/20 * * * *",
        "7,37 0-23 * * *",
        f"*/20 {middle.minute} {middle.hour} * * *",
        f"*/30 {low.hour} {low.day} {low.month} *",
    ]


@lru_cache(maxsize=64)
def _pieces(zone: ZoneInfo, start: datetime, stop: datetime) -> list[oracle.Piece]:
    return _walked(zone, start, stop)


_walked = oracle.pieces
oracle.pieces = _pieces  # One walk for all expressions around a change.


def laws(name: str, change: Found, text: str, policy: str) -> Iterator[str]:
    """Yield the laws that *text* breaks around *change*."""
    zone = ZoneInfo(name)
    start, stop = change.instant - AROUND, change.instant + AROUND
    truth = oracle.zoned_occurrences(text, zone, start, stop, policy)
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    first, middle, last = (aware(instant, zone) for instant in (start, change.instant, stop))
    forwards = [utc(moment) for moment in expr.occurrences(first, last)]
    if forwards != truth:
        yield f"occurrences {spelt(forwards)}, not {spelt(truth)}"
    if [utc(moment) for moment in expr.occurrences(first, last, reverse=True)] != truth[::-1]:
        yield "reverse"
    if any(earlier >= later for earlier, later in pairwise(forwards)):
        yield "order"
    if expr.count(first, last) != len(truth):
        yield "count"
    if expr.count(first, middle) + expr.count(middle, last) != len(truth):
        yield "halves"
    if list(chain_of(expr, first - SECOND / 10**6, stop)) != truth:
        yield "next"
    if list(chain_of(expr, last, start, backwards=True)) != truth[::-1]:
        yield "previous"
    expected = set(truth)
    probes = (
        expected | {moment + SECOND for moment in truth} | {start + number * HOUR / 6 for number in range(60)}
    )
    if any(expr.matches(aware(probe, zone)) != (probe in expected) for probe in probes):
        yield "matches"


def chain_of(
    expr: cronexpr.CronExpression, moment: datetime, end: datetime, backwards: bool = False
) -> Iterator[datetime]:
    """Yield one answer after the other, in naive UTC, until *end*."""
    ask = expr.previous if backwards else expr.next
    while (found := ask(moment)) is not None:
        instant = utc(found)
        if instant < end if backwards else instant >= end:
            return
        yield instant
        moment = found


def aware(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return *instant* (naive UTC) as *zone* shows it."""
    return instant.replace(tzinfo=UTC).astimezone(zone)


def utc(moment: datetime) -> datetime:
    """Return *moment* in naive UTC, the only way to compare moments in a fold."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def spelt(moments: list[datetime]) -> str:
    """Return *moments*, the first few."""
    return " ".join([moment.isoformat() for moment in moments[:4]]) + ("..." if len(moments) > 4 else "")


if __name__ == "__main__":
    sys.exit(main())

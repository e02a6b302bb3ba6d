"""Ask this library and a peer what comes next after every hour of some years, in every zone.

    python tools/compare_hours.py croniter
    python tools/compare_hours.py croner --first 2026 --years 1 --texts 40
    python benchmarks/environments.py && python tools/compare_hours.py croner

Peers: croniter, croniter-rs, cronsim, celery, and npm's croner through node, from ``.venv-peers`` or from the
folder that ``CRONEXPR_NODE_MODULES`` names.  First random texts are
asked about in UTC, those apart that concern a divergence which ``tests/oracles`` knows; then a few plain
ones in every clock of the tz database.  Zones whose clocks show the same in those years are one clock.
Differences are counted, and where the clock changes within a day they are counted apart: there, peers have
rules of their own.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import warnings
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
NODE_MODULES = ROOT / ".venv-peers" / "node" / "node_modules"
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/oracles"), str(ROOT / "tools")]

from peer_texts import plain_texts
from sweep_zones import changes_of, zone_files

import cronexpr
from cronexpr.dialects import EXTENDED, STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable

    from cronexpr import Dialect

    Answers = list[int | None]

EPOCH = datetime(1970, 1, 1)
AWARE_EPOCH = EPOCH.replace(tzinfo=UTC)
HOUR, DAY = 3_600, 86_400
SECOND = timedelta(seconds=1)
SHOWN = 8
ZONED_TEXTS = (
    "*/15 * * * *",
    "0 * * * *",
    "30 2 * * *",
    "0 0 * * *",
    "15 9 * * 1-5",
    "59 23 1,15 * *",
    "30 1 * * 0",
)


class Peer(NamedTuple):
    """Another library: how it is asked, as what this one reads its texts, and what they have in common."""

    ask: Callable[[str, str, list[int]], Answers | None]
    dialect: str | Dialect
    known: str
    texts: dict[str, Any]
    has_zones: bool = True


def main() -> int:
    """Compare, and return whether anything differs for no known reason."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("peer", choices=sorted(PEERS))
    parser.add_argument("--first", type=int, default=2025)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--texts", type=int, default=100)
    parser.add_argument("--clocks", type=int, default=10_000, help="the most clocks to ask about")
    args = parser.parse_args()
    peer = PEERS[args.peer]
    hours = list(range(second_of(args.first), second_of(args.first + args.years), HOUR))
    wrong = compare_texts(peer, args.texts, hours)
    if peer.has_zones:
        wrong += compare_clocks(peer, args.clocks, hours)
    return bool(wrong)


def second_of(year: int) -> int:
    """Return the beginning of *year* in UTC, in seconds since 1970."""
    return (datetime(year, 1, 1) - EPOCH) // SECOND


# -- the comparisons ------------------------------------------------------------------------------------


def compare_texts(peer: Peer, count: int, hours: list[int]) -> int:
    """Compare random texts in UTC and return the number of answers that differ."""
    texts = list(plain_texts(count, **peer.texts))
    plain = [text for text in texts if not is_known(peer, text)]
    asked = wrong = refused = 0
    for text in plain:
        theirs, mine = peer.ask(text, "UTC", hours), ours(peer, text, "UTC", hours)
        if theirs is None and mine is None:
            refused += 1
            continue
        asked += len(hours)
        wrong += told(text, "UTC", hours, mine or [], theirs or [])
    print(
        f"{len(plain):,} of {len(texts):,} texts ({refused} refused by both) x {len(hours):,} hours in UTC: "
        f"{asked:,} answers compared, {wrong} differ",
        flush=True,
    )
    return wrong


def compare_clocks(peer: Peer, most: int, hours: list[int]) -> int:
    """Compare plain texts in every clock and return the number of answers that differ away from changes."""
    clocks = clocks_between(hours[0], hours[-1])
    asked = at_changes = wrong = 0
    for names in islice(clocks.values(), most):
        changes = [(change.instant - EPOCH) // SECOND for change in changes_of(names[0])]
        for text in ZONED_TEXTS:
            theirs, mine = peer.ask(text, names[0], hours) or [], ours(peer, text, names[0], hours) or []
            away = [place for place, hour in enumerate(hours) if not is_near(hour, mine[place], changes)]
            asked += len(hours)
            found = sum(one != other for one, other in zip(mine, theirs, strict=True))
            far = told(
                text,
                names[0],
                [hours[place] for place in away],
                [mine[place] for place in away],
                [theirs[place] for place in away],
            )
            wrong += far
            at_changes += found - far
    zones = sum(len(names) for names in islice(clocks.values(), most))
    print(
        f"{len(ZONED_TEXTS)} texts x {len(hours):,} hours x {min(most, len(clocks))} clocks ({zones} zones): "
        f"{asked:,} answers compared, {at_changes} differ at clock changes, {wrong} elsewhere"
    )
    return wrong


def clocks_between(first: int, last: int) -> dict[object, list[str]]:
    """Return the zones by what their clocks show from a month before *first* to a month after *last*."""
    clocks: dict[object, list[str]] = {}
    start, stop = EPOCH + first * SECOND - 31 * DAY * SECOND, EPOCH + last * SECOND + 31 * DAY * SECOND
    for names in zone_files():
        offset = start.replace(tzinfo=UTC).astimezone(ZoneInfo(names[0])).utcoffset()
        changes = tuple([change for change in changes_of(names[0]) if start <= change.instant < stop])
        clocks.setdefault((offset, changes), []).extend(names)
    return clocks


def is_near(hour: int, answer: int | None, changes: list[int]) -> bool:
    """Return whether the clock changes within a day of *hour*, of *answer*, or between them."""
    last = hour if answer is None else answer
    return any(hour - DAY <= change <= last + DAY for change in changes)


def is_known(peer: Peer, text: str) -> bool:
    """Return whether *text* concerns a divergence that ``tests/oracles`` tells about."""
    if not peer.known:
        return False
    module, _, name = peer.known.partition(":")
    found = getattr(importlib.import_module(module), name)
    return any(divergence.concerns(text) for divergence in found)


def told(text: str, zone: str, hours: list[int], mine: Answers, theirs: Answers) -> int:
    """Print the first differences, and return how many there are."""
    differing = [row for row in zip(hours, mine, theirs, strict=True) if row[1] != row[2]]
    for row in differing[:SHOWN]:
        shown = [moment and str(EPOCH + moment * SECOND) for moment in row]
        print(f"  {text!r} in {zone} after {shown[0]}: {shown[1]}, the peer {shown[2]}")
    return len(differing)


# -- those who are asked --------------------------------------------------------------------------------


def ours(peer: Peer, text: str, zone: str, hours: list[int]) -> Answers | None:
    """Return this library's answers in seconds since 1970, or None where it refuses the text."""
    try:
        expr = cronexpr.parse(text, dialect=peer.dialect, tz=zone)
    except cronexpr.CronSyntaxError:
        return None
    return [seconds(expr.next(moment)) for moment in moments(zone, tuple(hours))]


@lru_cache(maxsize=2)
def moments(zone: str, hours: tuple[int, ...]) -> list[datetime]:
    """Return *hours* as *zone* shows them."""
    tz = ZoneInfo(zone)
    return [datetime.fromtimestamp(hour, tz) for hour in hours]


def seconds(moment: datetime | None) -> int | None:
    """Return *moment* in seconds since 1970."""
    if moment is None:
        return None
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - AWARE_EPOCH) // SECOND


def peer_module(name: str) -> Any:
    """Import a peer without its warnings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module(name)


def ask_croniter(text: str, zone: str, hours: list[int], module: str = "croniter") -> Answers | None:
    """Ask croniter, or its translation into Rust."""
    peer, asked = peer_module(module), moments(zone, tuple(hours))
    try:
        schedule = peer.croniter(text, asked[0], datetime)
    except ValueError:
        return None
    found: Answers = []
    for moment in asked:
        try:
            found.append(seconds(schedule.get_next(datetime, moment)))
        except ValueError:
            found.append(None)
    return found


def ask_croniter_rs(text: str, zone: str, hours: list[int]) -> Answers | None:
    """Ask croniter-rs, whose answers are naive."""
    return ask_croniter(text, zone, hours, "croniter_rs")


def ask_cronsim(text: str, zone: str, hours: list[int]) -> Answers | None:
    """Ask cronsim."""
    peer = peer_module("cronsim")
    try:
        return [seconds(next(peer.CronSim(text, moment), None)) for moment in moments(zone, tuple(hours))]
    except peer.CronSimError:
        return None


def ask_celery(text: str, zone: str, hours: list[int]) -> Answers | None:
    """Ask Celery's ``crontab`` when it is due, as its beat does."""
    schedules = peer_module("celery.schedules")
    app = peer_module("celery").Celery(set_as_current=False)
    app.conf.timezone, app.conf.enable_utc = zone, True
    now = AWARE_EPOCH  # What `nowfun` tells: the loop below moves it.
    names = ("minute", "hour", "day_of_month", "month_of_year", "day_of_week")
    try:
        schedule = schedules.crontab(
            **dict(zip(names, text.split(), strict=True)), app=app, nowfun=lambda: now
        )
    except (ValueError, schedules.ParseException):
        return None
    found: Answers = []
    for now in moments("UTC", tuple(hours)):
        found.append(seconds(now + schedule.remaining_estimate(now)))
    return found


NODE = """
const { createRequire } = require("module");
const { Cron } = createRequire(require("path").resolve(process.env.CRONEXPR_NODE_MODULES) + "/")("croner");
const { text, zone, hours } = JSON.parse(require("fs").readFileSync(0, "utf8"));
let answers = null;
try {
  const schedule = new Cron(text, { timezone: zone, paused: true });
  const found = hours.map((hour) => schedule.nextRun(new Date(hour * 1000)));
  answers = found.map((moment) => moment && moment / 1000);
} catch {}
console.log(JSON.stringify(answers));
"""


def ask_croner(text: str, zone: str, hours: list[int]) -> Answers | None:
    """Ask npm's croner."""
    question = json.dumps({"text": text, "zone": zone, "hours": hours})
    answer = subprocess.run(
        ["node", "-e", NODE],  # noqa: S607 (whichever node there is)
        input=question,
        env={"CRONEXPR_NODE_MODULES": str(NODE_MODULES), **os.environ, "TZ": "UTC"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: Answers | None = json.loads(answer.stdout)
    return found


DEBIAN = EXTENDED.replace(name="as cronsim", star_test="first-char", start_steps=True)
PEERS = {
    "croniter": Peer(
        ask_croniter,
        "croniter",
        "test_python_libraries:CRONITER",
        {"days": ("l",), "weekdays": ("5#2", "l5"), "start_steps": True, "wraps": True},
    ),
    "croniter-rs": Peer(ask_croniter_rs, "croniter", "test_python_libraries:CRONITER", {}, has_zones=False),
    "cronsim": Peer(
        ask_cronsim,
        DEBIAN,
        "test_python_libraries:CRONSIM",
        {"days": ("L", "LW"), "weekdays": ("5#2", "5L"), "start_steps": True, "top_weekday": 7},
    ),
    "celery": Peer(ask_celery, "celery", "test_python_libraries:CELERY", {}),
    "croner": Peer(
        ask_croner, STANDARD, "", {"days": ("L",), "weekdays": ("5#2", "5L"), "start_steps": True}
    ),
}

if __name__ == "__main__":
    sys.exit(main())

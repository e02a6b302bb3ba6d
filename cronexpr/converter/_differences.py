"""What two dialects do differently with the same times: at clock changes, on shared dates, by whose clock."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

from cronexpr._arguments import moment_or_now
from cronexpr._calendar import MAX_YEAR
from cronexpr._search import matches_wall
from cronexpr._zone import zone_of, zone_token
from cronexpr._zoned import POLICIES, zoned_plan
from cronexpr.errors import Problem
from cronexpr.fields import HOUR, MINUTE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from cronexpr._zone import Change
    from cronexpr._zoned import DstPolicy
    from cronexpr.expression import CronExpression

_HORIZON = 28  # years to look ahead: then dates, weekdays and clock changes come round again
_GAP = {
    True: "runs a job whose time is skipped once, right after the gap",
    False: "does not run a job whose time is skipped",
}
# No policy has Celery's rule: crontab() counts on to the wall time as if there were no gap (seen in 5.7).
_GAP_IN_CELERY = "runs it once, later by as much as the clock jumps"
_FOLD = {
    (True, False): "runs it in the first pass only",
    (False, True): "runs it in the second pass only",
    (True, True): "runs it in both passes",
}

CLOCKS = {
    "vixie": "the system's time zone",
    "cronie": "the system's time zone, or that of a CRON_TZ line above the entry",
    "quartz": "the trigger's time zone, by default the JVM's",
    "spring": "the time zone of @Scheduled(zone=...), by default the server's",
    "aws": "UTC in rules; the schedule's own time zone in EventBridge Scheduler",
    "kubernetes": "the time zone of .spec.timeZone, by default the controller's",
    "github": "UTC, or the time zone of the timezone key beside cron",
    "jenkins": "the controller's time zone, or that of a TZ line above the entries",
    "azure": "UTC, or the time zone of the WEBSITE_TIME_ZONE setting",
    "google": "the job's time zone, by default Etc/UTC",
    "celery": "the app's timezone, by default UTC",
    "croniter": "the time zone of the start time",
}
"""By whose clock each scheduler runs; an expression here has its own, or the caller's."""


def find_differences(expr: CronExpression, lines: list[CronExpression]) -> tuple[Problem, ...]:
    """Return what *lines*, which together mean what *expr* means, do otherwise in their dialect."""
    return (*_at_clock_changes(expr, lines[0]), *_common_dates(lines), *_clock(expr, lines[0]))


def _at_clock_changes(expr: CronExpression, line: CronExpression) -> Iterator[Problem]:
    if not expr.is_satisfiable or isinstance(zone_token(expr.tz), timedelta):
        return
    ours, theirs = _rule(expr), _rule(line)
    names = (expr.dst, line.dialect.name)
    changes = None if expr.tz is None else list(_changes(expr, expr.tz))
    # Without a zone nobody knows whether a clock change ever meets a run.
    spring, autumn = [
        f"where the clocks go {way}{' at that time' if changes is None else ''}"
        for way in ("forward", "back")
    ]
    if line.dialect.name == "celery":
        # Of every hour, what is skipped falls on the next run: hardly anywhere is a gap not a whole hour.
        if expr.plan.hours != HOUR.full_mask and _has_gap(changes):
            yield _told("CNV101", spring, names, _GAP[ours[0]], _GAP_IN_CELERY)
    elif ours[0] != theirs[0] and not _is_every_minute(expr) and _has_gap_that_matters(expr, changes):
        yield _told("CNV101", spring, names, _GAP[ours[0]], _GAP[theirs[0]])
    if ours[1] != theirs[1] and _has_fold(changes):
        yield _told("CNV102", autumn, names, _FOLD[ours[1]], _FOLD[theirs[1]])


def _changes(expr: CronExpression, tz: tzinfo) -> Iterator[Change]:
    """Yield the clock changes of the coming years that fall on an occurrence's wall time."""
    zone = zone_of(tz)
    plan = zoned_plan(expr.plan, tz, expr.dst, expr.is_interval)
    now = moment_or_now(None, tz)
    for year in range(now.year, min(now.year + _HORIZON, MAX_YEAR)):
        hit = {cut.low for cut in plan.cuts[year]}
        yield from [change for change in zone.changes[year] if change.low in hit and change.high > now]


# Without a zone, any clock may be meant.


def _has_gap(changes: list[Change] | None) -> bool:
    return changes is None or any(change.is_gap for change in changes)


def _has_gap_that_matters(expr: CronExpression, changes: list[Change] | None) -> bool:
    # What ends a gap may be an occurrence anyway.
    return changes is None or any(
        change.is_gap and not matches_wall(expr.plan, change.high) for change in changes
    )


def _has_fold(changes: list[Change] | None) -> bool:
    return changes is None or not all(change.is_gap for change in changes)


def _rule(expr: CronExpression) -> tuple[bool, tuple[bool, bool]]:
    policy: DstPolicy = POLICIES[expr.dst]
    kind = expr.is_interval
    return policy.gap[kind], (policy.first[kind], policy.second[kind])


def _is_every_minute(expr: CronExpression) -> bool:
    # What ends a gap is an occurrence anyway.
    plan = expr.plan
    return plan.hours == HOUR.full_mask and plan.minutes == MINUTE.full_mask and plan.seconds & 1 == 1


def _told(code: str, when: str, names: tuple[str, str], ours: str, theirs: str) -> Problem:
    message = f"{when}, the policy {names[0]} {ours}; {names[1]} {theirs}"
    return Problem(code, "warning", message)


def _common_dates(lines: list[CronExpression]) -> Iterator[Problem]:
    for one, other in combinations(lines, 2):
        if one.overlaps(other):
            message = f"the lines {one.source} and {other.source} share dates: the job then runs twice"
            yield Problem("CNV103", "warning", message)


def _clock(expr: CronExpression, line: CronExpression) -> Iterator[Problem]:
    name = line.dialect.name
    if name in CLOCKS and name != expr.dialect.name:
        yield Problem("CNV104", "info", f"{name} runs by {CLOCKS[name]}")

"""Real zones, drawn near the nights on which their clocks change, against the oracle."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import oracle
import strategies
from dateutil import tz as dateutil_tz
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from strategies import aware, in_utc

import cronexpr

Case = tuple[tzinfo, datetime]

policies = st.sampled_from(("vixie", "vixie", *oracle.POLICIES))
hours = st.sampled_from((1, 3, 8, 26, 60))
BERLIN = ZoneInfo("Europe/Berlin")
few = settings(max_examples=settings().max_examples // 3)
many = settings(max_examples=settings().max_examples * 3)


@many
@given(text=strategies.night_expressions(), case=strategies.zoned_instants(), length=hours, policy=policies)
@example("30 2 * * *", (BERLIN, datetime(2025, 3, 30, 1)), 1, "vixie")
@example("*/30 * * * *", (BERLIN, datetime(2025, 10, 26)), 3, "quartz")
@example("0 0 * * *", (ZoneInfo("America/Juneau"), datetime(1867, 10, 18)), 60, "vixie")
@example("*/20 * * * *", (ZoneInfo("America/Juneau"), datetime(1867, 10, 18)), 60, "quartz")
@example("0 0 * * *", (ZoneInfo("Africa/Monrovia"), datetime(1972, 1, 7)), 3, "vixie")
@example("0 12 * * *", (ZoneInfo("Pacific/Apia"), datetime(2011, 12, 29)), 60, "cronos")
def test_occurrences_are_those_of_the_oracle(text: str, case: Case, length: int, policy: str) -> None:
    zone, start = case
    stop = start + timedelta(hours=length)
    found = list(cronexpr.parse(text, tz=zone, dst=policy).occurrences(aware(start, zone), aware(stop, zone)))
    assert [in_utc(moment) for moment in found] == oracle.zoned_occurrences(text, zone, start, stop, policy)
    for moment in found:
        assert type(moment) is datetime
        assert moment.tzinfo is zone
        # A real instant survives the way to UTC and back.
        assert aware(in_utc(moment), zone).replace(tzinfo=None) == moment.replace(tzinfo=None)


@given(text=strategies.night_expressions(), case=strategies.zoned_instants(), length=hours, policy=policies)
def test_repeated_next_walks_strictly_forward_through_the_occurrences(
    text: str, case: Case, length: int, policy: str
) -> None:
    zone, start = case
    stop = start + timedelta(hours=length)
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    walked: list[datetime] = []
    moment = expr.next(aware(start, zone), inclusive=True)
    while moment is not None and in_utc(moment) < stop and len(walked) < 300:
        assert not walked or walked[-1] < in_utc(moment)
        walked.append(in_utc(moment))
        moment = expr.next(moment)
    assert walked == oracle.zoned_occurrences(text, zone, start, stop, policy)[:300]


@given(text=strategies.night_expressions(), case=strategies.zoned_instants(), length=hours, policy=policies)
def test_repeated_previous_walks_the_same_way_back(text: str, case: Case, length: int, policy: str) -> None:
    zone, start = case
    stop = start + timedelta(hours=length)
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    walked: list[datetime] = []
    moment = expr.previous(aware(stop, zone))
    while moment is not None and in_utc(moment) >= start and len(walked) < 300:
        assert not walked or walked[-1] > in_utc(moment)
        walked.append(in_utc(moment))
        moment = expr.previous(moment)
    assert walked == oracle.zoned_occurrences(text, zone, start, stop, policy)[::-1][:300]


@given(text=strategies.night_expressions(), case=strategies.zoned_instants(), length=hours, policy=policies)
def test_reverse_is_the_same_set_backwards(text: str, case: Case, length: int, policy: str) -> None:
    zone, start = case
    stop = start + timedelta(hours=length)
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    found = [
        in_utc(moment) for moment in expr.occurrences(aware(start, zone), aware(stop, zone), reverse=True)
    ]
    assert found == oracle.zoned_occurrences(text, zone, start, stop, policy)[::-1]


@given(
    text=strategies.night_expressions(),
    case=strategies.zoned_instants(),
    lengths=st.tuples(hours, hours),
    policy=policies,
)
@example("0,30 * * * *", (ZoneInfo("America/Tijuana"), datetime(1922, 1, 1, 6, 55)), (1, 26), "vixie")
def test_count_is_their_number_and_adjacent_ranges_add_up(
    text: str, case: Case, lengths: tuple[int, int], policy: str
) -> None:
    zone, start = case
    middle = start + timedelta(hours=lengths[0])
    stop = middle + timedelta(hours=lengths[1])
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    bounds = [aware(instant, zone) for instant in (start, middle, stop)]
    assert expr.count(bounds[0], bounds[2]) == len(oracle.zoned_occurrences(text, zone, start, stop, policy))
    assert expr.count(*bounds[:2]) + expr.count(*bounds[1:]) == expr.count(bounds[0], bounds[2])


@few
@given(
    times=st.sampled_from(("0 30 2", "0 0 0", "0 30 0", "0 59 23", "0 15 1,13")),
    years=st.sets(st.integers(-1, 2), min_size=1),
    case=strategies.zoned_instants(),
    policy=policies,
)
def test_years_that_are_not_named_are_passed_by(times: str, years: set[int], case: Case, policy: str) -> None:
    zone, start = case
    assume(start.year > 1970)  # the first year of the standard
    stop = start + timedelta(days=800)
    text = f"{times} * * * {','.join(str(start.year + year) for year in years)}"
    expected = oracle.zoned_occurrences(text, zone, start, stop, policy)
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    low, high = aware(start, zone), aware(stop, zone)
    assert [in_utc(moment) for moment in expr.occurrences(low, high)] == expected
    assert [in_utc(moment) for moment in expr.occurrences(low, high, reverse=True)] == expected[::-1]
    assert expr.count(low, high) == len(expected)
    for found, wanted in (
        (expr.next(low, inclusive=True), expected[:1]),
        (expr.previous(high), expected[-1:]),
    ):
        assert not wanted or (found is not None and in_utc(found) == wanted[0])


@given(text=strategies.night_expressions(), case=strategies.zoned_instants(), policy=policies)
def test_matches_holds_exactly_for_the_occurrences(text: str, case: Case, policy: str) -> None:
    zone, middle = case
    start = middle.replace(minute=0, second=0, microsecond=0) - timedelta(hours=2)
    stop = start + timedelta(hours=5)
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    expected = set(oracle.zoned_occurrences(text, zone, start, stop, policy))
    quarters = {start + timedelta(minutes=15) * n for n in range(20)}
    for instant in quarters | set(sorted(expected)[:100]):
        assert expr.matches(aware(instant, zone)) is (instant in expected), instant
        assert (instant.replace(tzinfo=UTC) in expr) is (instant in expected), instant
        assert not expr.matches(aware(instant + timedelta.resolution, zone))


@given(text=strategies.night_expressions(), case=strategies.zoned_instants(), policy=policies)
def test_the_answer_depends_only_on_the_instant_of_the_argument(text: str, case: Case, policy: str) -> None:
    zone, instant = case
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    moment = aware(instant, zone)
    offset = moment.replace(tzinfo=None) - instant
    others: list[tzinfo] = [UTC, timezone(offset), BERLIN, ZoneInfo("Pacific/Apia"), dateutil_tz.UTC]
    for after in [moment, *(aware(instant, other) for other in others)]:
        for answer, expected in (
            (expr.next(after), expr.next(moment)),
            (expr.previous(after), expr.previous(moment)),
            (expr.next(after, inclusive=True), expr.next(moment, inclusive=True)),
        ):
            assert answer is not None
            assert expected is not None
            assert in_utc(answer) == in_utc(expected)
            assert answer.tzinfo is zone
        assert expr.matches(after) is expr.matches(moment)


@given(text=strategies.night_expressions(), case=strategies.zoned_instants(), length=hours)
def test_without_a_zone_the_argument_brings_its_own(text: str, case: Case, length: int) -> None:
    zone, start = case
    stop = start + timedelta(hours=length)
    bounds = aware(start, zone), aware(stop, zone)
    found = list(cronexpr.parse(text).occurrences(*bounds))
    assert [in_utc(moment) for moment in found] == oracle.zoned_occurrences(text, zone, start, stop)
    assert all(moment.tzinfo is zone for moment in found)
    assert cronexpr.parse(text).count(*bounds) == len(found)
    assert cronexpr.parse(text).next(bounds[0]) == cronexpr.parse(text, tz=zone).next(bounds[0])


@few
@given(text=strategies.sparse_expressions(), case=strategies.zoned_instants(), policy=policies)
def test_rare_days_are_found_a_year_ahead_and_back(text: str, case: Case, policy: str) -> None:
    zone, instant = case
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    reach = timedelta(days=400)
    ahead = oracle.zoned_occurrences(text, zone, instant + timedelta.resolution, instant + reach, policy)
    answer = expr.next(aware(instant, zone))
    if ahead:
        assert answer is not None
        assert in_utc(answer) == ahead[0]
    else:
        assert answer is None or in_utc(answer) >= instant + reach
    behind = oracle.zoned_occurrences(text, zone, instant - reach, instant, policy)
    answer = expr.previous(aware(instant, zone))
    if behind:
        assert answer is not None
        assert in_utc(answer) == behind[-1]
    else:
        assert answer is None or in_utc(answer) < instant - reach


@few
@given(text=strategies.night_expressions(), case=strategies.zoned_instants(), policy=policies)
def test_an_unbounded_walk_begins_like_a_bounded_one(text: str, case: Case, policy: str) -> None:
    zone, start = case
    expr = cronexpr.parse(text, tz=zone, dst=policy)
    expected = oracle.zoned_occurrences(text, zone, start, start + timedelta(days=40), policy)[:50]
    walk = expr.occurrences(aware(start, zone))
    assert [in_utc(moment) for moment, _ in zip(walk, expected, strict=False)] == expected
    later = [instant for instant in expected if instant > start][:10]
    assert [in_utc(moment) for moment in expr.upcoming(len(later), aware(start, zone))] == later

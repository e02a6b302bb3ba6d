"""The search over the plain calendar, against the oracle."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice, takewhile

import oracle
import strategies
from hypothesis import assume, example, given
from hypothesis import strategies as st

import cronexpr

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _years_to_search(text: str) -> int:
    return 41 if oracle.read(text).years is None else 10_000


@st.composite
def _windows(draw: st.DrawFn) -> tuple[str, datetime, datetime]:
    """Draw an expression, and a window no longer than its density allows."""
    text, start = draw(strategies.expressions()), draw(strategies.wall_times())
    a_day = len(oracle.times_of_day(oracle.read(text)))
    lengths = [timedelta(0), HOUR, 26 * HOUR] if a_day > 2_000 else [DAY, 3 * DAY, 40 * DAY]
    if a_day <= 6:
        lengths = [40 * DAY, 400 * DAY, 3_000 * DAY]
    length = draw(st.sampled_from(lengths))
    assume(start <= datetime.max - length)
    return text, start, start + length


@given(text=strategies.expressions(), after=strategies.wall_times())
@example("0 0 29 2 *", datetime(2096, 3, 1))  # 2100 is not a leap year
@example("0 0 29 2 +MON", datetime(2100, 1, 1))
@example("* * * * *", datetime(9999, 12, 31, 23, 59, 30))
@example("0 0 31W 2-3 *", datetime(2024, 1, 31))
@example("0 0 1W * *", datetime(2024, 5, 31))
@example("59 59 23 31 12 * 2199", datetime(2199, 12, 31, 23, 59, 59))
def test_next_is_the_first_match_after(text: str, after: datetime) -> None:
    assert cronexpr.parse(text).next(after) == oracle.first_match(text, after, years=_years_to_search(text))


@given(text=strategies.sparse_expressions(), after=strategies.wall_times())
def test_next_finds_rare_days(text: str, after: datetime) -> None:
    assert cronexpr.parse(text).next(after) == oracle.first_match(text, after)


_YEARS_AROUND = st.datetimes(datetime(2012, 1, 1), datetime(2042, 1, 1))


@given(text=strategies.yearly_expressions(), moment=_YEARS_AROUND)
def test_years_that_are_not_named_are_passed_by(text: str, moment: datetime) -> None:
    expr = cronexpr.parse(text)
    assert expr.next(moment) == oracle.first_match(text, moment, years=30)
    assert expr.previous(moment) == oracle.last_match(text, moment, years=30)
    stop = datetime(2045, 1, 1)
    occurrences = oracle.naive_occurrences(text, moment, stop)
    assert list(expr.occurrences(moment, stop)) == occurrences
    assert expr.count(moment, stop) == len(occurrences)


@given(text=strategies.expressions(), before=strategies.wall_times())
@example("0 0 29 2 *", datetime(2104, 2, 29))
@example("* * * * *", datetime(1, 1, 1, 0, 0, 30))
@example("0 0 L-30 * *", datetime(2024, 3, 1))
@example("0 0 0 1 1 * 1970", datetime(1970, 1, 1))
@example("10,30 0 9 * * *", datetime(2026, 11, 27, 9, 0, 30, 500_000))  # the started second has struck
def test_previous_is_the_last_match_before(text: str, before: datetime) -> None:
    assert cronexpr.parse(text).previous(before) == oracle.last_match(
        text, before, years=_years_to_search(text)
    )


@given(text=strategies.sparse_expressions(), before=strategies.wall_times())
def test_previous_finds_rare_days(text: str, before: datetime) -> None:
    assert cronexpr.parse(text).previous(before) == oracle.last_match(text, before)


@given(window=_windows())
@example(("* * 23 * * *", datetime(1970, 1, 1, 22), datetime(1970, 1, 2)))
@example(("30 */20 0,23 * * *", datetime(1970, 1, 1), datetime(1970, 1, 3)))
@example(("0,30 0 0,12 * * *", datetime(2026, 1, 1), datetime(2026, 1, 4)))
@example(("0,30 0 12 * * *", datetime(2026, 1, 1), datetime(2026, 1, 4)))
@example(("0 0 29 2 *", datetime(2000, 1, 1), datetime(2001, 1, 1)))  # the last of the 400 years
@example(("0 0 29 2 *", datetime(1997, 1, 1), datetime(2000, 3, 1)))
@example(("0 0 31 12 +MON", datetime(1990, 1, 1), datetime(2008, 1, 1)))  # 2001 begins the next 400 years
def test_occurrences_are_the_matches_from_start_up_to_stop(window: tuple[str, datetime, datetime]) -> None:
    text, start, stop = window
    assert list(cronexpr.parse(text).occurrences(start, stop)) == oracle.naive_occurrences(text, start, stop)


@given(window=_windows())
def test_occurrences_in_reverse_are_the_same_set_backwards(window: tuple[str, datetime, datetime]) -> None:
    text, start, stop = window
    backwards = list(cronexpr.parse(text).occurrences(start, stop, reverse=True))
    assert backwards == oracle.naive_occurrences(text, start, stop)[::-1]


@given(window=_windows(), cut=st.floats(0, 1))
def test_counts_of_adjacent_ranges_add_up(window: tuple[str, datetime, datetime], cut: float) -> None:
    text, start, stop = window
    middle = start + (stop - start) * cut
    expr = cronexpr.parse(text)
    assert expr.count(start, stop) == len(oracle.naive_occurrences(text, start, stop))
    assert expr.count(start, middle) + expr.count(middle, stop) == expr.count(start, stop)


@given(text=strategies.sparse_expressions(), start=strategies.wall_times())
def test_count_agrees_with_the_dates_of_forty_years(text: str, start: datetime) -> None:
    assume(start.year < 9900)
    stop = start.replace(year=start.year + 40, day=1)
    assert cronexpr.parse(text).count(start, stop) == len(oracle.naive_occurrences(text, start, stop))


@given(window=_windows())
def test_repeated_next_walks_the_occurrences(window: tuple[str, datetime, datetime]) -> None:
    text, start, stop = window
    expr = cronexpr.parse(text)
    walked: list[datetime] = []
    moment = expr.next(start, inclusive=True)
    while moment is not None and moment < stop and len(walked) < 300:
        walked.append(moment)
        moment = expr.next(moment)
    assert walked == oracle.naive_occurrences(text, start, stop)[:300]


@given(window=_windows())
def test_repeated_previous_walks_the_occurrences_backwards(window: tuple[str, datetime, datetime]) -> None:
    text, start, stop = window
    expr = cronexpr.parse(text)
    walked: list[datetime] = []
    moment = expr.previous(stop)
    while moment is not None and moment >= start and len(walked) < 300:
        walked.append(moment)
        moment = expr.previous(moment)
    assert walked == oracle.naive_occurrences(text, start, stop)[::-1][:300]


@given(text=strategies.expressions(), wall=strategies.wall_times())
def test_matches_exactly_what_the_oracle_matches(text: str, wall: datetime) -> None:
    expr = cronexpr.parse(text)
    assert expr.matches(wall) is oracle.read(text).has(wall)
    assert (wall in expr) is oracle.read(text).has(wall)
    following = expr.next(wall)
    if following is not None:
        assert expr.matches(following)
        assert not expr.matches(following + timedelta.resolution)
        assert expr.next(following, inclusive=True) == following == expr.previous(following, inclusive=True)


@given(text=strategies.expressions(), start=strategies.wall_times())
def test_an_unbounded_walk_begins_like_a_bounded_one(text: str, start: datetime) -> None:
    expr = cronexpr.parse(text)
    forward = list(islice(expr.occurrences(start), 40))
    if forward:
        assert forward == list(takewhile(lambda t: t <= forward[-1], expr.occurrences(start, datetime.max)))
    assert (
        list(expr.upcoming(40, start)) == [moment for moment in forward if moment != start]
        or len(forward) == 40
    )
    backward = list(islice(expr.occurrences(stop=start, reverse=True), 40))
    assert backward == sorted(backward, reverse=True)
    assert backward[:1] == [moment for moment in (expr.previous(start),) if moment is not None]

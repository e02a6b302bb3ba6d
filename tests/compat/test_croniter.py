"""croniter's interface as its users use it: each test is a way some scheduler calls it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytz
from dateutil import tz as dateutil_tz

from cronexpr import CronError, CronSyntaxError
from cronexpr.compat.croniter import (
    CroniterBadCronError,
    CroniterBadDateError,
    CroniterBadTypeRangeError,
    CroniterError,
    CroniterNotAlphaError,
    CroniterUnsupportedSyntaxError,
    croniter,
    croniter_range,
)

UTC = timezone.utc
BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
START = datetime(2026, 11, 22, 12, 30)


def in_utc(moments: list[datetime]) -> list[str]:
    # Times in one zone do not compare as instants (PEP 495).
    return [moment.astimezone(UTC).strftime("%d %H:%M") for moment in moments]


# -- Airflow: naive times in, the field lists read --------------------------------------------------------


def test_airflow_asks_for_the_next_and_the_previous_of_a_naive_time() -> None:
    schedule = croniter("0 0 * * *", start_time=START)
    assert schedule.get_next(datetime) == datetime(2026, 11, 23)
    assert croniter("0 0 * * *", start_time=START).get_prev(datetime) == datetime(2026, 11, 22)


def test_airflow_sees_whether_a_schedule_runs_every_hour() -> None:
    assert croniter("30 * * * *").expanded[1] == ["*"]
    assert croniter("30 */2 * * *").expanded[1] != ["*"]


def test_airflow_sees_whether_a_schedule_has_seconds() -> None:
    assert len(croniter("0 0 * * *").expanded) == 5
    assert len(croniter("0 0 * * * 30").expanded) > 5


@pytest.mark.parametrize("text", ["", "a b c", "61 * * * *", "* * * * * * * *", "@reboot"])
def test_airflow_catches_what_cannot_be_read(text: str) -> None:
    with pytest.raises(CroniterBadCronError) as caught:
        croniter(text)
    assert isinstance(caught.value, CronSyntaxError)
    assert caught.value.problems


def test_airflow_catches_what_never_fires() -> None:
    schedule = croniter("0 0 31 2 *", START)
    with pytest.raises(CroniterBadDateError, match="failed to find next date"):
        schedule.get_next(datetime)
    with pytest.raises(CroniterBadDateError, match="failed to find prev date"):
        schedule.get_prev(datetime)


# -- Dagster: a subclass that remembers `expand`; nth weekdays; ranges ------------------------------------


class Remembering(croniter):
    @classmethod
    @lru_cache(maxsize=128)
    def expand(  # type: ignore[override]
        cls, *args: Any, **kwargs: Any
    ) -> Any:
        return super().expand(*args, **kwargs)


def test_dagster_overrides_expand_in_a_subclass() -> None:
    Remembering.expand.cache_clear()
    for _ in range(2):
        expanded, nth_weekday_of_month, *_ = Remembering.expand("0 0 * * 5#2,L1")
    assert Remembering.expand.cache_info().hits == 1
    assert expanded == [[0], [0], ["*"], ["*"], [1, 5]]
    assert nth_weekday_of_month == {5: {2}, 1: {"l"}}
    assert Remembering.is_valid("0 0 * * *")
    assert Remembering("0 0 * * *", START).get_next(datetime) == datetime(2026, 11, 23)


def test_what_expand_answers_belongs_to_the_caller() -> None:
    croniter.expand("1,2 * * * *")[0][0].append(3)
    assert croniter.expand("1,2 * * * *")[0][0] == [1, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* * * * *", [["*"], ["*"], ["*"], ["*"], ["*"]]),
        ("*/20 9-17/4 1,15 jan-mar mon-fri", [[0, 20, 40], [9, 13, 17], [1, 15], [1, 2, 3], [1, 2, 3, 4, 5]]),
        ("0 0 7,l * *", [[0], [0], [7, "l"], ["*"], ["*"]]),
        ("0 0 29-l * *", [[0], [0], [29, 30, 31], ["*"], ["*"]]),
        ("0 0 15w * *", [[0], [0], [15], ["*"], ["*"]]),
        ("0 22-2 * nov-feb fri-mon", [[0], [0, 1, 2, 22, 23], ["*"], [1, 2, 11, 12], [0, 1, 5, 6]]),
        ("0 0 ? * 7", [[0], [0], ["*"], ["*"], [0]]),
        ("0-59 0-23 1-31 1-12 0-6", [["*"], ["*"], list(range(1, 32)), ["*"], list(range(7))]),
        ("0 0 1-31 * *", [[0], [0], ["*"], ["*"], ["*"]]),
        ("0 0 * * * */30", [[0], [0], ["*"], ["*"], ["*"], [0, 30]]),
        ("0 0 1 1 * 0 2026-2028", [[0], [0], [1], [1], ["*"], [0], [2026, 2027, 2028]]),
        ("5/20 * * * *", [[5, 25, 45], ["*"], ["*"], ["*"], ["*"]]),
        ("@Weekly", [[0], [0], ["*"], ["*"], [0]]),
        (" 0\t0  *\n* *\n", [[0], [0], ["*"], ["*"], ["*"]]),
    ],
)
def test_fields_are_expanded_to_lists(text: str, expected: list[list[int | str]]) -> None:
    assert croniter.expand(text)[0] == expected
    assert croniter(text).expanded == expected


def test_the_other_views_of_the_fields() -> None:
    schedule = croniter("0 0 W15 JAN Mon * 2027")
    assert schedule.expressions == ["0", "0", "w15", "jan", "mon", "*", "2027"]
    assert schedule.fields == (0, 1, 2, 3, 4, 5, 6)
    assert schedule.nearest_weekday == {15}
    assert croniter("0 0 * * mon-wed#2").nth_weekday_of_month == {1: {2}, 2: {2}, 3: {2}}


@pytest.mark.parametrize("text", ["0 0 * * xyz-wed#2", "0 0 * * 8-9#2"])
def test_nth_of_an_impossible_range_is_refused(text: str) -> None:
    assert not croniter.is_valid(text)


def test_dagster_walks_a_range() -> None:
    found = list(croniter_range(datetime(2026, 1, 1), datetime(2026, 1, 3), "0 0 * * *"))
    assert found == [datetime(2026, 1, day) for day in (1, 2, 3)]


@pytest.mark.parametrize(
    ("start", "stop", "options", "days"),
    [
        (1, 3, {"exclude_ends": True}, [2]),
        (3, 1, {}, [3, 2, 1]),
        (3, 1, {"exclude_ends": True}, [2]),
        (2, 2, {}, [2]),
        (2, 2, {"exclude_ends": True}, []),
    ],
)
def test_ranges_run_either_way_with_or_without_their_ends(
    start: int, stop: int, options: dict[str, bool], days: list[int]
) -> None:
    ends = datetime(2026, 1, start), datetime(2026, 1, stop)
    assert [found.day for found in croniter_range(*ends, "0 0 * * *", **options)] == days  # type: ignore[arg-type]


def test_ranges_take_and_give_numbers() -> None:
    assert list(croniter_range(0.0, 86400.0, "0 */12 * * *", _croniter=Remembering)) == [
        0.0,
        43200.0,
        86400.0,
    ]
    moments = list(croniter_range(datetime(1970, 1, 1), datetime(1970, 1, 1, 12), "0 */12 * * *", float))
    assert moments == [0.0, 43200.0]


def test_a_range_counts_steps_from_its_start_and_knows_pytz() -> None:
    zone = pytz.timezone("Europe/Berlin")
    start, stop = (zone.localize(datetime(2024, 7, 11, hour, 7)) for hour in (10, 11))
    found = list(croniter_range(start, stop, "*/15 * * * *", expand_from_start_time=True))
    assert [moment.minute for moment in found] == [7, 22, 37, 52, 7]
    assert {moment.tzinfo.zone for moment in found} == {"Europe/Berlin"}
    assert croniter.match("7 10 * * *", start)


def test_a_range_ends_in_the_second_pass_of_a_fold() -> None:
    start = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    found = list(croniter_range(start, start.replace(fold=1), "*/30 * * * *"))
    assert in_utc(found) == ["25 00:30", "25 01:00", "25 01:30"]


def test_the_bounds_of_a_range_are_of_one_type() -> None:
    with pytest.raises(CroniterBadTypeRangeError):
        croniter_range(START, 0.0, "* * * * *")


# -- Prefect: validation and a day rule -------------------------------------------------------------------


def test_prefect_validates_and_iterates() -> None:
    assert croniter.is_valid("0 0 * * *")
    assert not croniter.is_valid("0 0 * *")
    schedule = croniter("0 0 13 * fri", START, day_or=False)
    assert schedule.get_next(datetime) == datetime(2027, 8, 13)
    assert croniter("0 0 13 * fri", START, day_or=True).get_next(datetime) == datetime(2026, 11, 27)


def test_prefect_hands_in_pytz_times() -> None:
    zone = pytz.timezone("Europe/Berlin")
    schedule = croniter("30 2 * * *", zone.localize(datetime(2026, 3, 28, 12)))
    first = schedule.get_next(datetime)
    assert first.isoformat() == "2026-03-29T03:00:00+02:00"
    assert first.tzinfo.zone == "Europe/Berlin"
    assert schedule.get_next(datetime).isoformat() == "2026-03-30T02:30:00+02:00"


@pytest.mark.parametrize("tzinfo", [BERLIN, dateutil_tz.gettz("Europe/Berlin"), timezone(timedelta(hours=1))])
def test_every_zone_answers_in_itself(tzinfo: Any) -> None:
    schedule = croniter("0 12 * * *", datetime(2026, 1, 1, tzinfo=tzinfo))
    answer = schedule.get_next(datetime)
    assert answer.isoformat() == "2026-01-01T12:00:00+01:00"
    assert answer.tzinfo is tzinfo
    assert schedule.tzinfo is tzinfo


# -- python-crontab and others: the iterator and its current time -----------------------------------------


class Typed(croniter):
    """As python-crontab's callers do: one type of answer for all of it."""

    def get_next(self, ret_type: Any = datetime, *args: Any, **kwargs: Any) -> Any:
        return super().get_next(ret_type, *args, **kwargs)


def test_python_crontab_asks_its_subclass() -> None:
    schedule = Typed("0 0 * * *", START, ret_type=datetime)
    assert schedule.get_current(datetime) == START
    assert schedule.get_next() == datetime(2026, 11, 23)
    assert schedule.get_current() == datetime(2026, 11, 23)
    assert schedule.get_prev() == datetime(2026, 11, 22)


def test_the_current_time_moves_with_each_answer() -> None:
    schedule = croniter("0 0 * * *", START)
    assert schedule.get_next(datetime, update_current=False) == schedule.get_next(datetime)
    assert schedule.get_current(float) == schedule.cur == datetime(2026, 11, 23, tzinfo=UTC).timestamp()
    assert schedule.set_current(START) == START.replace(tzinfo=UTC).timestamp()
    assert schedule.set_current(0.0, force=False) == schedule.set_current(None) == schedule.cur
    assert schedule.get_next(datetime, start_time=datetime(2030, 1, 1)) == datetime(2030, 1, 2)
    schedule.cur = 0.0
    assert schedule.get_next() == 86400.0


def test_numbers_are_seconds_since_1970_in_the_zone_given_last() -> None:
    schedule = croniter("0 12 * * *", datetime(2026, 1, 1, tzinfo=BERLIN), ret_type=datetime)
    schedule.set_current(0.0)
    assert schedule.get_current().isoformat() == "1970-01-01T01:00:00+01:00"
    assert schedule.timestamp_to_datetime(0.5, None) == datetime(1970, 1, 1, 0, 0, 0, 500000)
    assert schedule.datetime_to_timestamp(schedule.get_current()) == 0.0


def test_the_start_is_now_in_utc_if_left_out() -> None:
    before = datetime.now(UTC).timestamp()
    assert before <= croniter("* * * * *").start_time <= datetime.now(UTC).timestamp()


def test_iteration_goes_where_it_went_last() -> None:
    schedule = croniter("0 0 * * *", START, datetime)
    assert [day.day for day in islice(schedule, 2)] == [23, 24]
    assert schedule.get_prev().day == 23
    assert next(schedule).day == 22
    assert schedule.next(is_prev=False).day == 23
    assert next(croniter("0 0 * * *", START, datetime, is_prev=True)).day == 22
    assert [day.day for day in islice(schedule.iter()(), 2)] == [24, 25]
    assert [day.day for day in islice(schedule.all_prev(start_time=START), 2)] == [22, 21]
    assert [day.day for day in islice(schedule.iter()(), 1)] == [20]


def test_a_finite_schedule_ends_like_any_iteration() -> None:
    finite = croniter("0 0 1 1 * 0 2027-2028", START, datetime)
    assert [day.year for day in finite] == [2027, 2028]
    with pytest.raises(StopIteration):
        next(finite)
    with pytest.raises(CroniterBadDateError):
        next(finite)
    with pytest.raises(CroniterBadDateError) as caught:
        finite.get_next()
    assert not isinstance(caught.value, StopIteration)
    assert list(finite.all_next()) == []


def test_answers_beyond_the_years_asked_for_are_none() -> None:
    near = croniter("0 0 29 2 *", datetime(2096, 3, 1), datetime, max_years_between_matches=7)
    assert list(near) == []
    assert croniter("0 0 29 2 *", datetime(2096, 3, 1)).get_next(datetime) == datetime(2104, 2, 29)


def test_a_schedule_is_copied_and_pickled_with_its_place() -> None:
    schedule = croniter("0 0 * * *", START.replace(tzinfo=BERLIN), datetime)
    schedule.get_next()
    for twin in (deepcopy(schedule), pickle.loads(pickle.dumps(schedule))):
        assert twin.get_next().isoformat() == "2026-11-24T00:00:00+01:00"
    assert schedule.get_current().isoformat() == "2026-11-23T00:00:00+01:00"


# -- match and match_range --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moment", "options", "expected"),
    [
        ("0 0 * * *", datetime(2026, 1, 14), {}, True),
        ("0 0 * * *", datetime(2026, 1, 14, 0, 0, 59, 999999), {}, True),
        ("0 0 * * *", datetime(2026, 1, 14, 0, 1), {}, False),
        ("0 0 * * *", datetime(2026, 1, 14, 0, 0, 30), {"precision_in_seconds": 30}, False),
        ("0 0 * * * 0", datetime(2026, 1, 14, 0, 0, 0, 500000), {}, True),
        ("0 0 * * * 0", datetime(2026, 1, 14, 0, 0, 1), {}, False),
        ("30 0 0 * * *", datetime(2026, 1, 14, 0, 0, 30), {"second_at_beginning": True}, True),
        ("2 4 1 * wed", datetime(2026, 1, 1, 4, 2), {}, True),
        ("2 4 1 * wed", datetime(2026, 1, 1, 4, 2), {"day_or": False}, False),
        ("0 0 31 2 *", datetime(2026, 1, 14), {}, False),
        ("0 2 29 3 *", datetime(2026, 3, 29, 2, tzinfo=BERLIN), {}, False),
        ("0 3 29 3 *", datetime(2026, 3, 29, 3, tzinfo=BERLIN), {}, True),
    ],
)
def test_match(text: str, moment: datetime, options: dict[str, Any], expected: bool) -> None:
    assert croniter.match(text, moment, **options) is expected


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [
        (datetime(2026, 1, 13, 0, 59), datetime(2026, 1, 14, 0, 1), True),
        (datetime(2026, 1, 13, 0, 1), datetime(2026, 1, 13, 0, 59), False),
        (datetime(2026, 1, 13, 0, 1), datetime(2026, 1, 14), True),
    ],
)
def test_match_range(start: datetime, stop: datetime, expected: bool) -> None:
    assert croniter.match_range("0 0 * * *", start, stop) is expected


# -- The constructor's other switches ---------------------------------------------------------------------


def test_seconds_may_stand_first() -> None:
    schedule = croniter("15,25 * * * * *", START, datetime, second_at_beginning=True)
    assert [found.second for found in islice(schedule, 3)] == [15, 25, 15]
    assert schedule.expanded[5] == [15, 25]
    assert croniter.is_valid("59 0 0 1 1 * 2027", second_at_beginning=True)


def test_the_star_rule_of_vixie_cron_can_be_asked_for() -> None:
    text = "1 1 */32,1-7 * 2"
    bug = croniter(text, datetime(2024, 7, 12), datetime, implement_cron_bug=True)
    assert next(bug) == datetime(2024, 8, 6, 1, 1)
    assert croniter(text, datetime(2024, 7, 12)).get_next(datetime) == datetime(2024, 7, 16, 1, 1)


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("*/15 * * * *", 0, [7, 22, 37, 52]),
        ("10-50/15 * * * *", 0, [22, 37]),
        ("10-20/7 * * * *", 0, [14]),
        ("10-12/15 * * * *", 0, [10]),
        ("0 */4 * * *", 1, [2, 6, 10, 14, 18, 22]),
        ("0 0 */7 * *", 2, [4, 11, 18, 25]),
        ("0 0 1 */3 *", 3, [1, 4, 7, 10]),
        ("0 0 * * */3", 4, [1, 4]),
        ("0 0 * * 6-0/2", 4, [6]),
        ("0 0 * * * */20", 5, [9, 29, 49]),
        ("0 0 1 1 * 0 2020-2030/5", 6, [2024, 2029]),
        ("1,*/30 0 * * *", 0, [1, 7, 37]),
    ],
)
def test_steps_can_count_from_the_start(text: str, field: int, values: list[int]) -> None:
    start = datetime(2024, 7, 11, 10, 7, 9)
    assert croniter(text, start, expand_from_start_time=True).expanded[field] == values
    phased = croniter.expand(text, from_timestamp=start.replace(tzinfo=UTC).timestamp())
    assert phased[0][field] == values


def test_steps_count_from_the_wall_clock_of_the_start() -> None:
    start = datetime(2024, 7, 11, 10, 7, tzinfo=ZoneInfo("Pacific/Auckland"))
    schedule = croniter("0 */5 * * *", start, expand_from_start_time=True)
    assert schedule.expanded[1] == [0, 5, 10, 15, 20]
    assert schedule.get_next(datetime).hour == 15
    with pytest.raises(ValueError, match="start_time is not supported"):
        schedule.get_next(start_time=start)


def test_hashes_are_croniters_own() -> None:
    # From croniter's documentation, so that no job moves when its scheduler does.
    for hash_id, hour, minute in (("hello", 11, 10), (b"hello", 11, 10), ("bonjour", 20, 52)):
        assert croniter.expand("H H * * *", hash_id=hash_id)[0][:2] == [[minute], [hour]]


@pytest.mark.parametrize("text", ["H H(0-2) * * *", "H/15 H(9-17)/4 H H(1-6) H", "@daily", "H * * * * H"])
def test_hashes_differ_between_ids_and_stay_in_bounds(text: str) -> None:
    drawn = [croniter(text, START, hash_id=str(number)).expanded for number in range(50)]
    assert len({str(fields) for fields in drawn}) > 5
    assert all(0 <= int(minute) <= 59 for fields in drawn for minute in fields[0])


def test_random_fields_are_drawn_for_each_object() -> None:
    drawn = {str(croniter("R R * * *").expanded) for _ in range(20)}
    assert len(drawn) > 1
    assert croniter.is_valid("R(0-9)/3 R * * *")


@pytest.mark.parametrize(
    "text", ["H * * * *", "H(9-1) * * * *", "H(0-99) * * * *", "H/0 * * * *", "R(5-5) * * * *", "HX * * * *"]
)
def test_wrong_draws_are_refused(text: str) -> None:
    hash_id = None if text.startswith("H *") else "id"
    assert not croniter.is_valid(text, hash_id=hash_id)


def test_hashed_steps_can_count_from_the_start() -> None:
    start = datetime(2024, 7, 11, 10, 2)
    schedule = croniter("H/15 * * * *", start, hash_id="id", expand_from_start_time=True)
    assert schedule.expanded[0] == [2, 17, 32, 47]


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("0 0 31 2 *", None, False),
        ("0 0 29 2 *", None, True),
        ("0 0 29 2 *", 2027, False),
        ("0 0 29 2 *", [2027, 2028], True),
        ("0 0 29 2 * 0 2027", None, False),
        ("0 0 31 2 1", None, True),  # On Mondays.
    ],
)
def test_strict_validation_asks_whether_it_ever_fires(
    text: str, year: int | list[int] | None, expected: bool
) -> None:
    assert croniter.is_valid(text)
    assert croniter.is_valid(text, strict=True, strict_year=year) is expected


# -- Errors -----------------------------------------------------------------------------------------------


def test_the_error_tree_is_croniters_and_ours() -> None:
    assert issubclass(CroniterError, CronError)
    assert issubclass(CroniterError, ValueError)
    assert issubclass(CroniterBadTypeRangeError, TypeError)
    for kind in (CroniterNotAlphaError, CroniterUnsupportedSyntaxError):
        assert issubclass(kind, CroniterBadCronError)
    with pytest.raises(CroniterNotAlphaError):
        croniter("0 0 * * mon-xyz")


def test_errors_are_made_from_messages_and_pickle() -> None:
    error = CroniterBadDateError("failed to find next date")
    assert str(error) == str(pickle.loads(pickle.dumps(error))) == "failed to find next date"
    with pytest.raises(CroniterBadCronError) as caught:
        croniter("61 * * * *")
    twin = pickle.loads(pickle.dumps(caught.value))
    assert (str(twin), twin.problems) == (str(caught.value), caught.value.problems)


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        (lambda: croniter(None), TypeError),  # type: ignore[arg-type]
        (lambda: croniter.is_valid(None), TypeError),  # type: ignore[arg-type]
        (lambda: croniter("* * * * *", "2026-01-01"), TypeError),  # type: ignore[arg-type]
        (lambda: croniter("* * * * *", hash_id=1), TypeError),  # type: ignore[arg-type]
        (lambda: croniter("* * * * *", max_years_between_matches=True), TypeError),
        (lambda: croniter("* * * * *", max_years_between_matches=0), ValueError),
        (lambda: croniter("* * * * *").get_next(int), TypeError),
        (lambda: croniter.match("* * * * *", "2026-01-01"), TypeError),  # type: ignore[arg-type]
        (lambda: croniter.match("* * * * *", None), TypeError),  # type: ignore[arg-type]
        (lambda: croniter.match_range("* * * * *", 0.0, datetime(2026, 1, 1)), TypeError),  # type: ignore[arg-type]
        (lambda: croniter.match_range("* * * * *", datetime(2026, 1, 1), 0.0), TypeError),  # type: ignore[arg-type]
        *[
            (lambda number=number: croniter("* * * * *", number), CroniterBadDateError)
            for number in (float("nan"), float("inf"), 1e18, -1e18, 253_402_300_800)
        ],
        (lambda: croniter("* * * * *", 0).get_next(start_time=1e18), CroniterBadDateError),
        (lambda: croniter.expand("* * * * *", from_timestamp=float("nan")), CroniterBadDateError),
    ],
)
def test_wrong_arguments(call: Callable[[], object], kind: type[Exception]) -> None:
    with pytest.raises(kind):
        call()


@pytest.mark.parametrize("text", [None, 5, b"* * * * *"])
def test_what_is_no_text_is_called_so(text: Any) -> None:
    for call in (croniter, croniter.is_valid, croniter.expand):
        with pytest.raises(TypeError, match=f"^expression must be a str, not {type(text).__name__}$"):
            call(text)


@pytest.mark.parametrize(("text", "hash_id"), [("H * * * *", None), ("H,30 * * * *", "job")])
def test_a_missing_hash_id_is_called_by_its_name_here(text: str, hash_id: str | None) -> None:
    with pytest.raises(CroniterBadCronError, match="H needs a hash_id") as caught:
        croniter(text, hash_id=hash_id)
    (problem,) = caught.value.problems
    assert problem.code == "OPT005"
    assert "hash_id=" in problem.hint
    assert "seed" not in f"{problem.message}{problem.hint}"


# -- Where croniter errs (docs/howto/coming-from-croniter) ------------------------------------------------


def test_both_passes_of_a_thirty_minute_fold_are_visited() -> None:
    start, stop = (datetime(2026, 4, 5, hour, tzinfo=LORD_HOWE) for hour in (0, 3))
    forward = list(croniter_range(start, stop, "9-44 * * * *"))
    backward = list(croniter_range(stop, start, "9-44 * * * *"))
    assert len(forward) == 123
    assert in_utc(forward) == in_utc(backward)[::-1]


def test_equal_ends_are_one_value() -> None:
    assert croniter("5-5 * * * *").expanded[0] == [5]


@pytest.mark.parametrize(
    ("text", "first"), [("0 0 13 * 5#1", datetime(2026, 1, 2)), ("0 0 15W * 1", datetime(2026, 1, 5))]
)
def test_nth_weekdays_and_workdays_follow_the_or_rule(text: str, first: datetime) -> None:
    assert croniter(text, datetime(2026, 1, 1)).get_next(datetime) == first


def test_no_number_is_too_long_and_no_time_too_late() -> None:
    assert not croniter.is_valid("9" * 1000 + " * * * *")
    assert not croniter.is_valid("0," * 200_000 + "0 * * * *")
    with pytest.raises(CroniterBadDateError):
        croniter("* * * * *", datetime.max).get_next(datetime)
    with pytest.raises(CroniterBadDateError):
        croniter("* * * * *", datetime.min).get_prev(datetime)

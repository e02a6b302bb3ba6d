"""Conversion: the table of texts and refusals, and what surrounds them."""

from __future__ import annotations

import pickle
from datetime import datetime, timezone

import pytest
from table_rows import rows

import cronexpr
from cronexpr import CronConversionError, CronOptionError, CronSyntaxError
from cronexpr.converter import differences
from cronexpr.dialects import STANDARD, dialect_names, get_dialect

ROWS = rows("conversions.txt")
SAID = [row for row in ROWS if not row[3].startswith("CNV")]
REFUSED = [row for row in ROWS if row[3].startswith("CNV")]


@pytest.mark.parametrize(("dialect", "text", "to", "expected"), SAID)
def test_texts(dialect: str, text: str, to: str, expected: str) -> None:
    lines = tuple(expected.split("; "))
    assert cronexpr.convert_all(text, dialect=dialect, to=to) == lines
    if len(lines) == 1:
        assert cronexpr.convert(text, dialect=dialect, to=to) == expected
    else:
        with pytest.raises(CronConversionError) as caught:
            cronexpr.convert(text, dialect=dialect, to=to)
        assert all(expected in problem.hint for problem in caught.value.problems)


@pytest.mark.parametrize(("dialect", "text", "to", "expected"), REFUSED)
def test_refusals(dialect: str, text: str, to: str, expected: str) -> None:
    code, field, start, stop, nearest = expected.split(maxsplit=4)
    with pytest.raises(CronConversionError) as caught:
        cronexpr.convert(text, dialect=dialect, to=to)
    (problem,) = caught.value.problems
    assert (problem.code, problem.field or "-", problem.span) == (code, field, (int(start), int(stop)))
    assert (problem.suggestion or "-") == nearest
    assert to in problem.message
    assert bool(problem.hint) == (nearest != "-") or " lines " in problem.hint or code == "CNV005"


def test_seeds_are_for_texts_that_draw() -> None:
    drawn = cronexpr.parse("H H * * *", dialect="jenkins", seed="backup")
    # This seed draws the very minute that stands beside it.
    assert cronexpr.convert("H,7 * * * *", dialect="jenkins", to="croniter", seed="160") == "7,7 * * * *"
    assert cronexpr.convert("H H * * *", dialect="jenkins", to="vixie", seed="backup") == "38 6 * * *"
    assert cronexpr.convert_all("H H * * *", dialect="jenkins", to="vixie", seed="backup") == ("38 6 * * *",)
    assert cronexpr.convert(drawn, to="vixie", seed="other") == "38 6 * * *"
    noted = differences("H H * * *", "vixie", dialect="jenkins", seed="backup")
    assert noted == differences(drawn, "vixie")
    for ask in (cronexpr.convert, cronexpr.convert_all, cronexpr.converter.differences):
        with pytest.raises(CronOptionError, match="needs a seed") as caught:
            ask("H H * * *", dialect="jenkins", to="vixie")
        assert caught.value.problems[0].code == "OPT005"


@pytest.mark.parametrize("text", ["0 0 LW * 5", "0 0 0 LW * */2 2027-2150"])
def test_a_day_that_stands_alone_is_kept_apart_from_weekdays(text: str) -> None:
    lines = cronexpr.convert_all(text, dialect="extended", to="quartz")
    parts = [cronexpr.parse(line, dialect="quartz") for line in lines]
    whole = cronexpr.parse(text, dialect="extended")
    assert len(parts) == 2
    assert all(part.issubset(whole) for part in parts)
    bounds = datetime(2027, 1, 1), datetime(2033, 1, 1)
    assert {when for part in parts for when in part.occurrences(*bounds)} == set(whole.occurrences(*bounds))


def test_all_that_is_lost_is_named_in_text_order_of_the_fields() -> None:
    with pytest.raises(CronConversionError) as caught:
        cronexpr.convert("*/10 0 0 15W,L * 5#2 2030", dialect="extended", to="kubernetes")
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["CNV002", "CNV007", "CNV006", "CNV008", "CNV003"]
    assert {problem.suggestion for problem in caught.value.problems} == {"0 0 14-16,28-31 * 5"}


def test_a_term_that_the_months_make_plain_is_not_lost() -> None:
    with pytest.raises(CronConversionError) as caught:
        cronexpr.convert("30 0 0 L 4 *", to="vixie")
    assert [problem.code for problem in caught.value.problems] == ["CNV001"]
    assert caught.value.problems[0].suggestion == "0 0 30 4 *"


def test_a_joining_is_named_beside_its_terms_where_it_is_lost_too() -> None:
    with pytest.raises(CronConversionError) as caught:
        cronexpr.convert("0 0 LW * +5L", to="github")
    assert [problem.code for problem in caught.value.problems] == ["CNV007", "CNV009", "CNV010"]
    with pytest.raises(CronConversionError) as caught:
        cronexpr.convert("0 0 LW * 5#1", to="jenkins")
    assert [problem.code for problem in caught.value.problems] == ["CNV007", "CNV011"]


def test_a_joining_that_the_dialect_has_is_not_named() -> None:
    with pytest.raises(CronConversionError) as caught:
        cronexpr.convert("0 0 LW * +FRI", to="jenkins")
    assert [problem.code for problem in caught.value.problems] == ["CNV007"]


def test_the_nearest_keeps_the_terms_that_can_be_said() -> None:
    with pytest.raises(CronConversionError) as caught:
        cronexpr.convert("0 0 L,LW * *", dialect="extended", to="croniter")
    (problem,) = caught.value.problems
    assert (problem.code, problem.span) == ("CNV007", (6, 8))
    assert problem.suggestion == "0 0 26-31,L * *"


def test_spans_of_a_text_that_has_no_fields_are_the_whole_text() -> None:
    with pytest.raises(CronConversionError) as caught:
        cronexpr.convert(" @reboot ", to="celery")
    assert caught.value.problems[0].span == (1, 8)
    house = STANDARD.replace(name="house", nicknames=(("@payday", "30 0 0 LW * *"),))
    with pytest.raises(CronConversionError) as caught:
        cronexpr.convert(" @payday", dialect=house, to="celery")
    assert [(problem.code, problem.span) for problem in caught.value.problems] == [
        ("CNV001", (1, 8)),
        ("CNV007", (1, 8)),
    ]


def test_a_refusal_shows_the_place_and_pickles() -> None:
    with pytest.raises(CronConversionError) as caught:
        cronexpr.convert("0 0 L * *", to="vixie")
    assert caught.value.pretty().splitlines() == [
        "error[CNV006]: the dialect vixie cannot say the last day of the month",
        "  0 0 L * *",
        "      ^ day-of-month",
        f"  help: {caught.value.problems[0].hint}: `0 0 28-31 * *`",
    ]
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems


@pytest.mark.parametrize("dialect", dialect_names())
def test_every_dialect_converts_to_itself(dialect: str) -> None:
    days = "? *" if get_dialect(dialect).day_rule == "exclusive" else "* *"
    start = "0 " if dialect in ("quartz", "spring") else ""
    end = " *" if dialect == "aws" else ""
    text = f"{start}*/15 9-17 1,15 {days[::-1]}{end}"
    assert cronexpr.convert(text, dialect=dialect, to=dialect) == text


def test_an_expression_brings_its_own_dialect() -> None:
    expr = cronexpr.parse("0 0 12 ? * 2-6", dialect="quartz", tz="Europe/Berlin")
    assert cronexpr.convert(expr, to="standard") == "0 12 * * 1-5"
    assert cronexpr.convert(expr, to=STANDARD, dialect="vixie") == "0 12 * * 1-5"


@pytest.mark.parametrize(
    ("dialect", "text"),
    [("jenkins", "H H(2-4) * * *"), ("jenkins", "H/15 5 * * *"), ("croniter", "R H * * *")],
)
def test_what_was_drawn_is_written_as_values(dialect: str, text: str) -> None:
    expr = cronexpr.parse(text, dialect=dialect, seed="nightly")
    for to in ("standard", "quartz", dialect):
        line = cronexpr.convert(expr, to=to)
        assert cronexpr.parse(line, dialect=to).equivalent(expr)
    assert cronexpr.parse(expr.canonical(), dialect=dialect, seed="nightly") == expr


def test_no_field_of_seconds_is_added_to_keep_the_kind_of_job() -> None:
    expr = cronexpr.parse("H/15 H(0-3) * * *", dialect="jenkins", seed="0")
    line = cronexpr.convert(expr, to="standard")
    assert line == "6-59/15 3 * * *"
    assert expr.is_interval
    assert not cronexpr.parse(line).is_interval
    assert [problem.code for problem in differences(expr, "standard")] == ["CNV101", "CNV102"]
    # The normal form has no one to tell, and keeps it.
    assert cronexpr.parse(expr.canonical(), dialect="jenkins", seed="0").is_interval


def test_a_list_that_must_be_parted_is_named_as_such() -> None:
    for text in ("0 4 LW,1 * +MON-FRI", "0 4 LW,1 * FRI"):
        with pytest.raises(CronConversionError) as caught:
            cronexpr.convert(text, dialect="extended", to="standard")
        (problem,) = caught.value.problems
        assert (problem.code, problem.field, problem.span) == ("CNV012", "day_of_month", (4, 8))


def test_arguments_are_checked() -> None:
    with pytest.raises(CronSyntaxError):
        cronexpr.convert("61 * * * *", to="quartz")
    with pytest.raises(CronOptionError):
        cronexpr.convert("* * * * *", to="quarz")
    with pytest.raises(TypeError):
        cronexpr.convert(None, to="quartz")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        cronexpr.convert_all("* * * * *", to=None)  # type: ignore[arg-type]


def test_many_values_are_still_written() -> None:
    text = ",".join(map(str, range(0, 60, 1))) + " 0 1 1 *"
    assert cronexpr.parse(cronexpr.convert(text, to="quartz"), dialect="quartz").equivalent(
        cronexpr.parse(text)
    )


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("spring", "0 0 0 * * 1,2#1,3#1,4#1,5#1,6#1,SUN#1", "0 0 0 * * 1,2#1,3#1,4#1,5#1,6#1,0#1"),
        ("standard", "0 0 L,1 * +1#1,3", "0 0 1,L * +3,1#1"),
        ("quartz", "0 0 9 ? * 2,3,4,5,6", "0 0 9 ? * MON-FRI"),
        ("aws", "cron(0 9 ? * 1 *)", "0 9 ? * SUN *"),
        ("cronie", "0 0 */31,2-7 * mon", "0 0 */31,2-7 * 1"),
        ("kubernetes", "@daily", "0 0 * * *"),
        ("celery", "0 22-2 * * fri", "0 0-2,22,23 * * 5"),
        ("vixie", "@reboot", "@reboot"),
        ("quartz", "0 0 0 31 2 ?", "0 0 0 30 2 ?"),
        ("aws", "0 0 31 2 ? *", "0 0 30 2 ? *"),
        ("quartz", "0 0 0 4,5,11,18,25 2 ? 2030", "0 0 0 4,5,11,18,25 2 ? 2030"),
        ("croniter", "0 0 * * * 0 2030", "0 0 * * * 0 2030"),
        ("standard", "*/60 5 * * *", "*/60 5 * * *"),
    ],
)
def test_normal_forms_of_other_dialects(dialect: str, text: str, expected: str) -> None:
    expr = cronexpr.parse(text, dialect=dialect)
    assert expr.canonical() == expected
    assert cronexpr.parse(expected, dialect=dialect) == expr


# differences


def codes(text: str, to: str, **options: str) -> list[str]:
    return [problem.code for problem in differences(text, to, **options)]


@pytest.mark.parametrize(
    ("dialect", "text", "to", "expected"),
    [
        ("standard", "30 2 * * *", "cronie", ["CNV104"]),
        ("standard", "30 2 * * *", "standard", []),
        ("standard", "30 2 * * *", "quartz", ["CNV101", "CNV102", "CNV104"]),
        ("standard", "30 2 * * *", "kubernetes", ["CNV101", "CNV102", "CNV104"]),
        ("standard", "30 2 * * *", "aws", ["CNV101", "CNV104"]),
        ("standard", "30 2 * * *", "croniter", ["CNV102", "CNV104"]),
        ("standard", "30 2 * * *", "github", ["CNV104"]),
        ("standard", "30 0-2 * * *", "github", ["CNV102", "CNV104"]),
        ("standard", "*/15 2 * * *", "kubernetes", ["CNV104"]),
        ("standard", "*/15 2 * * *", "github", ["CNV101", "CNV104"]),
        ("standard", "* * * * *", "github", ["CNV104"]),
        ("standard", "*/5 * * * *", "celery", ["CNV102", "CNV104"]),
        ("standard", "0 9 13 * FRI", "quartz", ["CNV101", "CNV102", "CNV103", "CNV104"]),
        ("standard", "0 9 13 * FRI", "celery", ["CNV101", "CNV104"]),
        ("standard", "*/15 2 * * *", "celery", ["CNV101", "CNV102", "CNV104"]),
        ("aws", "30 2 * * ? *", "celery", ["CNV101", "CNV104"]),
        ("celery", "30 2 * * *", "celery", ["CNV101"]),
        ("quartz", "0 30 2 * * ?", "spring", ["CNV102", "CNV104"]),
        ("standard", "0 0 30 2 *", "quartz", ["CNV104"]),
        ("standard", "@reboot", "vixie", ["CNV104"]),
    ],
)
def test_differences(dialect: str, text: str, to: str, expected: list[str]) -> None:
    assert codes(text, to, dialect=dialect) == expected


def test_the_policy_of_the_dialect_celery_is_not_taken_for_what_celery_does() -> None:
    for dst in ("vixie", "skip"):
        gap = differences(cronexpr.parse("30 2 * * *", dst=dst), "celery")[0]
        # tests/integrations/test_celery_crontab.py sees Celery do so.
        assert gap.message.endswith("; celery runs it once, later by as much as the clock jumps")


def test_differences_say_which_side_does_what() -> None:
    gap, fold, clock = differences("30 2 * * *", "quartz")
    assert gap.message == (
        "where the clocks go forward at that time, the policy vixie runs a job whose time is skipped once,"
        " right after the gap; quartz does not run a job whose time is skipped"
    )
    assert "first pass only; quartz runs it in the second pass only" in fold.message
    assert (clock.severity, clock.message) == (
        "info",
        "quartz runs by the trigger's time zone, by default the JVM's",
    )


def test_a_zone_makes_sure_of_what_may_otherwise_happen() -> None:
    gap, _, _ = differences(cronexpr.parse("30 2 * * *", tz="Europe/Berlin"), "quartz")
    assert gap.message.startswith("where the clocks go forward, ")


def test_the_policy_asked_for_counts() -> None:
    expr = cronexpr.parse("30 2 * * *", dst="wall")
    assert [problem.code for problem in differences(expr, "kubernetes")] == ["CNV104"]


@pytest.mark.parametrize("zone", ["UTC", timezone.utc])
def test_a_clock_that_never_changes_makes_no_difference(zone: object) -> None:
    expr = cronexpr.parse("30 2 * * *", tz=zone)  # type: ignore[arg-type]
    assert [problem.code for problem in differences(expr, "quartz")] == ["CNV104"]


@pytest.mark.parametrize(
    ("text", "zone", "to", "expected"),
    [
        ("30 2 * * *", "Europe/Berlin", "kubernetes", ["CNV101", "CNV102"]),
        ("0 12 * * *", "Europe/Berlin", "kubernetes", []),
        ("0 12 * * *", "Europe/Berlin", "celery", []),
        ("30 2 * * *", "Europe/Berlin", "celery", ["CNV101"]),
        ("30 2 * * *", "Asia/Tokyo", "quartz", []),
        ("*/30 * * * *", "Asia/Tokyo", "celery", []),
        # It meets a clock change when a last Sunday of March is the 28th: in 2027, 2032, ...
        ("30 2 28 3 *", "Europe/Berlin", "kubernetes", ["CNV101"]),
        ("30 2 24 3 *", "Europe/Berlin", "kubernetes", []),
        # 3:00 is an occurrence anyway, so that whoever makes up for 2:00 does nothing more.
        ("0 2,3 * * *", "Europe/Berlin", "kubernetes", ["CNV102"]),
        ("0 1 * * *", "America/New_York", "quartz", ["CNV102"]),
    ],
)
def test_a_run_that_no_clock_change_meets_makes_no_difference(
    text: str, zone: str, to: str, expected: list[str]
) -> None:
    expr = cronexpr.parse(text, tz=zone)
    found = [problem.code for problem in differences(expr, to)]
    assert [code for code in found if code != "CNV104"] == expected


def test_differences_need_a_conversion() -> None:
    with pytest.raises(CronConversionError):
        differences("0 0 L * *", "vixie")

"""Source for Celery's beat: compiled, run with Celery itself, and its schedules read back."""

from __future__ import annotations

import ast
from datetime import timedelta, timezone
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import expressions

import cronexpr
from cronexpr.dialects import STANDARD
from cronexpr.schedulers import celery

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)


def entry_of(source: str) -> Any:
    """Return the one entry that *source* gives an app's beat_schedule, and its name."""
    pytest.importorskip("celery")
    app = SimpleNamespace(conf=SimpleNamespace())
    exec(compile(source, "beat_schedule.py", "exec"), {"app": app})
    ((name, entry),) = app.conf.beat_schedule.items()
    return name, entry


@given(text=expressions(), zone=st.sampled_from((None, "Europe/Berlin")))
def test_the_schedule_has_the_times_of_the_expression(text: str, zone: str | None) -> None:
    from_celery = pytest.importorskip("cronexpr.integrations.celery").from_celery
    expr = cronexpr.parse(text, tz=zone)
    _, entry = entry_of(celery.to_source(expr, "tasks.job", name="job"))
    found = from_celery(entry["schedule"])
    assert found.equivalent(expr)
    # What has a zone of its own keeps all of itself.
    assert zone is None or found == expr


def test_celerys_own_schedule_is_written_where_it_will_do() -> None:
    for text, zone, is_own in (
        ("0 9 * * mon", None, True),
        ("0 9 13 * fri", None, False),
        ("0 9 * * mon", "UTC", False),
        ("30 0 9 * * *", None, False),
        ("0 0 31 2 *", None, False),
    ):
        expr = cronexpr.parse(text, tz=zone)
        source = celery.to_source(expr, "tasks.job", name="job")
        assert ("import crontab\n" in source) == is_own
        assert ("import CronSchedule\n" in source) != is_own
        assert bool(celery.differences(expr)) == is_own


@given(name=TEXTS, task=TEXTS.filter(bool), arguments=st.lists(TEXTS, max_size=3))
def test_whatever_the_names_are_they_arrive(name: str, task: str, arguments: list[str]) -> None:
    source = celery.to_source("0 9 * * *", task, arguments, name=name)
    found, entry = entry_of(source)
    assert (found, entry["task"], entry.get("args", [])) == (name, task, arguments)
    # Nothing but an import and an assignment, whatever the texts hold.
    assert [type(node) for node in ast.parse(source).body] == [ast.ImportFrom, ast.Assign]


@pytest.mark.parametrize(
    ("expr", "code"),
    [
        (cronexpr.parse("@reboot"), "CNV005"),
        (cronexpr.parse("0 9 * * *", tz=timezone(timedelta(hours=1))), "CES001"),
        (cronexpr.parse("0 9 L * *", dialect=STANDARD.replace(name="ours")), "CES001"),
    ],
    ids=str,
)
def test_what_source_cannot_say_is_refused(expr: cronexpr.CronExpression, code: str) -> None:
    with pytest.raises(cronexpr.CronConversionError) as caught:
        celery.to_source(expr, "tasks.job", name="job")
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.hint
    assert cronexpr.explain_code(code)


@pytest.mark.parametrize(("task", "name"), [("", "job"), ("a\0", "job"), ("tasks.job", "\ud800")])
def test_texts_that_are_none_are_refused(task: str, name: str) -> None:
    with pytest.raises(cronexpr.CronOptionError) as caught:
        celery.to_source("0 9 * * *", task, name=name)
    assert caught.value.problems[0].code == "CES002"


def test_an_argument_that_is_no_text_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        celery.to_source("0 9 * * *", "tasks.job", [5], name="job")  # type: ignore[list-item]


def test_one_text_is_no_list_of_arguments() -> None:
    with pytest.raises(TypeError, match="arguments must be a sequence of texts"):
        celery.to_source("0 9 * * *", "tasks.report", "all", name="report")

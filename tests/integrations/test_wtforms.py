from __future__ import annotations

from datetime import timedelta
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest

import cronexpr
from cronexpr import CronExpression, CronOptionError

pytest.importorskip("wtforms", reason="WTForms is not installed")
from wtforms import FieldList, Form, StringField, validators

from cronexpr.integrations.wtforms import Cron, CronField, CronInput


class Sent(dict[str, list[Any]]):
    """What WTForms reads: a dict with getlist, as werkzeug and Django have it."""

    def getlist(self, name: str) -> list[Any]:
        return self[name]


def sent(**values: Any) -> Sent:
    return Sent({name: value if isinstance(value, list) else [value] for name, value in values.items()})


class JobForm(Form):
    schedule = CronField("Schedule", description="When to run.", tz="Europe/Berlin")
    rarely = CronField(validators=[validators.Optional()], min_interval=timedelta(minutes=5))
    quartz = CronField(validators=[validators.Optional()], dialect="quartz", strict=True, max_length=40)
    text = StringField(validators=[validators.Optional(), Cron(min_interval=timedelta(hours=1))])


class Attributes(HTMLParser):
    """The attributes of the one tag that a widget writes."""

    found: dict[str, str | None]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = dict(attrs)
        assert tag == "input"


def attributes(markup: str) -> dict[str, str | None]:
    parser = Attributes()
    parser.feed(markup)
    return parser.found


# The field


def test_what_was_entered_becomes_an_expression() -> None:
    form = JobForm(sent(schedule=" 0 9 * * mon ", quartz="0 0 12 ? * FRI", text="@daily"))
    assert form.validate(), form.errors
    assert form.schedule.data == cronexpr.parse("0 9 * * mon", tz="Europe/Berlin")
    assert form.schedule.data.source == "0 9 * * mon"
    assert form.quartz.data == cronexpr.parse("0 0 12 ? * FRI", dialect="quartz")
    assert form.rarely.data is None
    assert form.text.data == "@daily"


def test_each_problem_is_an_error_of_the_field_and_the_text_is_shown_again() -> None:
    form = JobForm(sent(schedule="  60 24 * * *"))
    assert not form.validate()
    assert form.errors == {
        "schedule": [
            "Minute 60 is out of range; minutes run 0-59. For the top of the hour use 0: `0 0 * * *`",
            "Hour 24 is out of range; hours run 0-23 (column 4). Midnight is hour 0: `0 0 * * *`",
        ]
    }
    assert attributes(form.schedule())["value"] == "60 24 * * *"


@pytest.mark.parametrize("required", [validators.InputRequired(), validators.DataRequired()])
def test_what_is_wrong_is_not_called_missing(required: Any) -> None:
    class Required(Form):
        schedule = CronField(validators=[required])

    wrong, missing = Required(sent(schedule="0 24 * * *")), Required(sent(schedule=" "))
    assert not wrong.validate()
    assert not missing.validate()
    assert wrong.schedule.errors[0].startswith("Hour 24")
    assert missing.schedule.errors[0].startswith(("This field is required.", "The expression is empty"))
    assert missing.schedule.data is None


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("rarely", "0,59 * * * *", "Two runs are only 1 min apart"),
        ("quartz", "0 0 0 31 2 ?", "This never runs"),
        ("quartz", "0 0 12 ? * 1" + ",1" * 20, "The text has 52 characters; at most 40 are allowed"),
        ("text", "*/30 * * * *", "Two runs are only 30 min apart"),
        ("text", "0 24 * * *", "Hour 24 is out of range"),
    ],
)
def test_limits_and_strictness_are_errors(field: str, text: str, said: str) -> None:
    form = JobForm(sent(schedule="@daily", **{field: text}))
    assert not form.validate()
    assert list(form.errors) == [field]
    assert str(next(iter(form.errors[field]))).startswith(said)


def test_objects_fill_a_form_and_are_filled_by_it() -> None:
    job = SimpleNamespace(schedule="0 9 * * 1", rarely=None, quartz=None, text=None)
    form = JobForm(obj=job)
    assert form.schedule.data == cronexpr.parse("0 9 * * 1", tz="Europe/Berlin")
    assert attributes(form.schedule())["value"] == "0 9 * * 1"
    changed = JobForm(sent(schedule="00 9 * * MON"), obj=job)
    assert changed.validate()
    changed.populate_obj(job)
    assert isinstance(job.schedule, CronExpression)
    assert str(job.schedule) == "00 9 * * MON"


def test_bad_text_in_an_object_is_shown_and_refused_only_when_sent_back() -> None:
    form = JobForm(obj=SimpleNamespace(schedule="0 24 * * *", rarely=5, quartz=None, text=None))
    assert attributes(form.schedule())["value"] == "0 24 * * *"
    assert form.schedule.errors == ()
    assert not JobForm(sent(schedule="0 24 * * *")).validate()


def test_fields_may_stand_in_a_list() -> None:
    class Several(Form):
        schedules = FieldList(CronField())

    form = Several(sent(**{"schedules-0": "@daily", "schedules-1": "@dialy"}))
    assert not form.validate()
    assert [str(entry.data) for entry in form.schedules] == ["@daily", "@dialy"]
    assert [len(entry.errors) for entry in form.schedules] == [0, 1]


@pytest.mark.parametrize("value", [5, None, b"@daily", {"a": 1}])
def test_what_is_no_text_is_invalid(value: Any) -> None:
    form = JobForm(sent(schedule=value), data={"text": 5})
    assert not form.validate()
    assert form.schedule.errors == ["Invalid input."]
    assert form.schedule()


def test_a_field_that_was_not_sent_is_empty() -> None:
    form = JobForm(Sent({}))
    assert form.validate()
    assert form.schedule.data is None


# The validator


def test_the_validator_tells_each_problem_or_the_message_it_was_given() -> None:
    class Told(Form):
        each = StringField(validators=[Cron()])
        one = StringField(validators=[Cron("No schedule.")])

    form = Told(sent(each="60 24 32 * *", one="60 24 * * *"))
    assert not form.validate()
    assert [error[:6] for error in form.each.errors] == ["Minute", "Hour 2", "Day of"]
    assert form.one.errors == ["No schedule."]
    empty = Told(Sent({}))
    assert not empty.validate()
    assert empty.each.errors[0].startswith("The expression is empty")


def test_the_validator_takes_an_expression_and_refuses_other_types() -> None:
    class Job(Form):
        schedule = StringField(validators=[Cron()])

    assert Job(data={"schedule": cronexpr.parse("@daily")}).validate()
    form = Job(data={"schedule": 5})
    assert not form.validate()
    assert form.schedule.errors == ["Invalid input."]


def test_a_wrong_rule_is_told_to_the_developer() -> None:
    with pytest.raises(CronOptionError):
        Cron(dialect="quarz")

    class Wrong(Form):
        schedule = CronField(tz="Europe/Berln")

    with pytest.raises(CronOptionError):
        Wrong()


# The widget


def test_the_input_does_not_correct_what_is_typed() -> None:
    found = attributes(JobForm().schedule())
    assert found == {
        "aria-describedby": "schedule-description",
        "autocapitalize": "none",
        "autocomplete": "off",
        "id": "schedule",
        "maxlength": "256",
        "name": "schedule",
        "spellcheck": "false",
        "type": "text",
        "value": "",
    }


def test_the_input_says_that_and_where_there_are_errors() -> None:
    form = JobForm(sent(schedule="0 24 * * *"))
    form.validate()
    found = attributes(form.schedule())
    assert found["aria-invalid"] == "true"
    assert found["aria-describedby"] == "schedule-errors schedule-description"


def test_what_the_page_asks_for_comes_first() -> None:
    field = JobForm().schedule
    given = {"spellcheck": "true", "aria-describedby": "mine", "aria_invalid": "false", "class_": "wide"}
    found = attributes(field(**given))
    assert (found["spellcheck"], found["aria-describedby"], found["class"]) == ("true", "mine", "wide")
    assert found["aria-invalid"] == "false"


def test_the_longest_text_is_that_of_the_field_or_of_its_validators() -> None:
    class Long(Form):
        limited = CronField(max_length=1_024)
        short = CronField(validators=[Cron(max_length=20)])
        text = StringField(widget=CronInput(), validators=[Cron(max_length=30)])

    lengths = [attributes(field())["maxlength"] for field in Long()]
    assert lengths == ["1024", "20", "30"]


@pytest.mark.parametrize(
    "text", ['"><script>alert(1)</script>', "'\"<&", "\u202e0 9 * * *", "x" * 10_000, "\0"]
)
def test_hostile_text_is_shown_escaped_and_refused(text: str) -> None:
    form = JobForm(sent(schedule=text))
    assert not form.validate()
    markup = form.schedule()
    assert "<script" not in markup
    assert attributes(markup)["value"] == text
    assert max(map(len, form.schedule.errors)) < 400

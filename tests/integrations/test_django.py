from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import cronexpr
from cronexpr import CronError, CronExpression, CronOptionError, CronSyntaxError

pytest.importorskip("django", reason="Django is not installed")
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import MinLengthValidator
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.template import Context, Template
from django.test.utils import isolate_apps
from django.utils import translation
from django_jobs import site
from django_jobs.models import Job

from cronexpr.dialects import get_dialect
from cronexpr.integrations.django import (
    CronField,
    CronFormField,
    CronValidator,
    UnreadableCron,
)

tables, undone = site.tables, site.undone  # fixtures: pytest finds them here
BERLIN = "Europe/Berlin"
NINE = cronexpr.parse("0 9 * * 1", tz=BERLIN)


@pytest.fixture
def job() -> Job:
    return Job.objects.create(name="report", schedule="0 9 * * 1")


def again(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def stored(job: Job, column: str = "schedule") -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM django_jobs_job WHERE id = %s", [job.pk])
        return cursor.fetchone()[0]


def store(job: Job, text: str, column: str = "schedule") -> None:
    """Write *text* as somebody else would, past the field."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE django_jobs_job SET {column} = %s WHERE id = %s", [text, job.pk])


def codes(error: ValidationError) -> list[str]:
    return [str(each.code) for each in error.error_list]


# The validator


def test_each_problem_is_an_error_with_its_code_and_place() -> None:
    with pytest.raises(ValidationError) as caught:
        CronValidator()("60 24 * * *")
    assert codes(caught.value) == ["CRON103", "CRON103"]
    assert caught.value.messages == [
        "Minute 60 is out of range; minutes run 0-59. For the top of the hour use 0: `0 0 * * *`",
        "Hour 24 is out of range; hours run 0-23 (column 4). Midnight is hour 0: `0 0 * * *`",
    ]
    second = caught.value.error_list[1].params
    assert second == {
        "reason": caught.value.messages[1],
        "code": "CRON103",
        "span": (3, 5),
        "hint": "midnight is hour 0",
        "value": "60 24 * * *",
    }


def test_a_message_of_ones_own_replaces_all_others() -> None:
    with pytest.raises(ValidationError) as caught:
        CronValidator("%(value)s: %(hint)s.", code="schedule")("60 24 * * *")
    assert caught.value.messages == ["60 24 * * *: for the top of the hour use 0."]
    assert codes(caught.value) == ["schedule"]


@pytest.mark.parametrize("value", [None, 5, b"@daily", ["@daily"], object()])
def test_what_is_no_text_is_invalid(value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        CronValidator()(value)
    assert codes(caught.value) == ["invalid"]


def test_validators_are_equal_by_their_rules_and_go_into_migrations() -> None:
    one = CronValidator(dialect="quartz", min_interval=timedelta(minutes=5))
    assert one == CronValidator(dialect="quartz", min_interval=timedelta(minutes=5))
    assert hash(one) == hash(copy.deepcopy(one))
    assert one != CronValidator(dialect="quartz")
    assert one != CronValidator("No.", dialect="quartz", min_interval=timedelta(minutes=5))
    assert one != "0 9 * * *"
    text, imports = MigrationWriter.serialize(one)
    scope: dict[str, Any] = {}
    exec("\n".join(imports), scope)
    assert eval(text, scope) == one


def test_a_percent_sign_in_a_text_is_only_text() -> None:
    with pytest.raises(ValidationError) as caught:
        CronValidator()("0 0 %(code)s * *")
    assert caught.value.messages[0].startswith('"%" is not allowed')


def test_a_wrong_rule_is_told_to_the_developer() -> None:
    for make in (CronFormField, CronField, CronValidator):
        with pytest.raises(CronOptionError):
            make(tz="Europe/Berln")
        with pytest.raises(TypeError):
            make(min_interval=5)  # type: ignore[arg-type]


# The form field


class JobForm(forms.Form):
    schedule = CronFormField(tz=BERLIN, min_interval=timedelta(minutes=5), help_text="When <em>exactly</em>.")
    optional = CronFormField(required=False, strict=True, empty_value=None)


def test_cleaned_data_are_expressions() -> None:
    form = JobForm({"schedule": " 0 9 * * 1 ", "optional": " "})
    assert form.is_valid()
    assert form.cleaned_data == {"schedule": NINE, "optional": None}
    assert form.cleaned_data["schedule"].source == "0 9 * * 1"


def test_errors_of_a_form_have_codes_that_a_client_can_look_up() -> None:
    form = JobForm({"schedule": "* * * * *", "optional": "0 0 31 2 *"})
    errors = form.errors.get_json_data()
    assert {name: [each["code"] for each in listed] for name, listed in errors.items()} == {
        "schedule": ["FRM001"],
        "optional": ["CRL001"],
    }
    assert JobForm({}).errors.get_json_data()["schedule"][0]["code"] == "required"


def test_a_form_may_have_a_message_of_its_own() -> None:
    field = CronFormField(error_messages={"invalid": "No schedule.", "required": "Please."})
    for value, message in (("60 24 * * *", "No schedule."), ("", "Please.")):
        with pytest.raises(ValidationError) as caught:
            field.clean(value)
        assert caught.value.messages == [message]


def test_other_validators_see_the_text() -> None:
    field = CronFormField(min_length=6, validators=[MinLengthValidator(8)])
    assert field.clean("0 9 * * 1") == cronexpr.parse("0 9 * * 1")
    with pytest.raises(ValidationError) as caught:
        field.clean("@daily")
    assert codes(caught.value) == ["min_length"]


def test_a_text_that_changed_has_changed_though_it_means_the_same() -> None:
    field = CronFormField()
    expr = cronexpr.parse("0 9 * * 1")
    assert field.has_changed(expr, "0 9 * * MON")
    assert field.has_changed("0 9 * * 1", "00 9 * * 1")
    assert not field.has_changed(expr, " 0 9 * * 1 ")
    assert not field.has_changed(None, "")
    assert not CronFormField(empty_value=None).has_changed(None, "")
    assert field.has_changed(None, "@daily")
    assert field.has_changed(expr, None)
    # What is wrong has changed, too, and does not raise.
    assert field.has_changed(expr, "0 24 * * *")
    assert not CronFormField(disabled=True).has_changed(expr, "@daily")


def test_the_input_is_not_corrected_and_has_a_longest_text() -> None:
    markup = str(JobForm()["schedule"])
    for attribute in ('maxlength="256"', 'spellcheck="false"', 'autocapitalize="none"', 'autocomplete="off"'):
        assert attribute in markup
    assert "maxlength" not in str(CronFormField(max_length=None).get_bound_field(JobForm(), "x"))
    with pytest.raises(ValidationError) as caught:
        CronFormField(max_length=8).clean("0 9 * * 1")
    assert codes(caught.value) == ["FRM003"]


def test_the_help_says_what_the_present_value_means() -> None:
    said = "At 9:00 AM on Mondays (Europe/Berlin)"
    assert JobForm(initial={"schedule": NINE})["schedule"].help_text == f"When <em>exactly</em>. {said}"
    page = JobForm({"schedule": "0 9 * * 1", "optional": "@daily"}).as_p()
    assert f"When <em>exactly</em>. {said}" in page
    assert cronexpr.describe("@daily") in page
    assert "When <em>exactly</em>.</span>" in JobForm({"schedule": "0 24 * * *"}).as_p()


@pytest.mark.parametrize(
    "text",
    [
        '"><script>alert(1)</script>',
        "'\"<&",
        "\u202e0 9 * * *",
        "x" * 10_000,
        "0 9 * * 1\0",
        "\u0660 9 * * *",
    ],
)
def test_hostile_text_is_shown_escaped_and_refused(text: str) -> None:
    form = JobForm({"schedule": text})
    assert not form.is_valid()
    page = form.as_p()
    assert "<script" not in page
    assert escape(text) in page.replace("&#x27;", "&#x27;")
    assert all(len(str(message)) < 400 for message in form.errors["schedule"])


@pytest.mark.parametrize("value", [5, 5.5, ["* * * * *"], {"a": 1}, b"@daily", True])
def test_other_types_are_refused_in_a_form(value: Any) -> None:
    with pytest.raises(ValidationError):
        CronFormField().clean(value)


# The model field: attributes


def test_an_attribute_is_an_expression_from_the_start() -> None:
    job = Job(schedule="0 9 * * 1")
    assert job.schedule == NINE
    assert job.quartz is None
    assert job.careful == cronexpr.parse("@daily")
    job.schedule = "0 9 * * 2"
    assert isinstance(job.schedule, CronExpression)
    job.schedule = cronexpr.parse("0 9 * * 1")
    assert job.schedule == NINE


def test_the_column_has_the_text_as_it_was_written() -> None:
    job = Job.objects.create(
        schedule="00  9 * * mon", quartz=cronexpr.parse("0 0 12 ? * 2", dialect="quartz")
    )
    assert (stored(job), stored(job, "quartz")) == ("00  9 * * mon", "0 0 12 ? * 2")
    assert again(job).schedule == NINE
    assert again(job).schedule.source == "00  9 * * mon"
    assert again(job).quartz.dialect.name == "quartz"


def test_what_means_the_same_is_saved_all_the_same(job: Job) -> None:
    form = ModelForm({"schedule": "0 9 * * MON", "chosen": "@hourly"}, instance=again(job))
    assert form.has_changed()
    form.save()
    assert stored(job) == "0 9 * * MON"
    loaded = again(job)
    loaded.schedule = "00 9 * * 1"
    loaded.save(update_fields=["schedule"])
    assert stored(job) == "00 9 * * 1"


def test_nothing_is_none_or_the_empty_text() -> None:
    job = Job.objects.create(schedule="@daily", careful="", quartz=None)
    assert (again(job).careful, again(job).quartz) == ("", None)
    again(job).full_clean()


def test_saving_what_is_no_expression_is_refused_with_the_place(job: Job) -> None:
    job.schedule = "0 24 * * *"
    assert job.schedule == "0 24 * * *"
    with pytest.raises(CronSyntaxError, match="hour 24"):
        job.save()
    with pytest.raises(CronSyntaxError, match="hour 24"):
        Job.objects.update(schedule="0 24 * * *")
    with pytest.raises(CronSyntaxError, match="hour 24"):
        Job.objects.bulk_create([Job(schedule="0 24 * * *")])
    job.schedule = 5
    with pytest.raises(TypeError, match="not int"):
        job.save()


def test_limits_are_kept_where_django_validates_and_not_where_it_saves(job: Job) -> None:
    job.schedule = "* * * * *"
    job.careful = "0 0 31 2 *"
    job.save()
    with pytest.raises(ValidationError) as caught:
        again(job).full_clean()
    assert {name: codes(ValidationError(errors)) for name, errors in caught.value.error_dict.items()} == {
        "schedule": ["FRM001"],
        "careful": ["CRL001"],
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"schedule": "60 24 * * *"}, {"schedule": ["CRON103", "CRON103"]}),
        ({"schedule": ""}, {"schedule": ["blank"]}),
        ({"schedule": None}, {"schedule": ["null"]}),
        ({"schedule": 5}, {"schedule": ["invalid"]}),
        ({"quartz": "0 0 9 ? * " + "2," * 30 + "2"}, {"quartz": ["max_length"]}),
        ({"chosen": "@daily"}, {"chosen": ["invalid_choice"]}),
        ({"schedule": NINE.replace(tz="UTC")}, {"schedule": ["FRM005"]}),
        ({"chosen": "0 9 * * 1"}, {}),
    ],
)
def test_full_clean_has_djangos_codes_and_ours(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    job = Job(**{"schedule": "@daily", **changes})
    found: dict[str, Any] = {}
    try:
        job.full_clean()
    except ValidationError as error:
        found = {name: codes(ValidationError(errors)) for name, errors in error.error_dict.items()}
    assert found == expected


def test_an_expression_that_would_mean_something_else_is_not_saved(job: Job) -> None:
    for other in (NINE.replace(tz="UTC"), cronexpr.parse("0 0 9 ? * 1", dialect="quartz")):
        job.schedule = other
        with pytest.raises(CronError):
            job.save()


def test_instances_copy_pickle_defer_and_refresh(job: Job) -> None:
    assert pickle.loads(pickle.dumps(job)).schedule == copy.deepcopy(job).schedule == NINE
    deferred = Job.objects.defer("schedule").get(pk=job.pk)
    assert "schedule" not in deferred.__dict__
    assert deferred.schedule == NINE
    Job.objects.update(schedule="@daily")
    job.refresh_from_db()
    assert str(job.schedule) == "@daily"


def test_templates_show_text_sentence_and_next_time(job: Job) -> None:
    template = Template(
        "{{ job.schedule }}|{{ job.get_schedule_display }}|{{ job.schedule.next|date:'D H:i' }}"
    )
    assert template.render(Context({"job": job})) == (
        "0 9 * * 1|At 9:00 AM on Mondays (Europe/Berlin)|Mon 09:00"
    )


def test_the_sentence_is_in_the_active_language(job: Job) -> None:
    with translation.override("de-at"):
        assert job.get_schedule_display() == NINE.describe(locale="de")
    with translation.override("fi"):
        assert job.get_schedule_display() == NINE.describe()
    with translation.override(None):
        assert job.get_schedule_display() == NINE.describe()


def test_a_choice_is_shown_by_its_label_and_nothing_by_nothing(job: Job) -> None:
    job.chosen = "0 9 * * 1"
    assert job.get_chosen_display() == "Mondays"
    assert job.get_quartz_display() == ""
    job.chosen = "@weekly"
    assert job.get_chosen_display() == cronexpr.describe("@weekly")


# The model field: queries


def test_lookups_compare_texts(job: Job) -> None:
    found = Job.objects.filter
    for value in ("0 9 * * 1", NINE, cronexpr.parse("0 9 * * 1")):
        assert found(schedule=value).exists()
        assert found(schedule__in=[value, "@daily"]).exists()
    assert not found(schedule="0 9 * * MON").exists()
    assert not found(schedule="0 24 * * *").exists()
    assert found(schedule__contains="9 *").exists()
    assert found(schedule__startswith=NINE).exists()
    assert found(schedule__iexact="0 9 * * 1").exists()
    assert found(quartz=None).exists()
    assert found(quartz__isnull=True).exists()
    with pytest.raises(CronError):
        found(schedule=NINE.replace(tz="UTC"))


def test_values_are_expressions_and_database_functions_see_text(job: Job) -> None:
    assert list(Job.objects.values_list("schedule", flat=True)) == [NINE]
    assert Job.objects.values("schedule", "quartz").get() == {"schedule": NINE, "quartz": None}
    assert list(Job.objects.values_list("schedule").distinct()) == [(NINE,)]
    text = Concat("schedule", Value("!"), output_field=models.CharField())
    assert Job.objects.annotate(text=text).values_list("text", flat=True).get() == "0 9 * * 1!"


def test_expressions_of_the_database_are_left_to_it(job: Job) -> None:
    job.careful = F("schedule")
    job.save()
    assert stored(job, "careful") == "0 9 * * 1"
    Job.objects.update(schedule=Value("@hourly"))
    assert stored(job) == "@hourly"
    jobs = list(Job.objects.all())
    jobs[0].schedule = "@weekly"
    Job.objects.bulk_update(jobs, ["schedule"])
    assert stored(job) == "@weekly"


# Bad text in the database


def test_bad_text_is_loaded_as_text_that_says_what_is_wrong(job: Job) -> None:
    store(job, "0 24 * * *")
    schedule = again(job).schedule
    assert isinstance(schedule, UnreadableCron)
    assert schedule == "0 24 * * *"
    assert schedule.error.problems[0].span == (2, 4)
    assert not hasattr(schedule, "next")
    with pytest.raises(AttributeError, match="has no 'describe': hour 24 is out of range"):
        schedule.describe()
    for twin in (pickle.loads(pickle.dumps(schedule)), copy.deepcopy(schedule)):
        assert twin == schedule
        assert str(twin.error) == str(schedule.error)
    assert again(job).get_schedule_display().startswith("Hour 24 is out of range")


def test_what_the_database_has_instead_of_text_is_left_as_it_is() -> None:
    assert CronField().from_db_value(b"\xff", None, None) == b"\xff"  # type: ignore[arg-type]


def test_bad_text_does_not_keep_the_rest_from_being_saved(job: Job) -> None:
    store(job, "0 24 * * *")
    loaded = again(job)
    loaded.name = "renamed"
    loaded.save()
    assert (stored(job), stored(job, "name")) == ("0 24 * * *", "renamed")
    with pytest.raises(ValidationError):
        loaded.full_clean()
    assert Job.objects.filter(schedule="0 24 * * *").exists()


def test_a_form_shows_bad_text_and_what_is_wrong_with_it(job: Job) -> None:
    store(job, "0 24 * <b> *")
    page = ModelForm(instance=again(job)).as_p()
    assert 'value="0 24 * &lt;b&gt; *"' in page
    assert "Hour 24 is out of range" in page
    assert "<b>" not in page


# Model forms, fixtures, checks


class ModelForm(forms.ModelForm):  # type: ignore[type-arg]  # It takes none at run time.
    class Meta:
        model = Job
        fields = ("schedule", "quartz", "careful", "chosen")


def test_a_model_form_has_the_rules_of_the_model() -> None:
    form = ModelForm(
        {"schedule": "0,59 * * * *", "quartz": "0 9 * * *", "careful": "0 0 31 2 *", "chosen": "@daily"}
    )
    assert {
        name: [each["code"] for each in listed] for name, listed in form.errors.get_json_data().items()
    } == {
        "schedule": ["FRM001"],
        "quartz": ["CRON101"],
        "careful": ["CRL001"],
        "chosen": ["invalid_choice"],
    }


def test_a_model_form_saves_and_shows_what_it_saved() -> None:
    form = ModelForm({"schedule": "0 9 * * 1", "quartz": "", "careful": "", "chosen": "0 9 * * 1"})
    job = form.save()
    assert (stored(job), stored(job, "quartz"), stored(job, "careful")) == ("0 9 * * 1", None, "")
    page = ModelForm(instance=again(job)).as_p()
    assert 'value="0 9 * * 1"' in page
    assert '<option value="0 9 * * 1" selected>Mondays</option>' in page
    assert not ModelForm(
        {"schedule": "0 9 * * 1", "quartz": "", "careful": "", "chosen": "0 9 * * 1"}, instance=again(job)
    ).changed_data


@pytest.mark.parametrize("format_name", ["json", "xml", "jsonl"])
def test_fixtures_have_the_text(job: Job, format_name: str, tmp_path: Path) -> None:
    store(job, "00 9 * * mon")
    path = tmp_path / f"jobs.{format_name}"
    call_command("dumpdata", "django_jobs", output=str(path), format=format_name, verbosity=0)
    assert "00 9 * * mon" in path.read_text()
    Job.objects.all().delete()
    call_command("loaddata", str(path), verbosity=0)
    assert stored(job) == "00 9 * * mon"
    assert again(job).quartz is None


def test_a_fixture_with_bad_text_is_written_and_refused(job: Job) -> None:
    store(job, "0 24 * * *")
    text = serializers.serialize("json", Job.objects.all())
    assert '"0 24 * * *"' in text
    with pytest.raises(serializers.base.DeserializationError, match="Hour 24 is out of range"):
        list(serializers.deserialize("json", text))


@isolate_apps("django_jobs")
def test_checks_look_at_the_default() -> None:
    class Wrong(models.Model):
        schedule = CronField(default="0 24 * * *")
        often = CronField(default="* * * * *", min_interval=timedelta(hours=1))
        fine = CronField(default=lambda: "@daily")

        class Meta:
            app_label = "django_jobs"
            managed = False

    found = [error.id for error in Wrong.check() if error.id == "cronexpr.E001"]
    assert found == ["cronexpr.E001"] * 2
    assert Job.check() == []


@isolate_apps("django_jobs")
def test_a_class_keeps_a_display_of_its_own() -> None:
    class Own(models.Model):
        schedule = CronField()

        class Meta:
            app_label = "django_jobs"
            managed = False

        def get_schedule_display(self) -> str:
            return "mine"

    assert Own(schedule="@daily").get_schedule_display() == "mine"


# Migrations


def test_a_migration_has_what_differs_from_the_default() -> None:
    made = CronField("when", max_length=90, default=cronexpr.parse("@daily"), dialect="vixie", tz=BERLIN)
    name, path, arguments, options = made.deconstruct()
    assert (name, path, arguments) == (None, "cronexpr.integrations.django.CronField", [])
    assert options == {
        "verbose_name": "when",
        "max_length": 90,
        "default": "@daily",
        "dialect": "vixie",
        "tz": BERLIN,
    }
    assert CronField().deconstruct()[3] == {}
    assert CronField(**options).deconstruct()[3] == options
    assert made.clone().deconstruct()[3] == options


def test_a_dialect_of_ones_own_goes_into_a_migration() -> None:
    dialect = get_dialect("quartz").replace(name="ours", years=(2000, 2100))
    field = CronField(dialect=dialect, tz=ZoneInfo(BERLIN), ignore=("CRL001",))
    text, imports = MigrationWriter.serialize(field)
    scope: dict[str, Any] = {}
    exec("\n".join(imports), scope)
    exec("import cronexpr.integrations.django", scope)
    twin = eval(text, scope)
    assert twin.deconstruct()[3] == field.deconstruct()[3]
    assert twin.deconstruct()[3]["dialect"] == dialect
    assert twin.deconstruct()[3]["tz"] == BERLIN
    assert CronField(dialect=get_dialect("quartz")).deconstruct()[3] == {"dialect": "quartz"}


MODELS = """
from datetime import timedelta
from django.db import models
import cronexpr
from cronexpr.integrations.django import CronField, CronValidator

class Job(models.Model):
    schedule = CronField({options})
    text = models.CharField(max_length=99, validators=[CronValidator(strict=True)], default="@daily")
"""
SETTINGS = """
INSTALLED_APPS = ["jobs"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "jobs.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECRET_KEY = "x"
"""
SAVE = """
from jobs.models import Job
job = Job.objects.create(schedule="0 9 * * 1")
from django.db import connection
print(repr(Job.objects.get().schedule), Job._meta.get_field("schedule").db_type(connection))
"""


def test_a_project_makes_migrates_and_changes_its_migrations(tmp_path: Path) -> None:
    app = tmp_path / "jobs"
    app.mkdir()
    (app / "__init__.py").touch()
    (tmp_path / "settings.py").write_text(SETTINGS)

    def manage(*command: str) -> str:
        done = subprocess.run(
            [
                sys.executable,
                "-W",
                "error",
                "-m",
                "django",
                *command,
                "--settings",
                "settings",
                "--pythonpath",
                ".",
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    (app / "models.py").write_text(MODELS.format(options="default=cronexpr.parse('@daily'), max_length=80"))
    manage("makemigrations", "jobs")
    assert "No changes detected" in manage("makemigrations", "--check")
    # The column stays the same, its meaning does not.
    (app / "models.py").write_text(
        MODELS.format(options="dialect='vixie', tz='Europe/Berlin', min_interval=timedelta(hours=1)")
    )
    assert "Alter field schedule on job" in manage("makemigrations", "jobs")
    assert "No changes detected" in manage("makemigrations", "--check")
    manage("migrate")
    assert manage("shell", "-c", SAVE).split("\n")[-2] == (
        "cronexpr.parse('0 9 * * 1', dialect='vixie', tz='Europe/Berlin') varchar(256)"
    )


def test_a_loaded_expression_answers_in_the_zone_of_the_field(job: Job) -> None:
    assert again(job).schedule.next(datetime(2026, 1, 1, tzinfo=timezone.utc)).isoformat() == (
        "2026-01-05T09:00:00+01:00"
    )

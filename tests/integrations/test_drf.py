from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import cronexpr
from cronexpr import CronOptionError

pytest.importorskip("rest_framework", reason="Django REST framework is not installed")
from django.core.validators import MinLengthValidator
from django.db import connection
from django_jobs import site
from django_jobs.models import Job
from rest_framework import serializers, viewsets
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.renderers import BrowsableAPIRenderer, JSONRenderer
from rest_framework.test import APIRequestFactory

from cronexpr.integrations.drf import CronField

tables, undone = site.tables, site.undone  # fixtures: pytest finds them here
BERLIN = "Europe/Berlin"


class PlainSerializer(serializers.Serializer):  # type: ignore[type-arg]  # It takes none at run time.
    schedule = CronField(tz=BERLIN, min_interval=timedelta(minutes=5))
    optional = CronField(required=False, allow_null=True, allow_blank=True, dialect="quartz", strict=True)


class JobSerializer(serializers.ModelSerializer):  # type: ignore[type-arg]  # Likewise.
    class Meta:
        model = Job
        fields = ("id", "schedule", "quartz", "careful", "chosen")


class JobViews(viewsets.ModelViewSet):  # type: ignore[type-arg]  # Likewise.
    queryset = Job.objects.all()
    serializer_class = JobSerializer
    authentication_classes = ()
    permission_classes = ()
    renderer_classes = (JSONRenderer, BrowsableAPIRenderer)


LIST: dict[str, Any] = {"get": "list", "post": "create"}
ONE: dict[str, Any] = {"get": "retrieve", "patch": "partial_update", "put": "update"}


def ask(method: str, data: Any = None, actions: dict[str, Any] = LIST, **route: Any) -> Any:
    accept = route.pop("accept", "application/json")
    make = getattr(APIRequestFactory(), method)
    request = make("/jobs/", data, format="json", HTTP_ACCEPT=accept)
    return JobViews.as_view(actions)(request, **route).render()


# The field


def test_validated_data_are_expressions_and_the_representation_is_the_text() -> None:
    serializer = PlainSerializer(data={"schedule": " 0 9 * * mon ", "optional": None})
    assert serializer.is_valid()
    assert serializer.validated_data == {
        "schedule": cronexpr.parse("0 9 * * mon", tz=BERLIN),
        "optional": None,
    }
    assert PlainSerializer(serializer.validated_data).data == {"schedule": "0 9 * * mon", "optional": None}
    assert PlainSerializer(data={"schedule": "@daily", "optional": ""}).is_valid()


def test_each_problem_is_an_error_with_its_code() -> None:
    serializer = PlainSerializer(data={"schedule": "60 24 * * *", "optional": "0 0 0 31 2 ?"})
    assert not serializer.is_valid()
    details: Any = serializer.errors
    assert {name: [each.code for each in listed] for name, listed in details.items()} == {
        "schedule": ["CRON103", "CRON103"],
        "optional": ["CRL001"],
    }
    assert details["schedule"][1] == ErrorDetail(
        "Hour 24 is out of range; hours run 0-23 (column 4). Midnight is hour 0: `0 0 * * *`", code="CRON103"
    )
    with pytest.raises(ValidationError) as caught:
        PlainSerializer(data={"schedule": "0,59 * * * *"}).is_valid(raise_exception=True)
    assert caught.value.get_codes() == {"schedule": ["FRM001"]}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "null"),
        ("", "blank"),
        ("  ", "blank"),
        (True, "invalid"),
        ([], "invalid"),
        ({"a": 1}, "invalid"),
        (5, "CRON101"),
        ("x" * 10_000, "FRM003"),
        ("0 9 * * 1\0", "CRON113"),
        ("\ud800", "CRON113"),
        ("<script>", "CRON113"),
        (cronexpr.parse("@daily", tz="UTC"), "FRM005"),
    ],
)
def test_what_is_none_is_refused_with_a_code(value: object, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        CronField(tz=BERLIN).run_validation(value)
    details: Any = caught.value.detail
    assert details[0].code == code
    assert all(len(message) < 400 for message in details)


def test_an_expression_is_taken_too() -> None:
    assert CronField(tz=BERLIN).run_validation(cronexpr.parse("@daily")) == cronexpr.parse(
        "@daily", tz=BERLIN
    )


def test_other_validators_see_the_text() -> None:
    field = CronField(max_length=9, validators=[MinLengthValidator(7)])
    assert field.run_validation("0 9 * * 1") == cronexpr.parse("0 9 * * 1")
    for text, code in (("@daily", "min_length"), ("0 9 * * mon", "FRM003")):
        with pytest.raises(ValidationError) as caught:
            field.run_validation(text)
        assert caught.value.get_codes() == [code]
    assert CronField(max_length=None).run_validation("0 9 1" + ",1" * 200 + " * *")


def test_the_messages_may_be_replaced() -> None:
    field = CronField(error_messages={"invalid_cron": "No schedule."})
    with pytest.raises(ValidationError) as caught:
        field.run_validation("60 24 * * *")
    assert caught.value.detail == [ErrorDetail("No schedule.", code="invalid_cron")]


def test_a_wrong_rule_is_told_to_the_developer() -> None:
    with pytest.raises(CronOptionError):
        CronField(dialect="quarz")


# The model's serializer


def test_a_model_serializer_has_the_rules_of_the_model() -> None:
    fields = JobSerializer().fields
    assert type(fields["schedule"]) is type(fields["quartz"]) is CronField
    assert (fields["quartz"].max_length, fields["quartz"].allow_null) == (60, True)
    data = {"schedule": "0,59 * * * *", "quartz": "0 9 * * *", "careful": "0 0 31 2 *", "chosen": "@daily"}
    serializer = JobSerializer(data=data)
    assert not serializer.is_valid()
    details: Any = serializer.errors
    assert {name: [each.code for each in listed] for name, listed in details.items()} == {
        "schedule": ["FRM001"],
        "quartz": ["CRON101"],
        "careful": ["CRL001"],
        "chosen": ["invalid_choice"],
    }


def test_views_create_show_and_change() -> None:
    answer = ask("post", {"schedule": "00 9 * * mon", "quartz": None, "chosen": "0 9 * * 1"})
    assert answer.status_code == 201
    job = Job.objects.get()
    expected = {
        "id": job.pk,
        "schedule": "00 9 * * mon",
        "quartz": None,
        "careful": "@daily",
        "chosen": "0 9 * * 1",
    }
    assert answer.data == expected
    answer = ask("patch", {"schedule": "0 9 * * 1"}, ONE, pk=job.pk)
    assert answer.data == expected | {"schedule": "0 9 * * 1"}
    job.refresh_from_db()
    assert (str(job.schedule), job.schedule.tz.key) == ("0 9 * * 1", BERLIN)
    answer = ask("patch", {"schedule": "0 24 * * *"}, ONE, pk=job.pk)
    assert (answer.status_code, answer.data["schedule"][0].code) == (400, "CRON103")


def test_options_tell_what_a_client_may_send() -> None:
    answer = ask("options")
    told = answer.data["actions"]["POST"]["quartz"]
    assert told == {
        "type": "string",
        "required": False,
        "read_only": False,
        "label": "For Quartz",
        "max_length": 60,
    }
    assert answer.data["actions"]["POST"]["schedule"]["max_length"] == 256


def test_bad_text_in_the_database_breaks_no_page() -> None:
    job = Job.objects.create(schedule="@daily")
    with connection.cursor() as cursor:
        text = "0 24 * * <script>"
        cursor.execute("UPDATE django_jobs_job SET schedule = %s WHERE id = %s", [text, job.pk])
    assert ask("get").data[0]["schedule"] == text
    page = ask("get", None, ONE, pk=job.pk, accept="text/html").content.decode()
    assert "0 24 * * &lt;script&gt;" in page
    assert text not in page

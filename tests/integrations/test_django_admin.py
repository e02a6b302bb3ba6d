"""The real admin, asked by Django's test client."""

from __future__ import annotations

from html import escape, unescape
from typing import Any

import pytest

import cronexpr

pytest.importorskip("django", reason="Django is not installed")
from django_jobs import site  # noqa: I001 -- After the skip; and before all else of Django.

from django.contrib.auth.models import User
from django.contrib.admin.models import LogEntry
from django.core import checks
from django.db import connection
from django.test import Client
from django_jobs.models import Job

tables, undone = site.tables, site.undone  # fixtures: pytest finds them here
LIST = "/admin/django_jobs/job/"
SCRIPT = '0 9 * * "><script>alert(1)</script>'


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    return client


@pytest.fixture
def job() -> Job:
    return Job.objects.create(name="report", schedule="0 9 * * 1", quartz="0 0 12 ? * 2")


def page(client: Client, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200
    return answer.content.decode()


def store(job: Job, **texts: str) -> None:
    with connection.cursor() as cursor:
        for column, text in texts.items():
            cursor.execute(f"UPDATE django_jobs_job SET {column} = %s WHERE id = %s", [text, job.pk])


def sent(**changes: Any) -> dict[str, Any]:
    return {"name": "report", "schedule": "0 9 * * 1", "quartz": "", "chosen": "@hourly", **changes}


def test_the_site_passes_djangos_checks() -> None:
    assert checks.run_checks() == []


def test_the_list_shows_texts_and_sentences(client: Client, job: Job) -> None:
    html = page(client, LIST)
    assert '<td class="field-schedule">0 9 * * 1</td>' in html
    assert '<td class="field-get_schedule_display">At 9:00 AM on Mondays (Europe/Berlin)</td>' in html
    assert '<td class="field-chosen">Hourly</td>' in html
    assert "Schedule in words" in html
    assert 'value="0 0 12 ? * 2"' in html


def test_the_list_is_searched_sorted_and_filtered(client: Client, job: Job) -> None:
    Job.objects.create(name="other", schedule="@daily", chosen="0 9 * * 1")
    assert "other" not in page(client, LIST, q="9 * * 1").partition("<tbody>")[2].partition("</tbody>")[0]
    assert "?schedule=0+9+*+*+1" in page(client, LIST).replace("%2A", "*")
    for query in ({"schedule": "@daily"}, {"chosen__exact": "0 9 * * 1"}):
        rows = page(client, LIST, **query).partition("<tbody>")[2].partition("</tbody>")[0]
        assert ("other" in rows, "report" in rows) == (True, False)
    # Sorted by the sentence's column is sorted by the text.
    rows = page(client, LIST, o="3").partition("<tbody>")[2]
    assert rows.index("report") < rows.index("other")


def test_a_text_that_changed_in_the_list_is_saved_though_it_means_the_same(client: Client, job: Job) -> None:
    row = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "1",
        "form-0-id": str(job.pk),
        "form-0-quartz": "0 0 12 ? * MON",
        "_save": "Save",
    }
    assert client.post(LIST, row).status_code == 302
    job.refresh_from_db()
    assert str(job.quartz) == "0 0 12 ? * MON"
    # The same text again changes nothing.
    assert LogEntry.objects.count() == 1
    client.post(LIST, row)
    assert LogEntry.objects.count() == 1
    answer = client.post(LIST, row | {"form-0-quartz": "0 0 24 ? * MON"})
    assert "Hour 24 is out of range" in answer.content.decode()


def test_the_change_form_has_the_text_and_its_sentence(client: Client, job: Job) -> None:
    html = page(client, f"{LIST}{job.pk}/change/")
    assert 'name="schedule" value="0 9 * * 1" class="vTextField"' in html
    assert "When it <em>runs</em>. At 9:00 AM on Mondays (Europe/Berlin)" in html
    assert cronexpr.describe("0 0 12 ? * 2", dialect="quartz") in html
    # A field that may only be read has the text, too.
    assert '<div class="readonly">@daily</div>' in html


def test_the_change_form_saves(client: Client, job: Job) -> None:
    answer = client.post(f"{LIST}{job.pk}/change/", sent(schedule="00 9 * * mon", quartz=""))
    assert answer.status_code == 302
    job.refresh_from_db()
    assert (str(job.schedule), job.quartz) == ("00 9 * * mon", None)
    assert "Schedule" in LogEntry.objects.get().get_change_message()


def test_the_add_form_shows_each_problem_and_the_text_again(client: Client) -> None:
    answer = client.post(f"{LIST}add/", sent(schedule="60 24 * * *"))
    assert answer.status_code == 200
    html = unescape(answer.content.decode())
    assert "<li>Minute 60 is out of range; minutes run 0-59." in html
    assert (
        "<li>Hour 24 is out of range; hours run 0-23 (column 4). Midnight is hour 0: `0 0 * * *`</li>" in html
    )
    assert 'value="60 24 * * *"' in html
    assert 'aria-invalid="true"' in html
    assert not Job.objects.exists()


def test_limits_are_kept(client: Client) -> None:
    answer = client.post(f"{LIST}add/", sent(schedule="* * * * *"))
    assert "Two runs are only 1 min apart" in answer.content.decode()


@pytest.mark.parametrize("text", [SCRIPT, "0 24 * * *", "x" * 10_000, "\u202e* * * * *", "nonsense & more"])
def test_bad_text_in_the_database_breaks_no_page(client: Client, job: Job, text: str) -> None:
    other = Job.objects.create(name="other", schedule="@daily")
    store(job, schedule=text, quartz=text, careful=text, chosen=text)
    html = page(client, LIST)
    assert f'<td class="field-schedule">{escape(text)}</td>' in html.replace("&#39;", "&#x27;")
    assert cronexpr.describe("@daily") in html
    assert "<script>alert" not in html
    html = page(client, f"{LIST}{job.pk}/change/")
    assert f'name="schedule" value="{escape(text)}"' in html
    assert "<script>alert" not in html
    # What is wrong with it is told at once, and when it is sent as it is; mended, it is saved.
    answer = client.post(f"{LIST}{job.pk}/change/", sent(schedule=text))
    assert 'class="errorlist"' in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert client.post(f"{LIST}{job.pk}/change/", sent(schedule="@daily")).status_code == 302
    job.refresh_from_db()
    assert str(job.schedule) == "@daily"
    assert client.post(f"{LIST}{job.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(Job.objects.all()) == [other]

from __future__ import annotations

import asyncio
import json
import pickle
from datetime import timedelta
from typing import Annotated, Any

import pytest

import cronexpr
from cronexpr import CronExpression, CronOptionError

pydantic = pytest.importorskip("pydantic", reason="pydantic is not installed")
from pydantic import (  # noqa: E402 -- After the skip.
    AfterValidator,
    BaseModel,
    Field,
    InstanceOf,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from cronexpr.integrations.pydantic import Cron, CronStr  # noqa: E402

FIVE_MINUTES = timedelta(minutes=5)


Rarely = Annotated[CronExpression, Cron(min_interval=FIVE_MINUTES)]


class Order(BaseModel):
    schedule: Rarely


class Job(BaseModel):
    schedule: CronExpression
    text: CronStr = "@daily"


def errors_of(kind: Any, value: object) -> list[dict[str, Any]]:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    return json.loads(caught.value.json(include_url=False))  # type: ignore[no-any-return]


# The two types


def test_a_text_becomes_an_expression() -> None:
    job = Job.model_validate({"schedule": "0 9 * * mon-fri"})
    assert job.schedule == cronexpr.parse("0 9 * * mon-fri")
    assert str(job.schedule) == "0 9 * * mon-fri"


def test_the_annotated_text_stays_the_text_that_it_was() -> None:
    assert TypeAdapter(CronStr).validate_python(" 0  9 * * MON ") == " 0  9 * * MON "


def test_an_expression_is_taken_as_it_is() -> None:
    expr = cronexpr.parse("0 9 * * *")
    assert TypeAdapter(CronExpression).validate_python(expr) == expr


def test_json_has_the_text_and_python_the_expression() -> None:
    job = Job(schedule=cronexpr.parse("0 9 * * 1"))
    assert job.model_dump_json() == '{"schedule":"0 9 * * 1","text":"@daily"}'
    assert job.model_dump(mode="json")["schedule"] == "0 9 * * 1"
    assert job.model_dump()["schedule"] is job.schedule
    assert Job.model_validate_json(job.model_dump_json()) == job


def test_models_with_expressions_copy_pickle_and_nest() -> None:
    kind = dict[str, list[CronExpression | None]]
    value = TypeAdapter(kind).validate_python({"a": ["@hourly", None]})
    assert TypeAdapter(kind).dump_json(value) == b'{"a":["@hourly",null]}'
    job = Job.model_validate({"schedule": "0 9 * * 1"})
    assert pickle.loads(pickle.dumps(job)) == job == job.model_copy(deep=True)


def test_an_expression_may_be_a_key() -> None:
    kind = TypeAdapter(dict[CronExpression, str])
    assert kind.dump_json(kind.validate_python({"0 9 * * 1": "report"})) == b'{"0 9 * * 1":"report"}'


# Refusals


def test_one_refusal_is_one_error_that_says_which_characters_and_what_to_write() -> None:
    (error,) = errors_of(CronExpression, "0 24 * * *")
    assert error["type"] == "cron_expression"
    assert error["input"] == "0 24 * * *"
    assert error["msg"] == (
        "Hour 24 is out of range; hours run 0-23 (column 3). Midnight is hour 0: `0 0 * * *`"
    )
    context = error["ctx"]
    assert (context["code"], context["span"], context["hint"]) == ("CRON103", [2, 4], "midnight is hour 0")
    assert context["problems"] == [problem.as_dict() for problem in cronexpr.check("0 24 * * *")]


def test_all_problems_are_in_the_context_of_the_one_error() -> None:
    (error,) = errors_of(CronStr, "60 24 32 * *")
    assert [problem["span"] for problem in error["ctx"]["problems"]] == [[0, 2], [3, 5], [6, 8]]
    assert error["msg"].endswith("(and 2 more problems)")


def test_what_the_text_says_is_not_filled_into_the_message() -> None:
    (error,) = errors_of(CronExpression, "0 24 {code} * *")
    assert error["msg"].startswith("Hour 24")
    (error,) = errors_of(CronExpression, "0 0 {code} * *")
    assert error["msg"].startswith('"{" is not allowed')


@pytest.mark.parametrize("value", [None, 5, 5.0, True, ["* * * * *"], {"a": 1}, object()])
@pytest.mark.parametrize("kind", [CronExpression, CronStr])
def test_what_is_no_text_is_refused_as_such(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    assert [error["type"] for error in caught.value.errors()] == ["string_type"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "CRON100"), (" \t ", "CRON100"), ("x" * 10_000, "FRM003"), ("\u202e" * 5, "CRON113")],
)
@pytest.mark.parametrize("kind", [CronExpression, CronStr])
def test_hostile_text_is_refused_with_json(kind: Any, text: str, code: str) -> None:
    (error,) = errors_of(kind, text)
    assert error["ctx"]["code"] == code


def test_none_is_for_optional_fields() -> None:
    kind = TypeAdapter(Annotated[CronExpression, Cron(dialect="quartz")] | None)
    assert kind.validate_python(None) is None
    assert kind.validate_python("0 0 12 ? * 2") == cronexpr.parse("0 0 12 ? * 2", dialect="quartz")


# Rules


def test_a_field_has_its_dialect_and_zone() -> None:
    kind = TypeAdapter(Annotated[CronExpression, Cron(dialect="quartz", tz="Europe/Berlin")])
    expr = kind.validate_python("0 0 12 ? * 2")
    assert expr == cronexpr.parse("0 0 12 ? * 2", dialect="quartz", tz="Europe/Berlin")
    assert kind.dump_json(expr) == b'"0 0 12 ? * 2"'


@pytest.mark.parametrize("base", [str, CronExpression])
def test_what_runs_too_often_is_refused_by_the_exact_interval(base: Any) -> None:
    kind = Annotated[base, Cron(min_interval=FIVE_MINUTES)]
    assert str(TypeAdapter(kind).validate_python("*/5 * * * *")) == "*/5 * * * *"
    # Never more than twice an hour, but 9:59 and 10:00 are one minute apart.
    (error,) = errors_of(kind, "0,59 * * * *")
    assert error["ctx"]["code"] == "FRM001"


def test_strict_fields_refuse_on_warnings() -> None:
    assert TypeAdapter(CronStr).validate_python("0 0 31 2 *") == "0 0 31 2 *"
    (error,) = errors_of(Annotated[str, Cron(strict=True)], "0 0 31 2 *")
    assert error["ctx"]["code"] == "CRL001"
    relaxed = Annotated[str, Cron(strict=True, ignore=("CRL001",))]
    assert TypeAdapter(relaxed).validate_python("0 0 31 2 *") == "0 0 31 2 *"


@pytest.mark.parametrize(
    ("expr", "said"),
    [
        (cronexpr.parse("0 9 * * *", tz="Europe/Berlin"), "time zone"),
        (cronexpr.parse("0 9 * * *", dst="wall"), "clock-change policy"),
        (cronexpr.parse("0 0 12 ? * 2", dialect="quartz"), "another dialect"),
        (cronexpr.parse("H 12 * * *", dialect="jenkins", seed="a"), '"H" [(]hash[)] is a Jenkins extension'),
    ],
)
def test_an_expression_whose_text_would_mean_something_else_is_refused(
    expr: CronExpression, said: str
) -> None:
    with pytest.raises(ValidationError, match=said) as caught:
        TypeAdapter(CronExpression).validate_python(expr)
    assert [error["type"] for error in caught.value.errors()] == ["cron_expression"]


def test_an_expression_without_a_zone_gets_that_of_the_field() -> None:
    kind = TypeAdapter(Annotated[CronExpression, Cron(tz="Europe/Berlin")])
    expr = kind.validate_python(cronexpr.parse("0 9 * * *"))
    assert expr == cronexpr.parse("0 9 * * *", tz="Europe/Berlin")


def test_instance_of_takes_any_expression() -> None:
    expr = cronexpr.parse("0 9 * * *", tz="Europe/Berlin")
    assert TypeAdapter(InstanceOf[CronExpression]).validate_python(expr) is expr


def test_a_wrong_rule_is_told_to_the_developer_and_not_to_the_user() -> None:
    with pytest.raises(CronOptionError):
        Cron(dialect="quarz")
    with pytest.raises(CronOptionError):
        Cron(tz="Europe/Berln")
    with pytest.raises(TypeError):
        Cron(min_interval=5)  # type: ignore[arg-type]


def test_the_marker_works_together_with_pydantics_own() -> None:
    short = Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=12), Cron(), Field(title="When")
    ]
    assert TypeAdapter(short).validate_python("  0 9 * * 1 ") == "0 9 * * 1"
    (error,) = errors_of(short, "0 9 * * 1,2,3,4")
    assert error["type"] == "string_too_long"
    schema = TypeAdapter(short).json_schema()
    assert (schema["maxLength"], schema["format"], schema["title"]) == (12, "cron", "When")

    def daily(expr: CronExpression) -> CronExpression:
        assert expr.shortest_interval() == timedelta(days=1)
        return expr

    checked = Annotated[CronExpression, Cron(dialect="vixie"), AfterValidator(daily)]
    assert TypeAdapter(checked).validate_python("@daily").dialect.name == "vixie"
    with pytest.raises(ValidationError, match="Assertion failed"):
        TypeAdapter(checked).validate_python("@hourly")


def test_two_markers_of_a_text_both_count() -> None:
    kind = Annotated[Annotated[str, Cron(strict=True)], Cron(min_interval=FIVE_MINUTES)]
    for text, code in (("0 0 31 2 *", "CRL001"), ("*/2 * * * *", "FRM001")):
        assert errors_of(kind, text)[0]["ctx"]["code"] == code


@pytest.mark.parametrize(
    "kind",
    [
        Annotated[int, Cron()],
        Annotated[CronExpression | None, Cron()],
        Annotated[CronExpression, AfterValidator(str), Cron()],
        Annotated[Annotated[CronExpression, Cron(strict=True)], Cron(tz="UTC")],
    ],
)
def test_a_marker_in_the_wrong_place_is_told_at_once(kind: Any) -> None:
    with pytest.raises(TypeError, match="stands directly after"):
        TypeAdapter(kind)


# JSON schema


@pytest.mark.parametrize("mode", ["validation", "serialization"])
@pytest.mark.parametrize("kind", [CronExpression, CronStr, Annotated[CronExpression, Cron()]])
def test_the_json_schema_tells_what_is_expected(kind: Any, mode: Any) -> None:
    assert TypeAdapter(kind).json_schema(mode=mode) == {
        "type": "string",
        "format": "cron",
        "maxLength": 256,
        "examples": ["0 9 * * 1-5", "0 0 1 * *", "*/15 * * * *"],
    }


def test_the_examples_keep_the_rules_of_the_field() -> None:
    kind = Annotated[CronExpression, Cron(dialect="quartz", min_interval=timedelta(hours=1), max_length=99)]
    schema = TypeAdapter(kind).json_schema()
    assert schema["examples"] == ["0 0 9 ? * MON-FRI", "0 0 0 1 * ?"]
    assert schema["maxLength"] == 99


# FastAPI


@pytest.fixture
def ask() -> Any:
    """Return a function that asks a FastAPI application; Starlette's own client is bound to one httpx."""
    pytest.importorskip("fastapi", reason="FastAPI is not installed")
    httpx = pytest.importorskip("httpx", reason="httpx is not installed")
    from fastapi import FastAPI

    app = FastAPI()

    @app.get("/next")
    def next_time(schedule: Rarely, text: CronStr = "@daily") -> dict[str, str]:
        return {"sentence": schedule.describe(), "text": text}

    @app.post("/jobs")
    def order(body: Order) -> Order:
        return body

    def ask(method: str, path: str, **options: Any) -> Any:
        async def answer() -> Any:
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.request(method, path, **options)

        return asyncio.run(answer())

    return ask


def test_fastapi_reads_an_expression_from_the_query(ask: Any) -> None:
    answer = ask("GET", "/next", params={"schedule": "*/5 * * * *"})
    assert answer.json() == {"sentence": "Every 5 minutes", "text": "@daily"}


def test_fastapi_answers_a_refusal_with_code_place_and_hint(ask: Any) -> None:
    answer = ask("GET", "/next", params={"schedule": "* * * * *", "text": "0 24 * * *"})
    assert answer.status_code == 422
    first, second = answer.json()["detail"]
    assert (first["loc"], first["ctx"]["code"]) == (["query", "schedule"], "FRM001")
    assert (second["loc"], second["ctx"]["span"]) == (["query", "text"], [2, 4])


def test_fastapi_reads_a_body_and_answers_with_the_text(ask: Any) -> None:
    assert ask("POST", "/jobs", json={"schedule": "@daily"}).json() == {"schedule": "@daily"}
    answer = ask("POST", "/jobs", json={"schedule": 5})
    assert (answer.status_code, answer.json()["detail"][0]["type"]) == (422, "string_type")


def test_openapi_shows_the_format(ask: Any) -> None:
    document = ask("GET", "/openapi.json").json()
    parameters = document["paths"]["/next"]["get"]["parameters"]
    assert [parameter["schema"]["format"] for parameter in parameters] == ["cron", "cron"]
    assert document["components"]["schemas"]["Order"]["properties"]["schedule"]["format"] == "cron"

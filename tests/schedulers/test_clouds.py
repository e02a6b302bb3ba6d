"""Kubernetes, GitHub and AWS: what is written, read back by YAML, kubectl, sh and the AWS command line."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import expressions

import cronexpr
from cronexpr.schedulers import aws, github, kubernetes

BERLIN = "Europe/Berlin"
LAMBDA = "arn:aws:lambda:eu-central-1:123456789012:function:report"
ROLE = "arn:aws:iam::123456789012:role/scheduler"

# Whatever a command line can hold: no NUL, no half of a surrogate pair.
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
WORDS = st.lists(
    TEXTS | st.sampled_from(("$(HOME)", "$$", "${{ x }}", "'", '"', "a b", "#", "- a: b")), max_size=4
)


def read_yaml(text: str) -> list[Any]:
    yaml = pytest.importorskip("yaml")
    return list(yaml.safe_load_all(text))


def manifest_of(*arguments: Any, **options: Any) -> Any:
    (manifest,) = read_yaml(kubernetes.to_manifest(*arguments, **{"name": "job", **options}))
    return manifest


def container_of(manifest: Any) -> Any:
    (container,) = manifest["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    return container


def expanded(word: str) -> str:
    """Return what Kubernetes makes of a *word* of a command, no variable being set (expansion/expand.go)."""
    found, at = "", 0
    while at < len(word):
        if word[at : at + 2] == "$$":
            found, at = f"{found}$", at + 2
        elif word[at : at + 2] == "$(" and ")" in word[at:]:
            found, at = f"{found}<a variable>", word.index(")", at) + 1
        else:
            found, at = found + word[at], at + 1
    return found


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(cronexpr.CronError) as caught:
        call()
    (problem,) = caught.value.problems
    assert problem.hint
    assert cronexpr.explain_code(problem.code)
    return problem.code


# Kubernetes


def test_a_manifest_holds_schedule_zone_and_policy() -> None:
    expr = cronexpr.parse("0 9 * * mon-fri", tz=BERLIN)
    spec = manifest_of(expr, "busybox", concurrency_policy="Forbid")["spec"]
    assert (spec["schedule"], spec["timeZone"], spec["concurrencyPolicy"]) == (
        "0 9 * * mon-fri",
        BERLIN,
        "Forbid",
    )


def test_without_a_zone_the_controllers_is_left_to_count() -> None:
    assert "timeZone" not in manifest_of("0 9 * * *", "busybox")["spec"]
    utc = cronexpr.parse("0 9 * * *", tz=timezone.utc)
    assert manifest_of(utc, "busybox")["spec"]["timeZone"] == "UTC"


def test_a_run_that_fails_is_not_repeated() -> None:
    job = manifest_of("0 9 * * *", "busybox")["spec"]["jobTemplate"]["spec"]
    assert (job["backoffLimit"], job["template"]["spec"]["restartPolicy"]) == (0, "Never")


def test_a_text_is_a_line_for_the_shell_and_a_list_is_seen_by_none() -> None:
    assert container_of(manifest_of("0 9 * * *", "busybox", "a && b"))["command"] == [
        "/bin/sh",
        "-c",
        "a && b",
    ]
    assert container_of(manifest_of("0 9 * * *", "busybox", ["a", "&&"]))["command"] == ["a", "&&"]
    assert "command" not in container_of(manifest_of("0 9 * * *", "busybox"))


@given(words=WORDS, image=TEXTS.filter(str.strip))
def test_whatever_the_command_is_the_container_gets_it(words: list[str], image: str) -> None:
    container = container_of(manifest_of("0 9 * * *", image, ["run", *words]))
    assert container["image"] == image
    assert [expanded(word) for word in container["command"]] == ["run", *words]


def test_where_two_lines_say_it_there_are_two_cron_jobs() -> None:
    expr = cronexpr.parse("0 0 1-7 * +fri", tz=BERLIN)
    with pytest.raises(cronexpr.CronConversionError, match="must both match"):
        kubernetes.to_manifest(expr, "busybox", name="first-friday")
    expr = cronexpr.parse("0 0 L 3,4 *", tz=BERLIN)
    manifests = read_yaml(kubernetes.to_manifest(expr, "busybox", name="last"))
    assert [found["metadata"]["name"] for found in manifests] == ["last-1", "last-2"]
    assert [found["spec"]["schedule"] for found in manifests] == ["0 0 31 3 *", "0 0 30 4 *"]
    assert {found["spec"]["timeZone"] for found in manifests} == {BERLIN}


@pytest.mark.parametrize("name", ["a", "a1", "0", "a-b.c", "x" * 52])
def test_a_name_that_kubernetes_takes_is_taken(name: str) -> None:
    manifest = manifest_of("0 9 * * *", "busybox", name=name)
    assert manifest["metadata"]["name"] == name
    assert container_of(manifest)["name"] == name.replace(".", "-")


@pytest.mark.parametrize("name", ["", "A", "a_b", "-a", "a-", "a..b", "a.-b", "a\n", "ä", "x" * 53, "a b"])
def test_a_name_that_kubernetes_refuses_is_refused(name: str) -> None:
    assert refusal(lambda: kubernetes.to_manifest("0 9 * * *", "busybox", name=name)) == "KUB002"


def test_the_number_behind_a_name_counts() -> None:
    # Both lines of "0 0 L 3,4 *" get a dash and a digit.
    assert refusal(lambda: kubernetes.to_manifest("0 0 L 3,4 *", "busybox", name="x" * 51)) == "KUB002"
    assert kubernetes.to_manifest("0 0 L 3,4 *", "busybox", name="x" * 50)


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"image": " "}, "name the image to run, as in registry.example/report:1"),
        ({"image": "a\0"}, "an image is named as in registry.example/report:1"),
        ({"command": ""}, "say what to run"),
        ({"command": []}, "say what to run"),
        ({"command": [""]}, "say what to run"),
        ({"command": "a\ud800"}, "put it into a script"),
        ({"concurrency_policy": "Never"}, "known: Allow, Forbid, Replace"),
    ],
)
def test_what_a_manifest_cannot_hold_is_refused(options: dict[str, Any], hint: str) -> None:
    arguments = {"image": "busybox", "name": "job", **options}
    with pytest.raises(cronexpr.CronOptionError) as caught:
        kubernetes.to_manifest("0 9 * * *", **arguments)
    assert [(problem.code, problem.hint) for problem in caught.value.problems] == [("KUB003", hint)]


def test_of_a_text_that_is_no_command_nobody_makes_a_script() -> None:
    for write in (
        lambda: github.to_workflow("0 9 * * *", name="a\ud800"),
        lambda: aws.to_schedules("0 9 * * *", LAMBDA, ROLE, name="job", description="a\0"),
    ):
        with pytest.raises(cronexpr.CronOptionError) as caught:
            write()
        assert caught.value.problems[0].hint == "leave the character out"


@pytest.mark.parametrize("options", [{"image": 5}, {"name": None}, {"command": [5]}])
def test_wrong_types_are_type_errors(options: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        kubernetes.to_manifest("0 9 * * *", **{"image": "busybox", "name": "job", **options})


OFFSET = timezone(timedelta(hours=1))


def test_a_zone_without_a_key_is_refused_everywhere() -> None:
    expr = cronexpr.parse("0 9 * * *", tz=OFFSET)
    assert refusal(lambda: kubernetes.to_manifest(expr, "busybox", name="job")) == "KUB001"
    assert refusal(lambda: github.to_workflow(expr)) == "GHA001"
    assert refusal(lambda: aws.to_schedules(expr, LAMBDA, ROLE, name="job")) == "AWS001"


def test_start_up_jobs_are_refused_everywhere() -> None:
    for call in (
        lambda: kubernetes.to_manifest("@reboot", "busybox", name="job"),
        lambda: github.to_workflow("@reboot"),
        lambda: aws.to_schedules("@reboot", LAMBDA, ROLE, name="job"),
    ):
        with pytest.raises(cronexpr.CronConversionError) as caught:
            call()
        assert caught.value.problems[0].code == "CNV005"


def test_differences_are_those_of_the_dialect() -> None:
    expr = cronexpr.parse("30 2 * * *", tz=BERLIN)
    for compare, dialect in (
        (kubernetes.differences, "kubernetes"),
        (github.differences, "github"),
        (aws.differences, "aws"),
    ):
        assert compare(expr) == cronexpr.converter.differences(expr, dialect) != ()


def test_kubectl_reads_a_manifest_as_it_was_meant(tmp_path: Path) -> None:
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        pytest.skip("kubectl is not installed")
    command = ["echo", 'a"b\\', "$(date)", "\x7f\x85\u2028 \U0001f600 ä", "tab\tnew\nline", "- x: y # z"]
    text = kubernetes.to_manifest("0 0 L 3,4 *", "busybox:1", command, name="awkward")
    # It works on the file alone, without a cluster, and prints the objects as it decoded them.
    found = subprocess.run(
        [kubectl, "annotate", "--local", "-f", "-", "seen=yes", "-o", "json"],
        input=text.encode(),
        capture_output=True,
        check=True,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
    ).stdout.decode()
    decoder, at, objects = json.JSONDecoder(), 0, []
    while at < len(found.rstrip()):
        manifest, at = decoder.raw_decode(found, at)
        at += len(found[at:]) - len(found[at:].lstrip())
        objects.append(manifest)
    assert [found["kind"] for found in objects] == ["CronJob", "CronJob"]
    assert [kubernetes.from_manifest(found).source for found in objects] == ["0 0 31 3 *", "0 0 30 4 *"]
    assert {expanded(word) for word in container_of(objects[0])["command"]} == {*command}


@given(text=expressions())
def test_what_is_written_is_read_back_with_the_same_times(text: str) -> None:
    expr = cronexpr.parse(text, tz=BERLIN)
    try:
        written = kubernetes.to_manifest(expr, "busybox", name="job")
    except cronexpr.CronConversionError:
        return
    parts = [kubernetes.from_manifest(manifest) for manifest in read_yaml(written)]
    start = datetime(2026, 1, 1)
    stop = datetime(2026, 3, 1)
    expected = oracle.naive_occurrences(text, start, stop)[:500]
    found = {wall for part in parts for wall in _first(part.replace(tz=None), start, stop, 500)}
    assert sorted(found)[: len(expected)] == expected


def _first(expr: cronexpr.CronExpression, start: datetime, stop: datetime, n: int) -> list[datetime]:
    return [wall for wall in expr.upcoming(n, start - timedelta(microseconds=1)) if wall < stop]


@pytest.mark.parametrize(
    "manifest",
    [
        {},
        {"kind": "Job", "spec": {"schedule": "0 9 * * *"}},
        {"kind": "CronJob"},
        {"kind": "CronJob", "spec": []},
        {"kind": "CronJob", "spec": {"schedule": 5}},
        {"kind": "CronJob", "spec": {"schedule": "0 9 * * *", "timeZone": 5}},
    ],
)
def test_what_is_no_cron_job_is_not_read(manifest: dict[str, Any]) -> None:
    assert refusal(lambda: kubernetes.from_manifest(manifest)) == "KUB010"
    assert refusal(lambda: kubernetes.left_aside(manifest)) == "KUB010"


# GitHub


def test_a_workflow_says_when() -> None:
    expr = cronexpr.parse("0 0 L 3,4 *", tz=BERLIN)
    (workflow,) = read_yaml(github.to_workflow(expr))
    # YAML 1.1, which PyYAML reads, takes a bare "on" for true.
    assert workflow == {
        True: {
            "schedule": [
                {"cron": "0 0 31 3 *", "timezone": BERLIN},
                {"cron": "0 0 30 4 *", "timezone": BERLIN},
            ]
        }
    }


def test_utc_needs_no_zone() -> None:
    for zone in (None, "UTC", "Etc/UTC"):
        (workflow,) = read_yaml(github.to_workflow(cronexpr.parse("0 9 * * *", tz=zone)))
        assert workflow == {True: {"schedule": [{"cron": "0 9 * * *"}]}}


def evaluated(line: str) -> str:
    """Return what GitHub makes of a *line*: it knows one expression, a text in single quotes."""
    return re.sub(r"\$\{\{ '([^']*)' \}\}", r"\1", line)


@given(words=WORDS, name=TEXTS)
def test_whatever_the_command_is_the_shell_gets_it(words: list[str], name: str) -> None:
    (workflow,) = read_yaml(github.to_workflow("0 9 * * *", ["run", *words], name=name))
    line = workflow["jobs"]["scheduled"]["steps"][-1]["run"]
    assert "${{" not in re.sub(r"\$\{\{ '\$\{\{' \}\}", "", line)
    assert shlex.split(evaluated(line)) == ["run", *words]
    assert workflow["name"] == name


def test_a_line_for_the_shell_stays_one() -> None:
    (workflow,) = read_yaml(github.to_workflow("0 9 * * *", "cd x && make ${{ x }}"))
    assert evaluated(workflow["jobs"]["scheduled"]["steps"][-1]["run"]) == "cd x && make ${{ x }}"


@pytest.mark.parametrize("text", ["* * * * *", "*/4 * * * *", "0,3 9 * * *", "0,58 * * * *"])
def test_more_than_github_starts_is_refused(text: str) -> None:
    assert refusal(lambda: github.to_workflow(text)) == "GHA002"


def test_every_five_minutes_is_not_too_often() -> None:
    assert '"*/5 * * * *"' in github.to_workflow("*/5 * * * *")


@pytest.mark.parametrize("options", [{"command": ""}, {"command": ["a\0"]}, {"name": "\ud800"}])
def test_what_a_workflow_cannot_hold_is_refused(options: dict[str, Any]) -> None:
    assert refusal(lambda: github.to_workflow("0 9 * * *", **options)) == "GHA003"


# AWS


def test_a_schedule_is_what_create_schedule_takes() -> None:
    expr = cronexpr.parse("0 9 L * *", tz=BERLIN)
    (schedule,) = aws.to_schedules(expr, LAMBDA, ROLE, name="report", target_input='{"a": 1}')
    assert schedule == {
        "Name": "report",
        "Description": "At 9:00 AM on the last day of every month (Europe/Berlin); cron: 0 9 L * *",
        "ScheduleExpression": "cron(0 9 L * ? *)",
        "ScheduleExpressionTimezone": BERLIN,
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "Target": {"Arn": LAMBDA, "RoleArn": ROLE, "Input": '{"a": 1}'},
    }
    assert aws.from_schedule(schedule) == cronexpr.parse("0 9 L * ? *", dialect="aws", tz=BERLIN)


def test_dates_or_weekdays_take_two_schedules() -> None:
    found = aws.to_schedules("0 0 13 * fri", LAMBDA, ROLE, name="x" * 62)
    assert [schedule["Name"][-2:] for schedule in found] == ["-1", "-2"]
    assert [schedule["ScheduleExpression"] for schedule in found] == [
        "cron(0 0 13 * ? *)",
        "cron(0 0 ? * FRI *)",
    ]
    assert {schedule["ScheduleExpressionTimezone"] for schedule in found} == {"UTC"}


def calls_of_aws(script: str) -> list[list[str]]:
    """Return what a real shell hands to ``aws``, call by call."""
    shell = shutil.which("sh")
    if shell is None:
        pytest.skip("there is no sh")
    program = "aws() { printf '%s\\0' \"$@\"; printf '\\0'; }\n" + script
    done = subprocess.run([shell], input=program.encode(), capture_output=True, check=True)
    assert done.stderr == b""
    return [call.split("\0") for call in done.stdout.decode().removesuffix("\0\0").split("\0\0")]


@given(
    description=TEXTS,
    text=TEXTS.map("x{}".format),
    name=st.from_regex(r"[0-9A-Za-z_.-]{1,20}", fullmatch=True),
)
def test_a_shell_hands_over_what_was_meant(description: str, text: str, name: str) -> None:
    schedules = aws.to_schedules(
        "0 9 * * *", LAMBDA, ROLE, name=name, description=description, target_input=text
    )
    script = aws.to_commands(schedules)
    (words,) = calls_of_aws(script)
    assert words[:3] == ["scheduler", "create-schedule", "--cli-input-json"]
    assert [json.loads(word) for word in words[3:]] == schedules


def test_a_description_that_is_too_long_makes_way_for_the_expression() -> None:
    (schedule,) = aws.to_schedules("0 9 * * *", LAMBDA, ROLE, name="job", description="x" * 600)
    assert schedule["Description"] == "cron: 0 9 * * *"
    (schedule,) = aws.to_schedules("0 9 * * *", LAMBDA, ROLE, name="job", description="")
    assert schedule["Description"] == "cron: 0 9 * * *"
    minutes = ",".join(map(str, range(60)))
    (schedule,) = aws.to_schedules(
        f"{minutes} {','.join(map(str, range(24)))} {minutes[2:82]} * *", LAMBDA, ROLE, name="a"
    )
    assert len(schedule["Description"]) <= 512


@pytest.mark.parametrize("name", ["", "a b", "a/b", "ä", "x" * 65, "a\n"])
def test_a_name_that_aws_refuses_is_refused(name: str) -> None:
    assert refusal(lambda: aws.to_schedules("0 9 * * *", LAMBDA, ROLE, name=name)) == "AWS002"


@pytest.mark.parametrize(("target", "role"), [("report", ROLE), (LAMBDA, "arn:aws:iam:: role"), ("", ROLE)])
def test_what_is_no_arn_is_refused(target: str, role: str) -> None:
    assert refusal(lambda: aws.to_schedules("0 9 * * *", target, role, name="job")) == "AWS003"


def test_a_name_that_is_no_text_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        aws.to_schedules("0 9 * * *", LAMBDA, ROLE, name=None)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["rate(5 minutes)", "cron(0 9 * * ? *", "at(2026-11-23T09:00:00)", 5, None])
def test_what_is_no_cron_is_not_read(text: Any) -> None:
    assert refusal(lambda: aws.from_schedule({"ScheduleExpression": text})) == "AWS010"
    assert refusal(lambda: aws.left_aside({"ScheduleExpression": text})) == "AWS010"


@pytest.mark.parametrize(
    "read", [aws.from_schedule, aws.left_aside, kubernetes.from_manifest, kubernetes.left_aside]
)
def test_what_is_no_mapping_is_a_type_error(read: Any) -> None:
    with pytest.raises(TypeError, match="mapping"):
        read([])


def test_the_aws_command_line_takes_them() -> None:
    program = shutil.which("aws")
    if program is None:
        pytest.skip("the AWS command line is not installed")
    schedules = aws.to_schedules("0 0 13 * fri", LAMBDA, ROLE, name="job", target_input='{"a": "it\'s"}')
    environment = {**os.environ, "AWS_DEFAULT_REGION": "eu-central-1", "AWS_EC2_METADATA_DISABLED": "true"}
    # With a skeleton asked for, everything is checked as usual, and nothing is sent.
    skeleton = ["--generate-cli-skeleton", "output"]
    commands = [[program, *words, *skeleton] for words in calls_of_aws(aws.to_commands(schedules))]
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        if "Invalid choice" in done.stderr:
            pytest.skip("this AWS command line does not know EventBridge Scheduler")
        assert (done.returncode, done.stderr) == (0, "")
        assert "ScheduleArn" in json.loads(done.stdout)

"""The command line's ``convert``."""

from __future__ import annotations

import io
import json
import sys

import pytest

from cronexpr import cli

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *argv: str) -> tuple[int, str, str]:
    status = cli.main(["convert", *argv])
    return (status, *capsys.readouterr())


def test_a_text_is_printed(capsys: Capture) -> None:
    assert run(capsys, "0 9 * * 1-5", "--to", "quartz") == (0, "0 0 9 ? * MON-FRI\n", "")
    assert run(capsys, "0 0 12 ? * 2-6", "--from", "quartz", "--to", "kubernetes") == (
        0,
        "0 12 * * 1-5\n",
        "",
    )


def test_several_texts_are_printed_on_request_only(capsys: Capture) -> None:
    expected = "0 0 13 * 0-4,6\n0 0 * * 5\n"
    assert run(capsys, "0 0 13 * FRI", "--to", "celery", "--all") == (0, expected, "")
    status, out, err = run(capsys, "0 0 13 * FRI", "--to", "celery")
    assert (status, out) == (1, "")
    assert "CNV011" in err


def test_lines_that_share_dates_are_complained_about(capsys: Capture) -> None:
    status, out, err = run(capsys, "0 0 13 * FRI", "--to", "quartz", "--all")
    assert (status, out) == (0, "0 0 0 13 * ?\n0 0 0 ? * FRI\n")
    assert err == (
        "warning[CNV103]: the lines 0 0 0 13 * ? and 0 0 0 ? * FRI share dates: the job then runs twice\n"
    )


def test_what_is_different_in_the_zone_that_was_named_is_told(capsys: Capture) -> None:
    status, out, err = run(capsys, "30 2 * * *", "--to", "quartz", "--tz", "Europe/Berlin")
    assert (status, out) == (0, "0 30 2 * * ?\n")
    told = ["warning[CNV101]", "warning[CNV102]", "info[CNV104]"]
    assert [line.partition(":")[0] for line in err.splitlines()] == told
    assert run(capsys, "30 2 * * *", "--to", "quartz", "--tz", "UTC")[2].startswith(
        "info[CNV104]: quartz runs by "
    )
    assert run(capsys, "30 2 * * *", "--to", "quartz")[2] == ""
    assert run(capsys, "30 2 * * *", "--to", "quartz", "--tz", "Europe/Berlin", "--json")[2] == ""


def test_what_cannot_be_said_is_shown(capsys: Capture) -> None:
    status, out, err = run(capsys, "0 0 L * *", "--to", "vixie")
    assert (status, out) == (1, "")
    assert err.startswith("error[CNV006]: the dialect vixie cannot say the last day of the month\n")


def test_json_has_the_lines_and_the_differences(capsys: Capture) -> None:
    status, out, err = run(capsys, "0 0 13 * FRI", "--to", "quartz", "--all", "--json")
    record = json.loads(out)
    assert (status, err) == (0, "")
    assert (record["expression"], record["from"], record["to"]) == ("0 0 13 * FRI", "standard", "quartz")
    assert record["lines"] == ["0 0 0 13 * ?", "0 0 0 ? * FRI"]
    assert [note["code"] for note in record["differences"]] == ["CNV101", "CNV102", "CNV103", "CNV104"]


def test_json_has_the_problems(capsys: Capture) -> None:
    status, out, err = run(capsys, "0 0 L * *", "--to", "vixie", "--json")
    assert (status, err) == (1, "")
    assert [problem["code"] for problem in json.loads(out)["problems"]] == ["CNV006"]


def test_expressions_are_read_from_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("0 9 * * 1-5\n@daily\n"))
    assert run(capsys, "-", "--to", "aws") == (
        0,
        "0 9 * * 1-5\n  0 9 ? * MON-FRI *\n@daily\n  0 0 * * ? *\n",
        "",
    )


@pytest.mark.parametrize("arguments", [("x", "--to", "quartz"), ("* * * * *", "--to", "qartz")])
def test_misuse_ends_with_2(capsys: Capture, arguments: tuple[str, ...]) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("error[")


def test_the_dialect_has_the_name_that_it_has_elsewhere_too(capsys: Capture) -> None:
    for name in ("--from", "--dialect"):
        assert (
            run(capsys, "convert", "0 0 12 ? * 2-6", name, "quartz", "--to", "vixie")[1] == "0 12 * * 1-5\n"
        )


@pytest.mark.parametrize("target", ["windows", "systemd", "rrule", "ics"])
def test_what_is_no_dialect_but_can_be_exported_to_is_said_to_be(capsys: Capture, target: str) -> None:
    said = f"cronexpr convert: {target} is no dialect: `cronexpr export EXPR --to {target}` writes for it\n"
    assert run(capsys, "convert", "0 9 * * 1-5", "--to", target) == (2, "", said)


@pytest.mark.parametrize("name", ["quartz", "vixie", "jenkins"])
def test_what_is_a_dialect_and_not_exported_to_is_said_to_be(capsys: Capture, name: str) -> None:
    with pytest.raises(SystemExit):
        cli.main(["export", "0 9 * * 1-5", "--to", name])
    assert f"{name} is a dialect: `cronexpr convert EXPR --to {name}` writes it" in capsys.readouterr().err


def test_what_is_neither_is_not_known(capsys: Capture) -> None:
    status, _, err = run(capsys, "convert", "0 9 * * 1-5", "--to", "quarz")
    assert (status, "OPT001" in err, "export" in err) == (2, True, False)

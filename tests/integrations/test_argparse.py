from __future__ import annotations

import argparse
from datetime import timedelta

import pytest

import cronexpr
from cronexpr import CronOptionError
from cronexpr.integrations.argparse import cron_type


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="job")
    made.add_argument("at", type=cron_type(tz="Europe/Berlin"), nargs="?", default="@daily")
    made.add_argument("--often", type=cron_type(min_interval=timedelta(minutes=5), strict=True))
    made.add_argument("--quartz", type=cron_type(dialect="quartz"))
    return made


def usage_error(*arguments: str) -> str:
    with pytest.raises(argparse.ArgumentTypeError) as caught:
        cron_type()(*arguments)
    return str(caught.value)


def test_arguments_and_defaults_become_expressions() -> None:
    arguments = parser().parse_args(["--quartz", "0 0 12 ? * 2"])
    assert arguments.at == cronexpr.parse("@daily", tz="Europe/Berlin")
    assert arguments.quartz == cronexpr.parse("0 0 12 ? * 2", dialect="quartz")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["0 24 * * *"],
            "at: hour 24 is out of range; hours run 0-23 (column 3). Midnight is hour 0: `0 0 * * *`",
        ),
        (["--often", "* * * * *"], "argument --often: two runs are only 1 min apart"),
        (["--often", "0 0 31 2 *"], "argument --often: this never runs"),
        (["notes.txt"], "Write it in quotes"),
        (["60 24 * * *"], "and 1 more problem"),
    ],
)
def test_a_refusal_is_one_line_with_what_to_write(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        parser().parse_args(words)
    assert caught.value.code == 2
    assert said in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    "text", ["", " \n ", "x" * 10_000, "%s %d * * *", "\u202e0 9 * * *", "\x1b[31m * * * *"]
)
def test_hostile_text_is_refused_in_one_printable_line(text: str) -> None:
    line = usage_error(text)
    assert line.isprintable()
    assert len(line) < 300


def test_a_wrong_rule_is_told_when_the_type_is_made() -> None:
    with pytest.raises(CronOptionError):
        cron_type(tz="Europe/Berln")

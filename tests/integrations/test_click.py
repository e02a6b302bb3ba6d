from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

import cronexpr
from cronexpr import CronExpression, CronOptionError

pytest.importorskip("click", reason="click is not installed")
import click
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

from cronexpr.integrations.click import CronType


@click.command()
@click.option("--at", type=CronType(), default="@daily", show_default=True, envvar="AT", help="When.")
@click.option("--often", type=CronType(min_interval=timedelta(minutes=5)), multiple=True, envvar="OFTEN")
@click.option("--quartz", type=CronType(dialect="quartz", tz="Europe/Berlin"))
@click.option("--sure", type=CronType(strict=True))
def command(
    at: CronExpression,
    often: tuple[CronExpression, ...],
    quartz: CronExpression | None,
    sure: CronExpression | None,
) -> None:
    click.echo(f"{at!r} {often!r} {quartz!r} {sure!r}")


def run(*arguments: str, **options: dict[str, str]) -> Result:
    return CliRunner().invoke(command, arguments, **options)  # type: ignore[arg-type]


def test_options_become_expressions() -> None:
    result = run(
        "--at", "0 9 * * 1", "--often", "*/5 * * * *", "--often", "@hourly", "--quartz", "0 0 12 ? * 2"
    )
    at, often, quartz = "0 9 * * 1", ("*/5 * * * *", "@hourly"), "0 0 12 ? * 2"
    expected = (
        f"{cronexpr.parse(at)!r} {tuple(map(cronexpr.parse, often))!r}"
        f" {cronexpr.parse(quartz, dialect='quartz', tz='Europe/Berlin')!r} None\n"
    )
    assert (result.exit_code, result.output) == (0, expected)


def test_a_refusal_is_a_usage_error_that_draws_where() -> None:
    result = run("--at", "60 24 * * *")
    assert result.exit_code == 2
    assert result.output.partition("Error: ")[2] == (
        "Invalid value for '--at': minute 60 is out of range; minutes run 0-59\n"
        "  60 24 * * *\n"
        "  ^^ minute\n"
        "  help: for the top of the hour use 0: `0 0 * * *`\n"
        "error[CRON103]: hour 24 is out of range; hours run 0-23\n"
        "  60 24 * * *\n"
        "     ^^ hour\n"
        "  help: midnight is hour 0: `0 0 * * *`\n"
    )


def test_limits_and_strictness_are_usage_errors() -> None:
    assert "only 1 min apart" in run("--often", "0,59 * * * *").output
    result = run("--sure", "0 0 31 2 *")
    assert result.exit_code == 2
    assert "Invalid value for '--sure': this never runs" in result.output


def test_a_star_that_the_shell_replaced_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    script = tmp_path / "job.py"
    script.write_text(
        "import click\nfrom cronexpr.integrations.click import CronType\n"
        "@click.command()\n@click.argument('at', type=CronType())\ndef job(at): click.echo(at)\njob()\n"
    )
    for words, told in (
        ("n*", "Write it in quotes"),
        ("'0 9 * * 1'", "0 9 * * 1\n"),
        ('"@dialy"', "did you mean"),
    ):
        shell = ["sh", "-c", f"'{sys.executable}' job.py {words}"]
        result = subprocess.run(shell, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert told in result.stdout + result.stderr
        assert ("in quotes" in result.stderr) == (words == "n*")


def test_defaults_and_the_environment_are_read_too() -> None:
    assert run().output.startswith("cronexpr.parse('@daily')")
    assert run(env={"AT": "@hourly"}).output.startswith("cronexpr.parse('@hourly')")
    assert "[default: @daily]" in " ".join(run("--help").output.split())
    assert "--at CRON" in run("--help").output
    result = run(env={"AT": "@dialy"})
    assert result.exit_code == 2
    assert "@daily" in result.output


def test_several_in_one_variable_are_its_lines() -> None:
    result = run(env={"OFTEN": "0 9 * * *\n\n@weekly\n"})
    assert "(cronexpr.parse('0 9 * * *'), cronexpr.parse('@weekly'))" in result.output


def test_an_expression_that_is_a_default_already_is_taken() -> None:
    expr = cronexpr.parse("0 9 * * *")
    assert CronType().convert(expr, None, None) == expr
    with pytest.raises(click.BadParameter, match="another time zone"):
        CronType().convert(expr.replace(tz="UTC"), None, None)


def test_the_shell_completes_nicknames() -> None:
    completion = ShellComplete(command, {}, "command", "_COMPLETE")
    items = completion.get_completions(["--at"], "@w")
    assert [(item.value, item.help) for item in items] == [("@weekly", cronexpr.describe("@weekly"))]
    # What the option would refuse is not offered.
    offered = {item.value for item in completion.get_completions(["--sure"], "@")}
    assert "@daily" in offered


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 10_000, "<script>alert(1)</script>", "\u202e0 9 * * *", "\x1b[31m"]
)
def test_hostile_text_is_refused_in_printable_lines(text: str) -> None:
    result = run("--at", text)
    assert result.exit_code == 2
    assert len(result.output) < 1_000
    assert all(char.isprintable() or char == "\n" for char in result.output)
    assert result.output.isascii()


def test_a_wrong_type_is_the_programs_fault() -> None:
    with pytest.raises(TypeError):
        CronType().convert(5, None, None)


def test_a_wrong_rule_is_told_when_the_type_is_made() -> None:
    with pytest.raises(CronOptionError):
        CronType(dialect="quarz")


def test_the_type_shows_its_rules() -> None:
    assert repr(CronType(dialect="quartz", strict=True)) == "CronType(dialect='quartz', strict=True)"
    assert CronType().to_info_dict() == {"param_type": "CronType", "name": "cron"}

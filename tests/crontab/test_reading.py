"""Reading crontab files: entries, environment, percent signs, problems, and every byte of the file."""

from __future__ import annotations

import copy
import pickle
from datetime import timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from strategies_crontab import file_of
from table_rows import rows

import cronexpr
from cronexpr import CronOptionError, crontab

TABLE = rows("crontab.txt")
each_file = pytest.mark.parametrize(("written", "kind", "findings", "debian", "note"), TABLE)


def read(content: bytes, kind: str) -> crontab.Crontab:
    return crontab.parse(content, system=kind == "system", dialect="cronie" if kind == "cronie" else "vixie")


def shown(found: crontab.LineProblem) -> str:
    mark = {"error": "!", "warning": "", "info": "?"}[found.severity]
    return f"{found.line}:{found.column}:{found.code}{mark}"


def test_the_corpus_is_large_enough() -> None:
    assert len(TABLE) >= 40


@each_file
def test_finds_what_the_daemons_trip_on(
    written: str, kind: str, findings: str, debian: str, note: str
) -> None:
    found = [shown(problem) for problem in read(file_of(written), kind).problems]
    assert found == ([] if findings == "-" else findings.split())


@each_file
def test_refuses_all_that_debian_refuses(
    written: str, kind: str, findings: str, debian: str, note: str
) -> None:
    assert debian != "refuses" or "!" in findings


@each_file
def test_keeps_every_byte(written: str, kind: str, findings: str, debian: str, note: str) -> None:
    content = file_of(written)
    assert bytes(read(content, kind)) == content


@each_file
def test_a_fix_mends_its_problem(written: str, kind: str, findings: str, debian: str, note: str) -> None:
    tab = read(file_of(written), kind)
    for found in tab.problems:
        if found.problem.fix is not None:
            lines = tab.text.split("\n")
            lines[found.line - 1] = found.problem.fix
            again = read("\n".join(lines).encode("utf-8", "surrogateescape"), kind)
            assert (found.line, found.code) not in {(other.line, other.code) for other in again.problems}


@each_file
def test_every_place_lies_in_its_line(written: str, kind: str, findings: str, debian: str, note: str) -> None:
    for found in read(file_of(written), kind).problems:
        start, stop = found.problem.span
        assert 0 <= start <= stop <= len(found.source)
        assert found.as_dict()["line"] == found.line
        assert f":{found.line}:{found.column}" in found.pretty()


@pytest.mark.parametrize("dialect", ["vixie", "cronie"])
@pytest.mark.parametrize("command", ["echo \\\\%F", "a%b\\%c\\\\%%", "date +%F", "\\\\\\%%\\"])
def test_a_percent_sign_is_escaped_as_suggested(dialect: str, command: str) -> None:
    (found,) = crontab.parse(f"@daily {command}\n", dialect=dialect).problems
    (entry,) = crontab.parse(f"{found.problem.suggestion}\n", dialect=dialect).entries
    assert found.problem.suggestion != found.source
    assert (entry.stdin, entry.command.count("%")) == (None, command.count("%"))


def test_every_code_of_the_table_is_listed_and_met() -> None:
    met = {item.split(":")[2].rstrip("!?") for row in TABLE for item in row[2].split() if "CRT" in item}
    elsewhere = {"CRT008", "CRT010", "CRT015", "CRT016", "CRT023"}
    of_edits = {code for code in crontab.RULES if code >= "CRT030"}
    assert met | elsewhere == set(crontab.RULES) - of_edits
    assert not met & elsewhere
    page = Path(__file__).parents[2].joinpath("docs", "reference", "api", "crontab.rst")
    if not page.exists():
        pytest.skip("the documentation is not beside the tests")
    listed = page.read_text(encoding="utf-8")
    assert [code for code in crontab.RULES if code not in listed] == []


@pytest.mark.parametrize("dialect", ["vixie", "cronie"])
def test_a_file_that_is_no_crontab_is_told_in_short(dialect: str) -> None:
    tab = crontab.parse("0 24 * * * x\n#0 24 * * * x\n" * 1_003 + "@daily y\n", dialect=dialect)
    codes = [found.code for found in tab.problems if found.code != "CRT016"]
    assert codes == ["CRON103"] * 1_000 + ["CRT023"] * 3
    assert (tab.entries[-1].command, len(tab.entries), len(tab.disabled)) == ("y", 1_004, 0)
    last = tab.problems[-1]
    assert (last.line, last.column, last.severity) == (2_005, 1, "error")


# Entries


def test_an_entry_knows_its_parts() -> None:
    tab = crontab.parse(" 0  2\t* * *  /bin/x  y \n")
    (entry,) = tab.entries
    assert entry.expression == cronexpr.parse("0 2 * * *", dialect="vixie")
    assert entry.schedule == "0  2\t* * *"
    assert entry.command == "/bin/x  y "
    assert (entry.line, entry.source, entry.enabled) == (1, " 0  2\t* * *  /bin/x  y ", True)
    assert entry.source[slice(*entry.command_span)] == "/bin/x  y "
    assert (entry.stdin, entry.user, entry.tz, entry.id) == (None, None, None, None)


def test_an_entry_that_cannot_be_read_has_no_expression() -> None:
    (entry,) = crontab.parse("0 24 * * * x\n").entries
    assert (entry.expression, entry.command) == (None, "x")


def test_a_system_entry_has_a_user() -> None:
    (entry,) = crontab.parse("@daily root x y\n", system=True).entries
    assert (entry.user, entry.command) == ("root", "x y")


# What Debian 12's daemon was seen to give its jobs, and what cronie's do_command.c says.
PERCENT = [
    ("vixie", r"a\%b", "a%b", None),
    ("vixie", r"a\\b", r"a\b", None),
    ("vixie", r"c\d", r"c\d", None),
    ("vixie", r"e\\\%f", r"e\%f", None),
    ("vixie", r"g\\\\h", r"g\\h", None),
    ("vixie", "six%", "six", ""),
    ("vixie", "five%x%", "five", "x\n"),
    ("vixie", r"cat%l1\\%l2\\\%x\y\%", "cat", "l1\\%l2\\\\%x\\y%\n"),
    ("vixie", "cat%%a", "cat", "\na\n"),
    ("vixie", "x\\", "x\\", None),
    ("cronie", r"a\%b", "a%b", None),
    ("cronie", r"a\\b", r"a\\b", None),
    ("cronie", r"a\\\%b", r"a\\%b", None),
    ("cronie", r"a\\%b", r"a\\", "b\n"),
]


@pytest.mark.parametrize(("dialect", "written", "command", "stdin"), PERCENT)
def test_percent_signs(dialect: str, written: str, command: str, stdin: str | None) -> None:
    (entry,) = crontab.parse(f"@daily {written}\n", dialect=dialect).entries
    assert (entry.command, entry.stdin) == (command, stdin)


OPTIONS = [
    ("cronie", "-n a -n", "a -n", None),
    ("cronie", "-n \ta%b", "a", "b\n"),
    ("cronie", "-n *a", "*a", None),
    ("cronie", "a -n", "a -n", None),
    ("vixie", "-n a", "-n a", None),
]


@pytest.mark.parametrize("system", [False, True])
@pytest.mark.parametrize(("dialect", "written", "command", "stdin"), OPTIONS)
def test_an_option_of_cronie_is_no_part_of_the_command(
    dialect: str, written: str, command: str, stdin: str | None, system: bool
) -> None:
    user = "root " if system else ""
    tab = crontab.parse(f"@daily {user}{written}\n", dialect=dialect, system=system)
    (entry,) = tab.entries
    assert (entry.command, entry.stdin) == (command, stdin)
    assert entry.source[slice(*entry.command_span)] == command
    assert [problem for problem in tab.problems if problem.severity == "error"] == []


# Environment: each pair as `env` showed it in a job of Debian's cron.
VALUES = [
    ("Q='quoted  '", "Q", "quoted"),
    ("L='  lead'", "L", "  lead"),
    ("U= un  quoted  x  ", "U", "un  quoted  x"),
    ("H=a # c", "H", "a # c"),
    ("USER=fake", "USER", "fake"),
    ('"A B" = "c=d"', "A B", "c=d"),
    ("=x", "", "x"),
    ("*=2", "*", "2"),
    ("R=a\r", "R", "a"),
]


@pytest.mark.parametrize(("line", "name", "value"), VALUES)
def test_environment_lines(line: str, name: str, value: str) -> None:
    assert crontab.parse(f"{line}\n").environment == {name: value}


def test_cronie_keeps_blanks_in_quotes() -> None:
    assert crontab.parse("Q='quoted  '\n", dialect="cronie").environment == {"Q": "quoted  "}


def test_the_environment_is_that_of_the_lines_above() -> None:
    tab = crontab.parse("A=1\n@daily one\nA=2\nB=3\n@daily two\nA=4\n")
    assert [entry.environment for entry in tab.entries] == [{"A": "1"}, {"A": "2", "B": "3"}]
    assert tab.environment == {"A": "4", "B": "3"}
    assert [item.line for item in tab.assignments] == [1, 3, 4, 6]


def test_many_assignments_between_many_entries_take_no_more_than_their_share() -> None:
    tab = crontab.parse("A=1\n@daily x\n" * 20_000, dialect="cronie")
    assert len(tab.entries) == 20_000
    assert tab.entries[-1].environment == {"A": "1"}


# Zones


def test_cron_tz_holds_for_the_lines_below_it() -> None:
    text = "0 9 * * * a\nCRON_TZ=Asia/Tokyo\n0 9 * * * b\nCRON_TZ=Bogus\n0 9 * * * c\n"
    first, second, third = crontab.parse(text, dialect="cronie").entries
    assert [first.tz, second.tz, third.tz] == [None, ZoneInfo("Asia/Tokyo"), timezone.utc]
    assert first.expression is not None
    assert first.expression.dst == "vixie"
    assert second.expression is not None
    assert (second.expression.tz, second.expression.dst) == (ZoneInfo("Asia/Tokyo"), "wall")
    assert [entry.tz for entry in crontab.parse(text).entries] == [None, None, None]


def test_random_values_are_the_same_at_every_reading() -> None:
    text = "0~59 0~23 * * * a\n0~59 0~23 * * * b\n"
    one, two = crontab.parse(text, dialect="cronie").entries
    assert crontab.parse(text, dialect="cronie").entries == (one, two)
    assert one.expression != two.expression
    seeded = crontab.parse(text, dialect="cronie", seed="host").entries
    assert seeded[0].expression == seeded[1].expression


# Comments


def test_disabled_entries_stand_behind_a_number_sign() -> None:
    text = (
        "#0 5 * * * a\n # @daily b\n# 0 24 * * * c\n# 0 5 * * 1\n# m h dom mon dow command\n## 0 5 * * * d\n"
    )
    tab = crontab.parse(text)
    assert [(entry.command, entry.enabled) for entry in tab.disabled] == [("a", False), ("b", False)]
    assert tab.entries == ()


def test_a_marker_names_the_entry_right_below_it() -> None:
    text = "# cronexpr: id=a.1\n@daily x\n@daily y\n# cronexpr: id=b\n\n@daily z\n#cronexpr:id=c\n#@daily w\n"
    tab = crontab.parse(text)
    assert [entry.id for entry in tab.find()] == ["a.1", None, None, "c"]
    assert [entry.command for entry in tab.find(id="c")] == ["w"]
    assert tab.find(id="b") == ()


# Limits


@pytest.mark.parametrize(("length", "codes"), [(998, []), (999, ["CRT008"])])
def test_commands_have_998_bytes_in_debian(length: int, codes: list[str]) -> None:
    for command in ("x" * length, "\u00e9" * (length // 2) + "x" * (length % 2)):
        assert [found.code for found in crontab.parse(f"@daily {command}\n").problems] == codes
    assert crontab.parse(f"@daily {'x' * 5_000}\n", dialect="cronie").problems == ()


@pytest.mark.parametrize(("length", "codes"), [(997, []), (998, ["CRT010"])])
def test_assignments_have_999_bytes_in_debian(length: int, codes: list[str]) -> None:
    tab = crontab.parse(f" A={'x' * length}\n")
    assert [found.code for found in tab.problems] == codes
    assert len(tab.environment["A"]) == 997


def test_a_quote_that_closes_too_late_is_not_seen() -> None:
    assert [found.code for found in crontab.parse(f'A="{"x" * 998}"\n').problems] == ["CRT009"]


# Each as often as the daemon takes it, and the line that is one too many.
MOST = [
    ("vixie", "#\n", 10_000, 10_001),
    ("vixie", "@daily x\n", 10_000, 10_001),
    ("cronie", "@daily x\n", 10_000, 10_001),
    ("cronie", "# a\n@daily x\n\n", 10_000, 30_002),
    ("cronie", "A=b\n", 1_000, 1_001),
    ("cronie", "#\n", 16_383, 16_384),
    ("cronie", "#\u00e9 \n", 6_553, 6_554),
    ("cronie", "\n", 32_767, 32_768),
]


@pytest.mark.parametrize(("dialect", "piece", "most", "line"), MOST)
def test_more_than_the_daemon_takes_is_told(dialect: str, piece: str, most: int, line: int) -> None:
    assert crontab.parse(piece * most, dialect=dialect).problems == ()
    (found,) = crontab.parse(piece * (most + 1), dialect=dialect).problems
    assert (found.line, found.code, found.severity) == (line, "CRT016", "error")
    assert found.source == piece.split("\n")[(line - 1) % piece.count("\n")]


def test_what_stands_between_comments_parts_them() -> None:
    comments = "#\n" * 16_383
    for between in ("@daily x\n", "A=b\n"):
        assert crontab.parse(between.join([comments] * 3), dialect="cronie").problems == ()


@pytest.mark.parametrize(
    ("dialect", "name", "codes"),
    [
        ("vixie", "backup", []),
        ("vixie", "backup.sh", ["CRT015"]),
        ("vixie", "", ["CRT015"]),
        ("cronie", "backup.sh", []),
        ("cronie", ".hidden", ["CRT015"]),
        ("cronie", "jobs.rpmnew", ["CRT015"]),
        ("cronie", "cron.hostname", ["CRT015"]),
    ],
)
def test_names_in_cron_d(dialect: str, name: str, codes: list[str]) -> None:
    tab = crontab.parse("@daily root x\n", system=True, dialect=dialect, name=name)
    assert [found.code for found in tab.problems] == codes
    assert crontab.parse("@daily x\n", dialect=dialect, name=name).problems == ()


# The value


def test_text_and_bytes_are_read_alike() -> None:
    assert crontab.parse("@daily \u00e9\n") == crontab.parse("@daily \u00e9\n".encode())
    assert str(crontab.parse("@daily \u00e9\n")) == "@daily \u00e9\n"


def test_a_crontab_is_a_value() -> None:
    tab = crontab.parse("@daily x\n")
    assert copy.deepcopy(tab) == pickle.loads(pickle.dumps(tab)) == tab
    assert hash(tab) == hash(crontab.parse("@daily x\n"))
    assert tab != crontab.parse("@daily x\n", dialect="cronie")
    assert tab != "@daily x\n"
    assert repr(tab) == "<Crontab, vixie: 1 entries, 0 problems>"
    with pytest.raises(AttributeError):
        tab.text = ""
    with pytest.raises(AttributeError):
        del tab.text


def test_wrong_arguments() -> None:
    with pytest.raises(TypeError):
        crontab.parse(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        crontab.parse("", dialect=None)  # type: ignore[arg-type]
    with pytest.raises(CronOptionError, match="quartz"):
        crontab.parse("", dialect="quartz")
    with pytest.raises(crontab.CrontabError, match="surrogate"):
        crontab.parse("\ud800")


# Checking


def test_check_has_the_warnings_of_schedules_too() -> None:
    tab = crontab.parse("* 9 * * * date +%F\n* 9 * * * x\nTZ=UTC\n0 24 * * * y\n")
    found = [(problem.line, problem.column, problem.code) for problem in tab.check()]
    assert found == [(1, 1, "CRL002"), (1, 17, "CRT001"), (2, 1, "CRL002"), (4, 3, "CRON103")]
    assert tab.check()[0].problem.suggestion == "0 9 * * * date +%F"


def test_check_selects_and_ignores() -> None:
    tab = crontab.parse("* 9 * * * date +%F\nTZ=UTC\n")
    assert [problem.code for problem in tab.check(ignore=["CRL002", "CRT001"])] == []
    assert "CRT020" in [problem.code for problem in tab.check(select="all")]
    with pytest.raises(CronOptionError):
        tab.check(select="some")
    with pytest.raises(CronOptionError):
        tab.check(ignore=["CRX001"])

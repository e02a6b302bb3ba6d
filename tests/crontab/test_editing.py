"""Editing crontabs: one line changes, all others stay as they are, byte for byte."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import cronexpr
from cronexpr import CronConversionError, CronSyntaxError, crontab
from cronexpr.crontab import CrontabError

FILE = b"""\
# a comment, then a blank line with a tab
\t
PATH=/bin
# cronexpr: id=backup
0 2 * * *\t/path/to/backup_script.sh   \r
 # not a marker
*/5 9-17 * * 1-5  mail -s x\\%y%body
PATH=/usr/bin
#@daily  off
0 24 * * *  \xe9\xff
"""
TAB = crontab.parse(FILE)


def changed(after: crontab.Crontab) -> tuple[list[bytes], list[bytes]]:
    """Return the lines that only `FILE` has, and those that only *after* has."""
    old, new = FILE.splitlines(keepends=True), bytes(after).splitlines(keepends=True)
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_replace_the_expression_alone() -> None:
    after = TAB.replace("backup", expression="30 2 * * *")
    assert changed(after) == (
        [b"0 2 * * *\t/path/to/backup_script.sh   \r\n"],
        [b"30 2 * * *\t/path/to/backup_script.sh   \r\n"],
    )


def test_replace_the_command_alone_and_keep_its_input() -> None:
    after = TAB.replace(TAB.entries[1], command="date +%F")
    assert changed(after)[1] == [b"*/5 9-17 * * 1-5  date +\\%F%body\n"]
    assert (after.entries[1].command, after.entries[1].stdin) == ("date +%F", "body\n")


def test_replace_both() -> None:
    after = TAB.replace("backup", expression="@hourly", command="x")
    assert changed(after)[1] == [b"@hourly\tx\n"]


def test_replace_nothing() -> None:
    assert TAB.replace("backup") == TAB


def test_replace_in_a_disabled_line() -> None:
    after = TAB.replace(TAB.disabled[0], expression="@weekly", command="on")
    assert changed(after) == ([b"#@daily  off\n"], [b"#@weekly  on\n"])


def test_replace_what_cannot_be_read() -> None:
    after = TAB.replace(TAB.entries[2], expression="0 0 * * *")
    assert changed(after)[1] == [b"0 0 * * *  \xe9\xff\n"]


def test_replace_the_lack_of_a_command() -> None:
    tab = crontab.parse("@daily\n")
    assert bytes(tab.replace(tab.entries[0], command="x")) == b"@daily x\n"


def test_disable_and_enable_undo_each_other() -> None:
    after = TAB.disable("backup")
    assert changed(after)[1] == [b"#0 2 * * *\t/path/to/backup_script.sh   \r\n"]
    assert [entry.id for entry in after.disabled] == ["backup", None]
    assert after.enable("backup") == TAB


def test_what_could_not_be_enabled_again_is_not_disabled() -> None:
    tab = crontab.parse("~ 3 * * * rnd\n61 * * * * bad\n@daily\n", dialect="cronie")
    for entry in tab.entries[1:]:
        with pytest.raises(CrontabError, match=f"line {entry.line} would not be read back"):
            tab.disable(entry)
    after = tab.disable(tab.entries[0])
    assert after.enable(after.disabled[0]) == tab
    assignment = crontab.parse("#@daily=x\n#0 = x y z a b\n")
    for entry in assignment.disabled:
        with pytest.raises(CrontabError, match="would not be read back"):
            assignment.enable(entry)


def test_enable_takes_the_first_sign_away() -> None:
    tab = crontab.parse("  # @daily x # y\n")
    assert bytes(tab.enable(tab.disabled[0])) == b"   @daily x # y\n"


def test_remove_takes_the_marker_along() -> None:
    after = TAB.remove("backup")
    assert changed(after) == (
        [b"# cronexpr: id=backup\n", b"0 2 * * *\t/path/to/backup_script.sh   \r\n"],
        [],
    )
    assert changed(TAB.remove(TAB.entries[1]))[0] == [b"*/5 9-17 * * 1-5  mail -s x\\%y%body\n"]


def test_what_a_removed_entry_left_behind_names_no_other() -> None:
    tab = crontab.parse("# cronexpr: id=gone\n# cronexpr: id=a\n@daily x\n@daily y\n# cronexpr: id=gone\n")
    assert [entry.id for entry in tab.remove("a").entries] == [None]
    after = tab.add("@daily", "z")
    assert (bytes(after), after.entries[-1].id) == (bytes(tab) + b"\n@daily z\n", None)
    assert tab.add("@daily", "z", id="b").entries[-1].id == "b"


# The file, whether system crontabs are like it, and its name.
FAULTY_BEFORE = [
    ("@daily x", False, None),
    ("@daily root x\n", True, "a.sh"),
    ("# a line\n" * 10_000 + "@daily x\n", False, None),
]


@pytest.mark.parametrize(("text", "system", "name"), FAULTY_BEFORE)
def test_an_edit_is_not_refused_for_what_was_wrong_before(text: str, system: bool, name: str | None) -> None:
    tab = crontab.parse(text, system=system, name=name)
    assert [found.severity for found in tab.problems] == ["error"]
    after = tab.replace(tab.entries[0], expression="@weekly", command="y")
    assert bytes(after) == text.replace("@daily", "@weekly").replace("x", "y").encode()


# What would be wrong with the line, were there no # before it.
WRONG_WHEN_ENABLED = [
    (f"#@daily {'x' * 999}\n", False, "CRT008"),
    ("#0 5 * * * * x\n", False, "CRT017"),
    ("#0 5 * * * /bin/x y\n", True, "CRT003"),
]


@pytest.mark.parametrize(("text", "system", "code"), WRONG_WHEN_ENABLED)
def test_what_the_daemon_would_refuse_is_not_enabled(text: str, system: bool, code: str) -> None:
    tab = crontab.parse(text, system=system)
    with pytest.raises(CrontabError) as caught:
        tab.enable(tab.disabled[0])
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_schedule_that_cannot_be_read_stays_a_reason_to_refuse() -> None:
    tab = crontab.parse("61 * * * * x\n" * 1_002)
    for entry in (tab.entries[0], tab.entries[-1]):
        with pytest.raises(CrontabError):
            tab.replace(entry, command="y")
    assert tab.replace(tab.entries[-1], expression="@daily").entries[-1].schedule == "@daily"


def test_add_appends_an_entry() -> None:
    after = TAB.add("0 3 * * *", "/bin/x", id="new")
    assert bytes(after) == FILE + b"# cronexpr: id=new\n0 3 * * * /bin/x\n"
    assert after.find(id="new")[0].environment == {"PATH": "/usr/bin"}


def test_add_ends_an_unfinished_line_first() -> None:
    assert bytes(crontab.parse("# end").add("@daily", "x")) == b"# end\n@daily x\n"


def test_add_to_a_system_file() -> None:
    tab = crontab.parse("", system=True)
    assert bytes(tab.add("@daily", "x", user="root")) == b"@daily root x\n"


def test_add_translates_other_dialects() -> None:
    expr = cronexpr.parse("0 0 9 ? * MON-FRI", dialect="quartz")
    assert crontab.parse("").add(expr, "x").entries[0].schedule.split()[:2] == ["0", "9"]
    assert (
        crontab.parse("").add(cronexpr.parse("@daily", dialect="vixie"), "x").entries[0].schedule == "@daily"
    )
    with pytest.raises(CronConversionError):
        crontab.parse("").add(cronexpr.parse("30 0 9 ? * 2#1", dialect="quartz"), "x")


IN_TOKYO = "CRON_TZ=Asia/Tokyo\n0 5 * * * x\n"


@pytest.mark.parametrize(
    ("text", "dialect"), [(IN_TOKYO, "cronie"), (IN_TOKYO, "vixie"), ("@daily x\n", "cronie")]
)
def test_a_zone_that_a_line_does_not_run_by_is_refused(text: str, dialect: str) -> None:
    tab = crontab.parse(text, dialect=dialect)
    expr = cronexpr.parse("0 9 * * *", tz="Europe/Berlin")
    edits: list[Callable[[], crontab.Crontab]] = [
        lambda: tab.add(expr, "y"),
        lambda: tab.replace(tab.entries[0], expression=expr),
    ]
    for edit in edits:
        with pytest.raises(CronConversionError, match='would not run by "Europe/Berlin"') as caught:
            edit()
        assert caught.value.problems[0].code == "CRT035"
    assert bytes(tab.add(expr.replace(tz=None), "y")) == text.encode() + b"0 9 * * * y\n"


def test_the_zone_that_a_line_has_is_written_nowhere() -> None:
    tab = crontab.parse(f"@daily w\n{IN_TOKYO}", dialect="cronie")
    expr = cronexpr.parse("0 9 * * *", tz="Asia/Tokyo")
    assert tab.add(expr, "y").entries[-1].tz == expr.tz
    assert tab.replace(tab.entries[1], expression=expr).entries[1].schedule == "0 9 * * *"
    with pytest.raises(CronConversionError, match="the daemon's own"):
        tab.replace(tab.entries[0], expression=expr)


def test_add_strips_what_surrounds_an_expression() -> None:
    assert bytes(crontab.parse("").add(" @daily\r\n", "\t x")) == b"@daily x\n"


COMMANDS = [
    "date +%F",
    "a\\%b",
    "a\\\\%b",
    "c\\d",
    "g\\\\h",
    "i\\\\\\",
    "% %",
    "\u00e9 \U0001f600",
    "x\ty",
    "x#y",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_reads_back_as_it_was_given(command: str) -> None:
    (entry,) = crontab.parse("").add("@daily", command).entries
    assert (entry.command, entry.stdin) == (command, None)


def test_cronie_cannot_write_every_backslash() -> None:
    empty = crontab.parse("", dialect="cronie")
    for command in ("date +%F", "a\\\\%b", "c\\d", "g\\\\h"):
        assert empty.add("@daily", command).entries[0].command == command
    for command in ("a\\%b", "a\\\\\\%b"):
        with pytest.raises(CrontabError, match="backslash"):
            empty.add("@daily", command)


def test_an_option_of_cronie_stays_where_the_command_is_replaced() -> None:
    tab = crontab.parse("@daily -n  a\n", dialect="cronie")
    (entry,) = tab.find(command="a")
    assert bytes(tab.replace(entry, command="b", expression="@weekly")) == b"@weekly -n  b\n"
    for command in ("-n b", "-x"):
        with pytest.raises(CrontabError, match="takes the dash"):
            tab.replace(entry, command=command)
        with pytest.raises(CrontabError, match="takes the dash"):
            tab.add("@daily", command)
    assert crontab.parse("").add("@daily", "-n b").entries[0].command == "-n b"


def test_cronie_draws_random_values_later() -> None:
    assert bytes(crontab.parse("", dialect="cronie").add("~ 3 * * *", "x")) == b"~ 3 * * * x\n"


REFUSED_COMMANDS = ["a\nb", "a\0b", "", " \t", "*x", "x" * 999, "=x", "\ud800"]


@pytest.mark.parametrize("command", REFUSED_COMMANDS)
def test_commands_that_no_line_can_hold_are_refused(command: str) -> None:
    with pytest.raises(CrontabError) as caught:
        crontab.parse("").add("@daily", command)
    assert caught.value.problems[0].code in {"CRT030", "CRT008"}
    assert "\n" not in str(caught.value)


def test_other_refusals() -> None:
    empty, system = crontab.parse(""), crontab.parse("", system=True)
    with pytest.raises(CronSyntaxError):
        empty.add("0 24 * * *", "x")
    with pytest.raises(CrontabError, match="no column"):
        empty.add("@daily", "x", user="root")
    with pytest.raises(CrontabError, match="is needed"):
        system.add("@daily", "x")
    with pytest.raises(CrontabError, match="cannot be"):
        system.add("@daily", "x", user="a b")
    with pytest.raises(CrontabError, match="cannot be an id"):
        empty.add("@daily", "x", id="a b")
    with pytest.raises(CrontabError, match="there already"):
        TAB.add("@daily", "x", id="backup")


def test_entries_must_be_of_this_crontab() -> None:
    with pytest.raises(CrontabError, match="no entry"):
        TAB.remove("nosuch")
    with pytest.raises(CrontabError, match="no such entry at line 5"):
        TAB.disable("backup").remove(TAB.entries[0])
    twice = crontab.parse("# cronexpr: id=a\n@daily x\n# cronexpr: id=a\n@daily y\n")
    with pytest.raises(CrontabError, match="several"):
        twice.remove("a")
    assert bytes(twice.remove(twice.entries[1])) == b"# cronexpr: id=a\n@daily x\n"
    with pytest.raises(CrontabError, match="not disabled"):
        TAB.enable("backup")
    with pytest.raises(CrontabError, match="disabled already"):
        TAB.disable(TAB.disabled[0])

"""Laws of crontabs, over random files: bytes kept, edits local, errors documented, times merged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies_crontab import contents

from cronexpr import CronError, crontab

readings: Any = st.fixed_dictionaries(
    {"system": st.booleans(), "dialect": st.sampled_from(("vixie", "cronie"))}
)
schedules = st.sampled_from(("0 2 * * *", "@daily", "*/5 9-17 * * 1-5", "59 23 31 12 *"))
commands = st.text(st.characters(codec="utf-8", exclude_characters="\n\0"), min_size=1, max_size=30)


@given(content=contents, reading=readings)
def test_every_byte_is_kept_and_nothing_is_raised(content: bytes, reading: Any) -> None:
    tab = crontab.parse(content, **reading)
    assert bytes(tab) == content
    assert all(1 <= found.line <= max(1, content.count(b"\n") + 1) for found in tab.check(select="all"))


@given(content=contents, reading=readings)
def test_lines_end_at_newlines_and_each_is_one_thing(content: bytes, reading: Any) -> None:
    tab = crontab.parse(content, **reading)
    lines = content.decode("utf-8", "surrogateescape").split("\n")
    numbers = [entry.line for entry in tab.find()] + [item.line for item in tab.assignments]
    assert len(numbers) == len(set(numbers))
    assert all(lines[entry.line - 1] == entry.source for entry in tab.find())


@given(content=contents, reading=readings, schedule=schedules, command=commands)
def test_an_added_entry_reads_back(content: bytes, reading: Any, schedule: str, command: str) -> None:
    tab = crontab.parse(content, **reading)
    try:
        after = tab.add(schedule, command, user="root" if tab.system else None)
    except CronError:
        return
    assert bytes(after).startswith(content)
    added = after.entries[-1]
    assert (added.schedule, added.command, added.stdin) == (schedule, command.lstrip(" \t"), None)
    assert added.id is None
    assert bytes(after).count(b"\n") - content.count(b"\n") <= 3
    assert named(after)[:-1] == named(tab)


@given(content=contents, reading=readings, data=st.data())
def test_an_edit_changes_its_own_line_only(content: bytes, reading: Any, data: st.DataObject) -> None:
    tab = crontab.parse(content, **reading)
    assume(tab.find())
    target = data.draw(st.sampled_from(tab.find()))
    edits: list[Callable[[], crontab.Crontab]] = [
        lambda: tab.replace(target, expression="1 1 1 1 *"),
        lambda: tab.replace(target, command="x % y"),
        lambda: tab.disable(target) if target.enabled else tab.enable(target),
    ]
    try:
        after = data.draw(st.sampled_from(edits))()
    except CronError:
        return
    old, new = content.split(b"\n"), bytes(after).split(b"\n")
    assert len(old) == len(new)
    assert {number for number in range(len(old)) if old[number] != new[number]} <= {target.line - 1}


@given(content=contents, reading=readings)
@example(content=b"0 5 * * * # cronexpr: id=a", reading={"system": True, "dialect": "vixie"})
def test_what_was_disabled_can_be_enabled_again(content: bytes, reading: Any) -> None:
    tab = crontab.parse(content, **reading)
    for entry in tab.entries:
        try:
            after = tab.disable(entry)
        except CronError:
            continue
        (off,) = [found for found in after.disabled if found.line == entry.line]
        try:
            again = after.enable(off)
        except CronError:
            # What cron refuses is not switched on.
            assert any(found.line == entry.line and found.severity == "error" for found in tab.problems)
        else:
            assert again == tab


@given(content=contents, reading=readings, data=st.data())
def test_removing_removes_one_entry(content: bytes, reading: Any, data: st.DataObject) -> None:
    tab = crontab.parse(content, **reading)
    assume(tab.find())
    target = data.draw(st.sampled_from(tab.find()))
    after = tab.remove(target)
    # A byte order mark that comes to stand first is a fault of the file, and no entry any more.
    assume(content[:3] == b"\xef\xbb\xbf" or bytes(after)[:3] != b"\xef\xbb\xbf")
    expected = [(entry.source, entry.id) for entry in tab.find() if entry != target]
    assert named(after) == expected


def named(tab: crontab.Crontab) -> list[tuple[str, str | None]]:
    return [(entry.source, entry.id) for entry in tab.find()]


START = datetime(2026, 11, 22, 22)
lines = st.lists(
    st.tuples(
        st.sampled_from(("*/7", "0", "5-9", "30")),
        st.sampled_from(("*", "*/3", "23", "0")),
        st.sampled_from("*0125"),
    )
).map(lambda rows: "".join([f"{minute} {hour} * * {day} job\n" for minute, hour, day in rows]))


@given(text=lines)
def test_the_timeline_is_what_each_minute_matches(text: str) -> None:
    tab = crontab.parse(text)
    minutes = [START + timedelta(minutes=n) for n in range(240)]
    expected = [
        (minute, entry.line)
        for minute in minutes
        for entry in tab.entries
        if entry.expression is not None and minute in entry.expression
    ]
    found = [(when, entry.line) for when, entry in tab.timeline(START, START + timedelta(minutes=240))]
    assert found == expected


@given(text=lines, n=st.integers(0, 20), weekly=st.booleans())
def test_the_busiest_minutes_are_those_counted_one_by_one(text: str, n: int, weekly: bool) -> None:
    tab = crontab.parse(text)
    sunday = datetime(2026, 11, 22)
    counts: dict[tuple[int | None, int, int], set[int]] = {}
    for when, entry in tab.timeline(sunday, sunday + timedelta(7)):
        day = (when.weekday() + 1) % 7 if weekly else None
        counts.setdefault((day, when.hour, when.minute), set()).add(entry.line)
    expected = sorted(counts.items(), key=lambda item: (-len(item[1]), item[0][0] or 0, item[0][1:]))[:n]
    found = [
        ((peak.weekday, peak.hour, peak.minute), {entry.line for entry in peak.entries})
        for peak in tab.busiest(n, weekly=weekly)
    ]
    assert found == expected

"""What programs make of the same texts: Debian's crontab, systemd-analyze, and two libraries run by node."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from peer_texts import STARTS, Divergence, is_day_restricted, plain_texts

import cronexpr
from cronexpr.dialects import STANDARD
from cronexpr.terms import Span

COUNT = 800


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "LC_ALL": "C", "TZ": "UTC", **environment}
    return subprocess.run(
        command, input=stdin, env=env, capture_output=True, text=True, check=False, timeout=300
    )


# -- Debian's cron: what the dialect vixie takes, crontab takes -------------------------------------------


def debian_crontab() -> str:
    crontab = program("crontab")
    usage = run(crontab, "-V")
    if (
        "cronie" in usage.stdout + usage.stderr
        or run(crontab, "-n", "-", stdin="* * * * * true\n").returncode
    ):
        pytest.skip("this crontab has no dry run (-n): not Debian's")
    return crontab


def test_crontab_takes_all_that_vixie_takes() -> None:
    crontab = debian_crontab()
    texts = [
        text for text in plain_texts(9 * COUNT, top_weekday=7) if cronexpr.is_valid(text, dialect="vixie")
    ]
    texts += [name for name, _ in cronexpr.dialects.get_dialect("vixie").nicknames]
    assert len(texts) > COUNT
    answer = run(crontab, "-n", "-", stdin="".join([f"{text} true\n" for text in texts]))
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    "text",
    [
        *("5/15 * * * *", "*/0 * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8"),
        *("* * * foo *", "* * * * monday", "@Daily", "@never"),
    ],
)
def test_crontab_refuses_what_vixie_refuses(text: str) -> None:
    assert run(debian_crontab(), "-n", "-", stdin=f"{text} true\n").returncode == 1
    assert not cronexpr.is_valid(text, dialect="vixie")


# -- systemd: the same wall clock, for what one line can say ----------------------------------------------


def on_calendar(text: str) -> str:
    """Return the ``OnCalendar=`` specification of a plain *text* with at most one restricted day field."""
    fields = {field.name: field for field in cronexpr.parse(text).fields}

    def listed(name: str) -> str:
        return ",".join([f"{value:02}" for value in fields[name].values])

    weekdays = ",".join(["Sun Mon Tue Wed Thu Fri Sat".split()[day] for day in fields["day_of_week"].values])
    lead = f"{weekdays} " if fields["day_of_week"].is_restricted else ""
    return f"{lead}*-{listed('month')}-{listed('day_of_month')} {listed('hour')}:{listed('minute')}:00"


def test_systemd_elapses_at_the_same_times() -> None:
    analyze = program("systemd-analyze")
    if run(analyze, "calendar", "daily").returncode:
        pytest.skip("this systemd-analyze has no `calendar`")
    texts = [text for text in plain_texts(COUNT // 2, top_weekday=7) if not is_day_restricted(text)]
    for text in texts:
        base = STARTS[0].strftime("%Y-%m-%d %H:%M:%S UTC")
        answer = run(analyze, "calendar", "--iterations=8", f"--base-time={base}", on_calendar(text))
        found = re.findall(r"(?:elapse|#\d+): \w+ (\S+ \S+) UTC", answer.stdout)
        expected = [f"{moment:%Y-%m-%d %H:%M:%S}" for moment in cronexpr.parse(text).upcoming(8, STARTS[0])]
        assert found == expected, (text, answer.stderr)


# -- croner and cron-parser ---------------------------------------------------------------------------------


def node_answers(library: str, texts: list[str]) -> list[list[datetime] | None]:
    modules = os.environ.get("CRONEXPR_NODE_MODULES")
    if not modules or not Path(modules, library).is_dir():
        pytest.skip(f"CRONEXPR_NODE_MODULES names no directory of node modules with {library}")
    question = {"library": library, "texts": texts, "start": f"{STARTS[1].isoformat()}Z", "count": 6}
    script = Path(__file__).with_name("node_peers.cjs")
    answer = run(program("node"), str(script), stdin=json.dumps(question))
    assert answer.returncode == 0, answer.stderr
    epoch = datetime(1970, 1, 1)
    return [
        None if found is None else [epoch + timedelta(milliseconds=moment) for moment in found]
        for found in json.loads(answer.stdout)
    ]


def our_answer(library: str, text: str) -> list[datetime] | None:
    try:
        return list(cronexpr.parse(text, dialect=DIALECTS[library]).upcoming(6, STARTS[1]))
    except cronexpr.CronSyntaxError:
        return None


DIALECTS = {"croner": STANDARD, "cron-parser": STANDARD.replace(name="as cron-parser", start_steps=True)}


def _repeats_a_value(text: str) -> bool:
    return any(
        sum([term.mask(field.field).bit_count() for term in field.terms if isinstance(term, Span)])
        > field.mask.bit_count()
        or len(set(field.terms)) < len(field.terms)
        for field in cronexpr.parse(text, dialect=DIALECTS["cron-parser"]).fields
    )


NODE: dict[str, tuple[Divergence, ...]] = {
    "croner": (),
    "cron-parser": (
        Divergence(_repeats_a_value, "a value written twice is refused", "3,1-5 * * * *"),
        Divergence(
            lambda text: bool(re.search(r"#.*[,/-]|[,/-].*#", text.split()[4])),
            "# stands alone",
            "0 0 * * 5#2,1",
        ),
        Divergence(
            lambda text: not cronexpr.parse(text, dialect=DIALECTS["cron-parser"]).is_satisfiable,
            "a day that no month has is refused",
            "0 0 30 2 *",
        ),
        Divergence(
            lambda text: bool(re.search(r"(^|,)\w+/", text.split()[4])),
            "an open step of weekdays runs to 7, which is Sunday",
            "0 0 * * 3/2",
        ),
    ),
}


@pytest.mark.parametrize("library", NODE)
def test_node_libraries_agree_on_the_wall_clock(library: str) -> None:
    known = NODE[library]
    texts = [
        text
        for text in plain_texts(2 * COUNT, days=("L",), weekdays=("5#2", "1#1", "5L"), start_steps=True)
        if not any(divergence.concerns(text) for divergence in known)
    ]
    assert len(texts) > COUNT / 2
    for text, theirs in zip(texts, node_answers(library, texts), strict=True):
        assert our_answer(library, text) == theirs, text


@pytest.mark.parametrize(
    ("library", "divergence"), [(library, row) for library, rows in NODE.items() for row in rows]
)
def test_node_libraries_still_diverge(library: str, divergence: Divergence) -> None:
    assert node_answers(library, [divergence.example]) != [our_answer(library, divergence.example)]

"""What cronie's ``crontab -T`` says of the same files: all that we take for cronie's, it takes.

``CRONEXPR_CRONIE`` is the command, should the machine's ``crontab`` be another's:
``CRONEXPR_CRONIE="chroot /srv/trixie crontab"``.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from functools import lru_cache
from random import Random

import pytest
from peer_texts import plain_texts
from strategies_crontab import PIECES, file_of
from table_rows import rows

import cronexpr
from cronexpr import crontab

COUNT = 3_000
# What it takes and we do not, by the codes that say so: it never runs.
STRICTER = {"CRON110"}


@lru_cache(maxsize=1)
def cronie() -> list[str]:
    command = shlex.split(os.environ.get("CRONEXPR_CRONIE", "crontab"))
    if shutil.which(command[0]) is None:
        pytest.skip("CRONEXPR_CRONIE names no crontab command")
    version = subprocess.run([*command, "-V"], capture_output=True, text=True, check=False)
    if "cronie" not in version.stdout + version.stderr:
        pytest.skip("crontab is not cronie's, and CRONEXPR_CRONIE names none")
    return command


def is_taken(content: bytes) -> bool:
    # It reads the file twice, so a pipe will not do.
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        answer = subprocess.run([*cronie(), "-T", "-"], stdin=file, capture_output=True, check=False)
    return answer.returncode == 0


def errors(content: bytes) -> set[str]:
    found = crontab.parse(content, dialect="cronie").problems
    return {problem.code for problem in found if problem.severity == "error"}


@pytest.mark.parametrize("written", [row[0] for row in rows("crontab.txt")])
def test_cronie_takes_exactly_the_files_that_we_find_no_error_in(written: str) -> None:
    content = file_of(written)
    assert is_taken(content) == (errors(content) <= STRICTER)


def test_cronie_takes_every_random_file_that_we_find_no_error_in() -> None:
    draw = Random(2026)
    taken = 0
    for _ in range(COUNT):
        text = "".join(draw.choices(PIECES, k=draw.randrange(12)))
        content = text.encode("utf-8", "surrogateescape")
        if not errors(content):
            assert is_taken(content), content
            taken += 1
    assert taken > COUNT / 10


def test_cronie_takes_all_that_the_dialect_takes() -> None:
    texts = [
        text for text in plain_texts(2 * COUNT, top_weekday=7) if cronexpr.is_valid(text, dialect="cronie")
    ]
    texts += [name for name, _ in cronexpr.dialects.get_dialect("cronie").nicknames]
    assert len(texts) > COUNT
    assert is_taken("".join([f"{text} true\n" for text in texts]).encode())

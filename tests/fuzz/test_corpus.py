"""What the fuzzer found worth keeping: every input that once broke something, and one for each path it knew.

A corpus is a text file, one input a line, written as Python writes bytes.
"""

from __future__ import annotations

from ast import literal_eval
from pathlib import Path

import pytest
from loading import load

HERE = Path(__file__).parent
LARGEST = 24_000


TARGETS = load(HERE / "targets.py", "fuzz_targets").TARGETS
CORPORA = sorted((HERE / "corpus").glob("*.txt"))


def test_every_target_has_a_corpus() -> None:
    assert {path.stem for path in CORPORA} == set(TARGETS)


@pytest.mark.parametrize("path", CORPORA, ids=[path.stem for path in CORPORA])
def test_only_documented_errors_come_out_and_the_laws_hold(path: Path) -> None:
    lines = path.read_text(encoding="ascii").splitlines()
    assert lines
    for number, line in enumerate(lines, 1):
        data = literal_eval(line)
        try:
            TARGETS[path.stem](data)
        except Exception as error:
            raise AssertionError(f"{path.name}:{number}: {line}") from error


def test_corpora_are_small() -> None:
    assert all(path.stat().st_size <= LARGEST for path in CORPORA)

"""Fuzz one target with coverage to guide it, starting from its kept corpus.

    pip install -e . atheris
    python tools/fuzz.py parse --seconds 300
    python tools/fuzz.py parse --seconds 300 --keep      # and add what was found to the kept corpus

Targets are in ``tests/fuzz/targets.py``.  What breaks a law is printed as the bytes that do it, ready
to be a line of ``tests/fuzz/corpus``.  Atheris is no dependency of anything else here.
"""

from __future__ import annotations

import argparse
import importlib
import re
import subprocess
import sys
import tempfile
from ast import literal_eval
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FUZZ = ROOT / "tests" / "fuzz"
LARGEST_INPUT = 1_200
LARGEST_CORPUS = 20_000
LARGEST_DICTIONARY = 1_000


def main() -> int:
    """Run one fuzzing session in a process of its own, since the fuzzer ends by ending its process."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", action="store_true", help="add what was found to the kept corpus")
    parser.add_argument("--child", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child is not None:
        return fuzz(args.target, args.child)
    kept = FUZZ / "corpus" / f"{args.target}.txt"
    with tempfile.TemporaryDirectory() as directory:
        work = Path(directory)
        seeds, found = work / "seeds", work / "found"
        seeds.mkdir()
        found.mkdir()
        inputs = [literal_eval(line) for line in read_lines(kept)]
        for number, data in enumerate(inputs):
            (seeds / f"{number:05}").write_bytes(data)
        (work / "words").write_text(words_of(inputs), encoding="ascii")
        limits = (
            f"-max_len={LARGEST_INPUT}",
            "-timeout=5",
            f"-dict={work}/words",
            f"-artifact_prefix={work}/",
            "-print_final_stats=1",
        )
        status = run(args.target, *limits, f"-max_total_time={args.seconds}", str(found), str(seeds))
        for path in work.glob("*-*"):
            print(f"{path.name.split('-')[0]}: {path.read_bytes()!r}")
        if args.keep:
            keep(kept, [path.read_bytes() for path in found.iterdir()])
    return status


def run(target: str, *options: str) -> int:
    """Run the fuzzer with libFuzzer's *options* and return its exit status."""
    command = [sys.executable, __file__, target, "--child", *options]
    return subprocess.run(command, check=False).returncode


def fuzz(target: str, options: list[str]) -> int:
    """Become the fuzzer."""
    import atheris

    sys.path.insert(0, str(FUZZ))
    with atheris.instrument_imports(include=["cronexpr"]):
        targets = importlib.import_module("targets").TARGETS
    atheris.Setup([sys.argv[0], *options], targets[target])
    atheris.Fuzz()
    return 0


def words_of(inputs: list[bytes]) -> str:
    """Return the words of *inputs* as a dictionary for the fuzzer, which would else not guess them."""
    words = {word for data in inputs for word in re.findall(rb"[A-Za-z]{2,24}", data)}
    return "".join(f'"{word.decode()}"\n' for word in sorted(words)[:LARGEST_DICTIONARY])


def read_lines(path: Path) -> list[str]:
    """Return the lines of the kept corpus, if there is one."""
    return path.read_text(encoding="ascii").splitlines() if path.exists() else []


def keep(path: Path, inputs: list[bytes]) -> None:
    """Add *inputs* to the kept corpus, the shortest first, as far as it stays small."""
    lines = read_lines(path)
    size = sum(len(line) + 1 for line in lines)
    for data in sorted(inputs, key=len):
        line = repr(data)
        size += len(line) + 1
        if size > LARGEST_CORPUS:
            break
        if line not in lines:
            lines.append(line)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")


if __name__ == "__main__":
    sys.exit(main())

"""Ask cron-descriptor and cRonstrue whether they still say what docs/explanation/descriptions-compared has.

    pip install -e ".[bench]" && python benchmarks/environments.py
    python benchmarks/descriptions.py           # which sentences of the page they no longer say; locale files
    python benchmarks/descriptions.py --all     # what each says of every expression that was looked at

Those are the standard dialect's and others', in ``tests/tables/descriptions.txt`` and ``everyday.txt``.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from environments import NODE

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from table_rows import rows

PAGE = Path(__file__).resolve().parent.parent / "docs" / "explanation" / "descriptions-compared.rst"
COLUMNS = 5
TABLES = ("descriptions.txt", "everyday.txt")
CRONSTRUE = """
const { createRequire } = require("module");
const { readFileSync, readdirSync } = require("fs");
const [folder] = process.argv.slice(1);
const home = folder + "/node_modules/cronstrue/";
const api = createRequire(home)("cronstrue");
const say = (text) => {
  try { return api.toString(text); }
  catch (error) { return `(an error: ${String(error).replace("Error: ", "")})`; }
};
console.log(JSON.stringify({
  version: JSON.parse(readFileSync(home + "package.json")).version,
  locales: readdirSync(home + "locales").filter((name) => /^[^.]+[.]js$/.test(name)).length,
  sentences: JSON.parse(readFileSync(0, "utf8")).map(say),
}));
"""


class Said(NamedTuple):
    """What a library says of each text that it was asked about, in order."""

    version: str
    locales: int
    sentences: list[str]


def page_rows() -> list[tuple[str, ...]]:
    """Return the rows of the page's one table, lines of one cell joined, without its head."""
    cells: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").partition(".. list-table::")[2].splitlines():
        if line.startswith(("   * - ", "     - ")):
            cells.append(line[7:])
        elif cells and line.startswith("       "):
            cells[-1] += f" {line.strip()}"
        elif cells and line.strip():
            break
    return [tuple(cells[start : start + COLUMNS]) for start in range(COLUMNS, len(cells), COLUMNS)]


def cron_descriptor(texts: list[str]) -> Said:
    """Ask cron-descriptor, with the 12-hour clock."""
    api = importlib.import_module("cron_descriptor")
    options = api.Options()
    options.use_24hour_time_format = False

    def say(text: str) -> str:
        try:
            return " ".join(api.get_description(text, options).split())
        except Exception as error:  # noqa: BLE001 -- Whatever it raises is its answer.
            return f"(an error: {error})"

    locales = list((Path(str(api.__file__)).parent / "locale").glob("*.mo"))
    return Said(version("cron-descriptor"), len(locales), [say(text) for text in texts])


def cronstrue(texts: list[str]) -> Said:
    """Ask cRonstrue, as it comes."""
    command = ["node", "-e", CRONSTRUE, str(NODE)]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    return Said(**json.loads(done.stdout))


LIBRARIES = {"cron-descriptor": (cron_descriptor, 2), "cRonstrue": (cronstrue, 3)}
"""Those who are asked, and the column of the page that is theirs."""


def compare() -> int:
    """Print which sentences are not those of the page, and return how many."""
    table, others = page_rows(), 0
    texts = [row[0].strip("`") for row in table]
    for name, (ask, column) in LIBRARIES.items():
        said = ask(texts)
        differing = [
            (text, row[column], sentence)
            for text, row, sentence in zip(texts, table, said.sentences, strict=True)
            if row[column] != sentence
        ]
        for text, printed, sentence in differing:
            print(f"{text}\n  the page: {printed}\n  {name}: {sentence}")
        same = len(table) - len(differing)
        print(f"{name} {said.version}: {said.locales} locale files;", end=" ")
        print(f"{same} of {len(table)} sentences as on the page")
        others += len(differing)
    return others


def show_all() -> None:
    """Print what each library says of every expression of the tables."""
    texts = [row[0] for name in TABLES for row in rows(name)]
    said = {name: ask(texts).sentences for name, (ask, _) in LIBRARIES.items()}
    for place, text in enumerate(texts):
        print(text, *[f"  {name}: {sentences[place]}" for name, sentences in said.items()], sep="\n")
    print(f"{len(texts)} rows")


def main() -> int:
    """Compare, or show all."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("--all", action="store_true", help="print all sentences instead")
    if parser.parse_args().all:
        show_all()
        return 0
    return bool(compare())


if __name__ == "__main__":
    sys.exit(main())

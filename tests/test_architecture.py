"""The rules of the house, kept by reading the package's source with `ast`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cronexpr

PACKAGE = Path(cronexpr.__file__).parent
LONGEST_MODULE = 450

# A module may import from its own floor and from those below.  A sub-package stands on one floor.
FLOORS = {
    "errors": 0,
    "_value": 0,
    "_calendar": 0,
    "fields": 1,
    "terms": 1,
    "dialects": 1,
    "_presets": 1,
    "_tokenizer": 2,
    "_grammar": 2,
    "_specials": 2,
    "_items": 2,
    "_drawing": 2,
    "_parser": 2,
    "_diagnosis": 2,
    "_plan": 3,
    "_runs": 3,
    "_search": 3,
    "_relations": 3,
    "_days": 3,
    "_zone": 4,
    "_zoned": 4,
    "_arguments": 5,
    "_unknown_zones": 5,
    "_system_zone": 5,
    "_making": 5,
    "_writer": 5,
    "_canonical": 5,
    "_timeline": 5,
    "detection": 5,
    "expression": 5,
    "__init__": 5,
    "describer": 6,
    "english": 6,
    "linter": 6,
    "converter": 6,
    "crontab": 6,
    "forms": 6,
    "pictures": 6,
    "schedulers": 6,
    "_explanation": 6,
    "_notebook": 6,
    "integrations": 7,
    "compat": 7,
    "cli": 7,
    "__main__": 7,
}
# The front door's methods and functions reach up, inside the function; and a text that was refused may
# be English, or another dialect's.  Nothing else may.
REACHES_UP_LAZILY = {"expression", "__init__", "_diagnosis"}
FRONT_DOOR = {name for name, floor in FLOORS.items() if floor == 5}
# Another library's interface has its defaults, too: croniter starts now; and frameworks have clocks.
CLOCK_READERS = FRONT_DOOR | {"cli", "compat", "integrations"}
AWARE = FRONT_DOOR | {name for name, floor in FLOORS.items() if floor == 4}
FRONT_END = {name for name, floor in FLOORS.items() if floor == 2}
READS_TEXT = FRONT_END | FRONT_DOOR

CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "localtime", "gmtime"}
OFFSETS = {"utcoffset", "astimezone", "fromutc", "fold", "tzname"}
TAKES_TEXT_APART = {
    "split",
    "rsplit",
    "partition",
    "rpartition",
    "splitlines",
    "isdigit",
    "isdecimal",
    "find",
}

FILES = sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)
each_file = pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(PACKAGE)) for path in FILES])


def _home(path: Path) -> str:
    """Return the row of FLOORS that *path* stands in: its module's name, or its sub-package's."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _dotted(path: Path) -> list[str]:
    parts = ["cronexpr", *path.relative_to(PACKAGE).with_suffix("").parts]
    return parts[:-1] if parts[-1] == "__init__" else parts


def _imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the row in FLOORS of each module that *path* imports, and whether inside a function."""
    tree = _tree(path)
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        for target in _targets(node, path):
            if target[0] == "cronexpr":
                yield (
                    (target[1] if len(target) > 1 and target[1] in FLOORS else "__init__"),
                    id(node) in inside,
                )


def _targets(node: ast.AST, path: Path) -> list[list[str]]:
    if isinstance(node, ast.Import):
        return [alias.name.split(".") for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    start: list[str] = []
    if node.level:
        package = _dotted(path) if path.name == "__init__.py" else _dotted(path)[:-1]
        start = package[: len(package) - node.level + 1]
    base = start + (node.module.split(".") if node.module else [])
    return [[*base, alias.name] for alias in node.names]


def _names_used(path: Path, names: set[str]) -> set[str]:
    """Return which of *names* the module uses as an attribute or a keyword argument."""
    used: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Attribute):
            used.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            used.add(node.arg)
    return used & names


def test_there_are_modules_to_look_at() -> None:
    assert len(FILES) >= 12


@each_file
def test_every_module_has_a_floor(path: Path) -> None:
    assert _home(path) in FLOORS, "give it a row in FLOORS, and in the docs"


@each_file
def test_imports_point_downwards(path: Path) -> None:
    home = _home(path)
    for target, is_lazy in _imports(path):
        if target == home or (is_lazy and home in REACHES_UP_LAZILY):
            continue
        assert FLOORS[target] <= FLOORS[home], f"{home} reaches up to {target}"


def test_no_two_modules_need_each_other_at_start_up() -> None:
    needs = {_home(path): _needed_at_start_up(path) for path in FILES if path.parent == PACKAGE}
    for home, others in needs.items():
        for other in others - {home}:
            assert home not in needs.get(other, set()), f"{home} and {other} import each other"


def _needed_at_start_up(path: Path) -> set[str]:
    # Imports for types alone stand under `if TYPE_CHECKING:`, so not in the module's own body.
    targets = [target for node in _tree(path).body for target in _targets(node, path)]
    return {
        target[1] for target in targets if target[0] == "cronexpr" and len(target) > 1 and target[1] in FLOORS
    }


@each_file
def test_only_the_zones_and_the_front_door_see_aware_datetimes(path: Path) -> None:
    # The edges speak with other people's clocks; below them, UTC offsets have one home.
    if _home(path) not in AWARE and FLOORS[_home(path)] <= 6:
        assert not _names_used(path, OFFSETS)


@each_file
def test_only_the_front_door_and_the_command_line_read_a_clock(path: Path) -> None:
    calls = [node.func for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)]
    clocks = {call.attr for call in calls if isinstance(call, ast.Attribute)} & CLOCKS
    # `moment.time()` asks no clock; `time.time()` does.
    owners = {
        ast.unparse(call.value) for call in calls if isinstance(call, ast.Attribute) and call.attr == "time"
    }
    if owners and "time" not in owners:
        clocks.discard("time")
    if _home(path) not in CLOCK_READERS:
        assert not clocks


@each_file
def test_schedule_text_is_read_by_the_front_end_and_the_tools_only(path: Path) -> None:
    home = _home(path)
    imported = {target for target, _ in _imports(path)}
    if home not in FRONT_END:
        assert "_tokenizer" not in imported
    if FLOORS[home] != 6 and home not in READS_TEXT:
        assert not imported & FRONT_END
    if FLOORS[home] in (3, 4):
        assert not _names_used(path, TAKES_TEXT_APART)


@each_file
def test_sub_packages_are_one_level_deep(path: Path) -> None:
    assert len(path.relative_to(PACKAGE).parts) <= 2


@each_file
def test_modules_can_be_read_at_a_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@each_file
def test_annotations_are_never_evaluated(path: Path) -> None:
    annotated = ast.FunctionDef | ast.AsyncFunctionDef | ast.AnnAssign
    if any(isinstance(node, annotated) for node in ast.walk(_tree(path))):
        assert "from __future__ import annotations" in path.read_text(encoding="utf-8")


@each_file
def test_nothing_is_evaluated_or_shelled_out(path: Path) -> None:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"eval", "exec", "os.system", "os.popen"}
            assert not any(
                keyword.arg == "shell"
                and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False)
                for keyword in node.keywords
            )


@each_file
def test_only_the_command_line_prints(path: Path) -> None:
    prints = any(
        isinstance(node, ast.Call) and ast.unparse(node.func) == "print" for node in ast.walk(_tree(path))
    )
    assert not prints or _home(path) == "cli"

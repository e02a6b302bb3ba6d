"""Break a module in one small place after the other, and see whether the tests notice.

    python tools/mutate.py _search                        # every mutant that may be noticed: minutes
    python tools/mutate.py _search --all                  # also those known to change no answer: an hour
    python tools/mutate.py _search --sample 40 --seed 7   # forty of them, the same ones each time

A mutant is a comparison, an operator, a number, a truth value, a condition or a result that is another.  Each
runs in a process of its own, on a copy of the package, against the tests of ``TESTS``, the quickest
first, until one fails.  Those that no test notices are printed with their line.  Mutants of which no test can
notice anything are listed in ``tools/survivors.toml``, with the reason.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import resource
import shutil
import sys
import tempfile
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    Way = tuple[tuple[str, int | None], ...]  # from the module to a node: fields, and places in them

ROOT = Path(__file__).resolve().parent.parent
SURVIVORS = tomllib.loads((ROOT / "tools" / "survivors.toml").read_text(encoding="utf-8"))["survivor"]
SECONDS_OF_CPU = 60
OPTIONS = ("-W", "ignore::pytest.PytestAssertRewriteWarning", "-p", "no:cacheprovider", "--tb=no")
# One failure is enough: nobody reads the smallest example.
settings.register_profile(
    "mutants",
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=tuple(HealthCheck),
)
QUICK = ("test_expression", "test_parser", "test_everyday", "test_corners", "test_peers", "test_dst_vectors")
WALLS = (*QUICK, "test_steps", "property/test_naive_laws", "property/test_expression_laws")
ZONES = ("test_zone_facts", "test_dst_vectors", "test_corners", "test_zone", "property/test_zone_laws")
TESTS = {
    "_calendar": (*WALLS, "test_english"),
    "_plan": ("test_plan", *WALLS, "test_zone"),
    "_search": (*WALLS, "test_zone"),
    "_zone": (*ZONES, "test_expression"),
    "_zoned": (*ZONES, "test_expression"),
    "_parser": (
        *("test_parser", "test_tokenizer", "test_dialects", *QUICK, "property/test_naive_laws"),
        *(
            "test_drawing",
            "test_steps",
            "conformance/test_dialects_conform",
            "conformance/test_dialects_more",
        ),
    ),
}
COMPARISONS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


def main() -> int:
    """Try the mutants, and print what became of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("module", choices=TESTS)
    parser.add_argument("--all", action="store_true", help="try those of survivors.toml, too")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=2026)
    args = parser.parse_args()
    source = (ROOT / "cronexpr" / f"{args.module}.py").read_text(encoding="utf-8")
    mutants = list(mutants_of(source))
    total = len(mutants)
    if not args.all:
        mutants = [
            mutant
            for mutant in mutants
            if not any(is_explained(args.module, mutant, row) for row in SURVIVORS)
        ]
    explained = total - len(mutants)
    if args.sample is not None and args.sample < len(mutants):
        mutants = random.Random(args.seed).sample(mutants, args.sample)  # noqa: S311 (a sample, no secret)
    with tempfile.TemporaryDirectory() as directory:
        work = Path(directory)
        for name in ("cronexpr", "tests", "tools"):
            shutil.copytree(ROOT / name, work / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", work)
        target = work / "cronexpr" / f"{args.module}.py"
        if is_noticed(work, TESTS[args.module], keep_bytecode=True):
            raise SystemExit("the tests fail without a mutant")
        # Mutants of one second and of one size are the same to Python: nothing of this module may be kept.
        for kept in target.parent.glob(f"__pycache__/{args.module}.*"):
            kept.unlink()
        survivors = 0
        for mutant in sorted(mutants, key=lambda mutant: mutant.line):
            target.write_text(mutant.made(source), encoding="utf-8")
            if not is_noticed(work, TESTS[args.module]):
                survivors += 1
                print(f"SURVIVED {args.module}:{mutant.line}: {mutant.told}", flush=True)
    tried = f"{len(mutants)} of {total} mutants tried, {len(mutants) - survivors} noticed"
    print(f"{args.module}: {tried}, {explained} known to change nothing left out")
    return bool(survivors)


def is_explained(module: str, mutant: Mutant, row: dict[str, Any]) -> bool:
    """Return whether *row* of ``survivors.toml`` says why no test can notice *mutant*."""
    return (
        fnmatchcase(f"{module}.{mutant.function}", row["where"])
        and fnmatchcase(mutant.text, row["line"])
        and any(fnmatchcase(mutant.told, pattern) for pattern in row["mutants"])
    )


def is_noticed(work: Path, tests: tuple[str, ...], *, keep_bytecode: bool = False) -> bool:
    """Return whether one of *tests* fails in *work*, or takes too long."""
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_CPU, SECONDS_OF_CPU))
        os.chdir(work)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        sys.dont_write_bytecode = not keep_bytecode
        sys.path.insert(0, str(work))
        paths = [f"tests/{name}.py" for name in tests]
        os._exit(int(pytest.main(["-x", "-q", "--hypothesis-profile=mutants", *OPTIONS, *paths])))
    _, status = os.waitpid(child, 0)
    return status != 0


# -- the mutants ----------------------------------------------------------------------------------------


class Mutant(NamedTuple):
    """One change of one node.

    Where it is (the innermost function or "", the number of the line, and its text), what it does, the
    way to the node, and what stands there instead.
    """

    function: str
    line: int
    text: str
    told: str
    path: Way
    node: ast.AST

    def made(self, source: str) -> str:
        """Return *source* with the change."""
        tree = ast.parse(source)
        replace(tree, self.path, self.node)
        return ast.unparse(ast.fix_missing_locations(tree))


def mutants_of(source: str) -> Iterator[Mutant]:
    """Yield every mutant of *source*."""
    tree = ast.parse(source)
    lines = source.splitlines()
    function_of = [""] * (len(lines) + 1)
    for node in ast.walk(tree):  # outer functions come first
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            function_of[node.lineno : node.end_lineno + 1] = [node.name] * (node.end_lineno + 1 - node.lineno)
    for path, node in walk(tree, ()):
        line = getattr(node, "lineno", 1)
        for told, changed in changes_of(node):
            yield Mutant(function_of[line], line, lines[line - 1].strip(), told, path, changed)


def walk(node: ast.AST, path: Way) -> Iterator[tuple[Way, ast.AST]]:
    """Yield the nodes that run, each with the way to it; annotations and imports for types do not."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    yield path, node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns"):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST):
                yield from walk(child, (*path, (name, index)))


def replace(tree: ast.AST, path: Way, node: ast.AST) -> None:
    """Put *node* where *path* leads."""
    for name, index in path[:-1]:
        tree = getattr(tree, name) if index is None else getattr(tree, name)[index]
    name, index = path[-1]
    if index is None:
        setattr(tree, name, node)
    else:
        getattr(tree, name)[index] = node


def changes_of(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yield what *node* can become, and a name for it."""
    before = ast.unparse(node) if isinstance(node, ast.expr) else type(node).__name__
    for changed in variants(node):
        after = ast.unparse(ast.fix_missing_locations(changed))
        yield (
            f"{before} -> {after}"
            if isinstance(node, ast.expr)
            else f"{ast.unparse(node).splitlines()[0]} -> {after.splitlines()[0]}",
            changed,
        )


def variants(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901 (a case for each kind)
    """Yield what *node* can become."""
    changed = copy.deepcopy(node)
    if isinstance(changed, ast.Compare):
        for index, operator in enumerate(changed.ops):
            other = copy.deepcopy(changed)
            other.ops[index] = COMPARISONS[type(operator)]()
            yield other
    elif isinstance(changed, (ast.BinOp, ast.AugAssign)) and type(changed.op) in OPERATORS:
        changed.op = OPERATORS[type(changed.op)]()
        yield changed
    elif isinstance(changed, ast.BoolOp):
        changed.op = ast.Or() if isinstance(changed.op, ast.And) else ast.And()
        yield changed
    elif isinstance(changed, ast.UnaryOp) and isinstance(changed.op, (ast.Not, ast.USub)):
        yield changed.operand
    elif isinstance(changed, ast.Constant) and isinstance(changed.value, bool):
        yield ast.Constant(not changed.value)
    elif isinstance(changed, ast.Constant) and isinstance(changed.value, int):
        yield ast.Constant(changed.value + 1)
        yield ast.Constant(changed.value - 1)
    elif isinstance(changed, (ast.If, ast.IfExp, ast.While)) and not isinstance(changed.test, ast.Compare):
        changed.test = ast.UnaryOp(ast.Not(), changed.test)
        yield changed
    elif isinstance(changed, ast.Return) and not is_none(changed.value):
        yield ast.Return(ast.Constant(None))
    elif isinstance(changed, ast.Continue):
        yield ast.Break()
    elif isinstance(changed, ast.Break):
        yield ast.Continue()


def is_none(value: ast.expr | None) -> bool:
    """Return whether a return of *value* returns None."""
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


if __name__ == "__main__":
    sys.exit(main())

"""Findings as SARIF 2.1.0, the format in which code hosts take them (OASIS, sections 3.13 to 3.30)."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import cronexpr
from cronexpr.crontab import RULES, LineProblem

LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(found: list[tuple[str, tuple[LineProblem, ...]]]) -> dict[str, Any]:
    """Return one log of what was *found* in each file: its name, and its problems."""
    codes = sorted({problem.code for _, problems in found for problem in problems})
    driver = {
        "name": "cronexpr",
        "semanticVersion": cronexpr.__version__,
        "rules": [_rule(code) for code in codes],
    }
    results = [_result(name, problem) for name, problems in found for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _rule(code: str) -> dict[str, Any]:
    text = RULES.get(code) or cronexpr.explain_code(code)
    summary = text.partition(". ")[0].rstrip(".") + "."
    return {"id": code, "shortDescription": {"text": summary}, "fullDescription": {"text": text}}


def _result(name: str, found: LineProblem) -> dict[str, Any]:
    start, stop = found.problem.span
    region = {"startLine": found.line, "startColumn": start + 1, "endColumn": stop + 1}
    place = {"artifactLocation": {"uri": quote(os.fsencode(PurePath(name).as_posix()))}, "region": region}
    hint = f" ({found.problem.hint})" if found.problem.hint else ""
    return {
        "ruleId": found.code,
        "level": LEVELS[found.severity],
        "message": {"text": found.message + hint},
        "locations": [{"physicalLocation": place}],
    }

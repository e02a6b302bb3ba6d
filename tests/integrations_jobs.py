"""What the jobs of the integrations' tests do: a job store keeps the name of a function, so it needs one."""

from __future__ import annotations

import time

HITS: list[tuple[str, float]] = []


def hit(name: str) -> None:
    HITS.append((name, time.time()))


def hits(name: str) -> list[float]:
    return [moment for whose, moment in HITS if whose == name]

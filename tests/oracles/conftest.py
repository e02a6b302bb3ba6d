"""Real implementations are asked in the slow run only: few machines have them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from strategies import SLOW


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SLOW:
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="real implementations are asked with CRONEXPR_SLOW=1"))

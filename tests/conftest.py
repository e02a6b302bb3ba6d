"""How the tests run: deterministic and small by default, long with ``CRONEXPR_SLOW=1``."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from strategies import SLOW

# Deadlines and "too slow" measure the machine, not the package: an oracle is slow on purpose.
_PATIENT = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
settings.register_profile(
    "default", max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=_PATIENT
)
settings.register_profile("slow", max_examples=3_000, deadline=None, suppress_health_check=_PATIENT)
settings.load_profile("slow" if SLOW else "default")


def pytest_configure(config: pytest.Config) -> None:
    """Print the reason of every skipped test, as ``-rs`` does."""
    if "s" not in config.option.reportchars:
        config.option.reportchars += "s"

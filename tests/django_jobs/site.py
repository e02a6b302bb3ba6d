"""How tests get the site: set up once, its tables in memory, each test in a transaction of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "django_jobs.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402


@contextmanager
def tables() -> Iterator[None]:
    """Make the tables, and close the connection in the end, which is what holds them."""
    if "django_jobs_job" not in connection.introspection.table_names():
        call_command("migrate", run_syncdb=True, verbosity=0)
    yield
    connections.close_all()


@contextmanager
def undone() -> Iterator[None]:
    """Undo in the end whatever is written."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

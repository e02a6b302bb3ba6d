"""How tests get the site: set up once, its tables in memory, each test in a transaction of its own.

A module of tests has both by having the two fixtures among its names.
"""

from __future__ import annotations

from collections.abc import Iterator

import django
import pytest
from django.conf import settings

from django_jobs import settings as ours

# Named in the environment, they would be Celery's, too, and their zone the whole process's: other tests
# run in it.
if not settings.configured:
    settings.configure(**{name: value for name, value in vars(ours).items() if name.isupper()})
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402


@pytest.fixture(scope="module", autouse=True)
def tables() -> Iterator[None]:
    """Make the tables, and close the connection in the end, which is what holds them."""
    if "django_jobs_job" not in connection.introspection.table_names():
        call_command("migrate", run_syncdb=True, verbosity=0)
    yield
    connections.close_all()


@pytest.fixture(autouse=True)
def undone(tables: None) -> Iterator[None]:
    """Undo in the end whatever is written."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

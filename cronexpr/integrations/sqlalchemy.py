"""Cron expressions in columns of `SQLAlchemy <https://www.sqlalchemy.org>`__ tables.

>>> from sqlalchemy import Column, MetaData, Table, create_engine, insert, select
>>> jobs = Table("jobs", MetaData(), Column("schedule", CronType(tz="Europe/Berlin")))
>>> engine = create_engine("sqlite://")
>>> with engine.connect() as connection:
...     jobs.create(connection)
...     written = connection.execute(insert(jobs).values(schedule="0 9 * * mon-fri"))
...     connection.scalar(select(jobs.c.schedule))
cronexpr.parse('0 9 * * mon-fri', tz='Europe/Berlin')
>>> engine.dispose()

The column has the text as it was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.types import String, TypeDecorator

from .. import CronError, CronExpression
from ..forms import MAX_LENGTH
from ._rules import NO_LIMIT, Reader, as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import timedelta, tzinfo

    from sqlalchemy.engine import Dialect as Database
    from sqlalchemy.sql.operators import OperatorType
    from sqlalchemy.types import TypeEngine

    from ..dialects import Dialect

    _Decorator = TypeDecorator[CronExpression]
else:
    _Decorator = TypeDecorator

__all__ = ["CronType"]


class CronType(_Decorator):
    """A column of text, ``VARCHAR(length)``, whose values are `CronExpression`.

    The other options are rules, those of `cronexpr.forms.validate`.  They are kept when a row is
    written: what breaks one is a ``StatementError`` at flush, whose ``orig`` is the `CronError`.  What is
    read only has to be an expression.  A change of the text is a change, though both may mean the same.
    Comparisons are of texts.

    >>> CronType(dialect="quartz").process_bind_param("0 0 12 ? * FRI", None)
    '0 0 12 ? * FRI'

    Raises:
        CronOptionError: an unknown dialect, zone, policy or code.
        TypeError: a rule has the wrong type, or *tz* cannot be hashed.
    """

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = String
    cache_ok: bool | None = True

    # Not keyword-only: SQLAlchemy looks for the attributes of these names when it asks whether two types are
    # the same, and so whether a statement that it has compiled will do.
    def __init__(
        self,
        length: int | None = MAX_LENGTH,
        dialect: str | Dialect = "standard",
        tz: str | tzinfo | None = None,
        dst: str | None = None,
        seed: str | None = None,
        min_interval: timedelta | None = None,
        must_fire: bool = False,
        strict: bool = False,
        ignore: Iterable[str] = (),
    ) -> None:
        super().__init__(length)
        self._reader = Reader(
            {
                "dialect": dialect,
                "tz": tz,
                "dst": dst,
                "seed": seed,
                "min_interval": min_interval,
                "must_fire": must_fire,
                "strict": strict,
                "ignore": tuple(ignore),
                "max_length": length or NO_LIMIT,
            }
        )
        self.__dict__.update(self._reader.rules)
        self.length = length
        if type(self._reader.rules["tz"]).__hash__ is None:
            raise TypeError('this time zone cannot be hashed; name it, as in tz="Europe/Berlin"')

    @property
    def python_type(self) -> type[CronExpression]:
        """The type of the values."""
        return CronExpression

    @property
    def sort_key_function(self) -> Callable[[Any], str]:  # type: ignore[override]  # SQLAlchemy's own says so.
        """What orders values, where they are primary keys: their texts."""
        return str

    def process_bind_param(self, value: Any, dialect: Database | None) -> str | None:  # noqa: ARG002
        """Return the text to store for *value*, an expression or text; SQLAlchemy calls this.

        Raises:
            CronError: it is no expression, breaks a rule, or would mean something else in this column.
        """
        return None if value is None else self._reader.take(value).source

    def process_result_value(self, value: Any, dialect: Database | None) -> CronExpression | None:  # noqa: ARG002
        """Return the expression that a stored text is; SQLAlchemy calls this.

        Raises:
            CronError: it is none.
        """
        if value is None:
            return None
        try:
            return self._reader.read(value)
        except CronError as error:
            error.add_note("This text is in the database; type_coerce(column, String) selects it as it is.")
            raise

    def coerce_compared_value(self, op: OperatorType | None, value: Any) -> Any:  # noqa: ARG002
        """Return the type of what is compared with the column: text, that need not keep the rules."""
        return _Compared(self)

    def compare_values(self, x: Any, y: Any) -> bool:
        """Return whether *x* and *y* have the same text, and so nothing has changed."""
        return bool(as_text(x) == as_text(y))

    def _compared(self, value: Any) -> Any:
        """Return the text to compare with for *value*.

        Raises:
            CronError: *value* is an expression that would mean something else in this column.
        """
        return self._reader.read(value).source if isinstance(value, CronExpression) else value


class _Compared(_Decorator):
    """What a column is compared with."""

    impl = String
    cache_ok = True

    def __init__(self, column: CronType) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: Any, dialect: Database | None) -> Any:  # noqa: ARG002
        return self.column._compared(value)

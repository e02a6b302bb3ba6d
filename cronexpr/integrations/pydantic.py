"""Cron expressions in `pydantic <https://docs.pydantic.dev>`__ models, and so in FastAPI.

`CronExpression` itself may annotate a field: it takes text, and JSON has the text again.  `CronStr` checks
the text and keeps it.  `Cron` gives either its rules:

>>> from datetime import timedelta
>>> from typing import Annotated
>>> from pydantic import BaseModel
>>> class Job(BaseModel):
...     schedule: cronexpr.CronExpression
...     report: Annotated[str, Cron(dialect="quartz", min_interval=timedelta(minutes=5))]
>>> job = Job(schedule="0 9 * * mon-fri", report="0 0 12 ? * FRI")
>>> job.schedule.describe()
'At 9:00 AM, Monday through Friday'
>>> job.model_dump_json()
'{"schedule":"0 9 * * mon-fri","report":"0 0 12 ? * FRI"}'

A text that is refused makes one error of type ``cron_expression``.  Its ``ctx`` is ready for JSON:
``reason``, the first problem's ``code``, ``span`` and ``hint``, and all ``problems`` (`Problem.as_dict`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import PydanticCustomError, PydanticKnownError, core_schema

from .. import CronError, CronExpression, convert
from ._rules import Reader, summary

if TYPE_CHECKING:
    from typing import Unpack

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

    from ._rules import Rules

__all__ = ["Cron", "CronStr"]

_EXAMPLES = ("0 9 * * 1-5", "0 0 1 * *", "*/15 * * * *")


class Cron:
    """Annotate `str` or `CronExpression` with it: ``Annotated[CronExpression, Cron(tz="Europe/Berlin")]``.

    The *rules* are the options of `cronexpr.forms.validate` but *now*.  On `str`, whatever
    stands before it has its say first: ``Annotated[str, StringConstraints(strip_whitespace=True), Cron()]``.

    >>> from pydantic import TypeAdapter
    >>> berlin = TypeAdapter(Annotated[cronexpr.CronExpression, Cron(tz="Europe/Berlin")])
    >>> berlin.validate_python("0 9 * * *")
    cronexpr.parse('0 9 * * *', tz='Europe/Berlin')

    Raises:
        CronOptionError, TypeError: a rule is wrong; so is a type that is neither of the two.
    """

    def __init__(self, **rules: Unpack[Rules]) -> None:
        self._reader = Reader(rules)

    def __repr__(self) -> str:
        return f"Cron({self._reader})"

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        inner = handler(source)
        # What stands between the type and this, another of its kind included, would be overruled unheard.
        if inner["type"] == "function-plain" and inner["function"]["function"] == STANDARD._expression:
            return self.expression_schema()
        if _is_text(inner):
            return core_schema.no_info_after_validator_function(self._text, inner)
        raise TypeError(
            f"{self!r} stands directly after str or CronExpression, and once; if None is a value, too,"
            " write Annotated[CronExpression, Cron(...)] | None"
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        known = {"type": "string"} if schema["type"] == "function-plain" else handler(schema)
        longest = self._reader.max_length()
        return known | {
            "format": "cron",
            "examples": self._examples(),
            "maxLength": min(longest, known.get("maxLength", longest)),
        }

    def expression_schema(self) -> core_schema.CoreSchema:
        """Return the schema of text that is read, and of expressions that fit."""
        # A union of both types would report each refusal twice.
        return core_schema.no_info_plain_validator_function(
            self._expression,
            serialization=core_schema.plain_serializer_function_ser_schema(
                str, return_schema=core_schema.str_schema(), when_used="json"
            ),
        )

    def _expression(self, value: object) -> CronExpression:
        if not isinstance(value, str | CronExpression):
            raise PydanticKnownError("string_type")
        try:
            return self._reader.take(value)
        except CronError as error:
            raise _refusal(error) from error

    def _text(self, text: str) -> str:
        self._expression(text)
        return text

    def _examples(self) -> list[str]:
        dialect = self._reader.rules.get("dialect", "standard")
        examples = []
        for standard in _EXAMPLES:
            try:
                examples.append(self._reader.take(convert(standard, to=dialect)).source)
            except CronError:
                continue
        return examples


STANDARD = Cron()
CronStr = Annotated[str, STANDARD]
"""Text that is an expression of the standard dialect, and stays text."""


def _is_text(schema: Any) -> bool:
    """Return whether *schema* is of text, whatever functions were wrapped around it."""
    while schema["type"] in {"function-after", "function-before", "function-wrap"}:
        schema = schema["schema"]
    return bool(schema["type"] == "str")


def _refusal(error: CronError) -> PydanticCustomError:
    first = error.problems[0]
    context = {
        "code": first.code,
        "span": list(first.span),
        "hint": first.hint,
        "problems": [problem.as_dict() for problem in error.problems],
        # The last one: names in braces are filled in one after the other, in what was filled in, too.
        "reason": summary(error),
    }
    return PydanticCustomError("cron_expression", "{reason}", context)

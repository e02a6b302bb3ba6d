"""Cron expressions in the serializers of `Django REST framework <https://www.django-rest-framework.org>`__.

>>> from rest_framework import serializers
>>> class JobSerializer(serializers.Serializer):
...     schedule = CronField(tz="Europe/Berlin")

Once this module is imported, a ``ModelSerializer`` has a `CronField` for each
`cronexpr.integrations.django.CronField` of its model, with the same rules.

Each problem of a text is an error of its own, with the problem's code.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from .. import CronError, CronExpression
from ..forms import MAX_LENGTH
from . import django
from ._rules import NO_LIMIT, Reader, as_text, sentence, split_rules

__all__ = ["CronField"]


class CronField(serializers.CharField):
    """A field of text whose validated data are a `CronExpression`.

    Beside what a ``CharField`` takes, it takes the options of `cronexpr.forms.validate` but *now*.
    ``error_messages={"invalid_cron": ...}`` replaces the messages of all problems.

    >>> CronField(dialect="quartz").run_validation("0 0 12 ? * FRI")
    cronexpr.parse('0 0 12 ? * FRI', dialect='quartz')

    Raises:
        CronOptionError, TypeError: a rule is wrong.
    """

    def __init__(self, *, max_length: int | None = MAX_LENGTH, **options: Any) -> None:
        rules, validators = split_rules(options), options.get("validators")
        if validators is not None:
            # A model's field hands over its rules as a validator, which need not run then.
            ours = [validator for validator in validators if isinstance(validator, django.CronValidator)]
            options["validators"] = [validator for validator in validators if validator not in ours] or None
            for validator in ours:
                rules = {**validator.reader.rules, **rules}
        rules["max_length"] = max_length or NO_LIMIT
        super().__init__(max_length=max_length, **options)
        self._reader = Reader(rules)

    def to_internal_value(self, data: Any) -> Any:
        """Return the expression that *data* mean.

        Raises:
            ValidationError: they mean none, or break a rule.
        """
        text = data if isinstance(data, CronExpression) else super().to_internal_value(data)
        try:
            return self._reader.take(text)
        except CronError as error:
            raise ValidationError(self._details(error)) from error

    def _details(self, error: CronError) -> list[ErrorDetail]:
        message = self.error_messages.get("invalid_cron")
        if message is not None:
            return [ErrorDetail(str(message), code="invalid_cron")]
        return [ErrorDetail(sentence(problem), code=problem.code) for problem in error.problems]

    def run_validators(self, value: Any) -> None:
        """Let validators see the text: some measure its length."""
        super().run_validators(as_text(value))


serializers.ModelSerializer.serializer_field_mapping[django.CronField] = CronField

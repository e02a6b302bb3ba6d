"""Cron expressions in `Django <https://www.djangoproject.com>`__: a model field, a form field, a validator.

::

    from django.db import models
    from cronexpr.integrations.django import CronField

    class Job(models.Model):
        schedule = CronField(tz="Europe/Berlin", min_interval=timedelta(minutes=5))

The column has the text as it was written; the attribute is a `CronExpression`.
``job.get_schedule_display()`` is its sentence, in the active language where `cronexpr.describe` knows that;
the admin takes it as a column.

Each problem of a text is a `ValidationError` of its own, with the problem's code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.serializer import BaseSerializer, Serializer, serializer_factory
from django.db.models.query_utils import DeferredAttribute
from django.utils.deconstruct import deconstructible
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .. import CronError, CronExpression, CronOptionError, Dialect
from ..forms import MAX_LENGTH
from ._rules import AS_TYPED, NO_LIMIT, Reader, as_text, sentence, split_rules, summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self, Unpack

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.forms.boundfield import BoundField

    from ._rules import Rules

    _Column = models.CharField[Any, Any]
else:
    _Column = models.CharField

__all__ = ["CronField", "CronFormField", "CronValidator", "UnreadableCron"]


@deconstructible
class CronValidator:
    """Validate text, or an expression, by *rules*: the options of `cronexpr.forms.validate` but *now*.

    Each problem is an error with its own code; *message* replaces them by one, whose code
    is *code*.  The errors' ``params`` are ``reason``, ``code``, ``span``, ``hint`` and ``value``.

    >>> from django.core.exceptions import ValidationError
    >>> try:
    ...     CronValidator(dialect="quartz")("0 0 24 ? * *")
    ... except ValidationError as error:
    ...     print(error.messages, [each.code for each in error.error_list])
    ['Hour 24 is out of range; hours run 0-23 (column 5). Midnight is hour 0: `0 0 0 ? * *`'] ['CRON103']

    Raises:
        CronOptionError, TypeError: a rule is wrong.
    """

    def __init__(self, message: Any = None, code: str = "invalid", **rules: Unpack[Rules]) -> None:
        self.message = message
        self.code = code
        self.reader: Reader = Reader(rules)

    def __call__(self, value: object) -> None:
        """Raise `ValidationError` where *value* breaks a rule."""
        self.take(value)

    def take(self, value: object) -> CronExpression:
        """Return the expression that *value*, text or an expression, means.

        Raises:
            ValidationError: it is none, or breaks a rule.
        """
        return self._told(self.reader.take, value)

    def read(self, value: object) -> CronExpression:
        """Return the expression that *value* means, limits aside.

        Raises:
            ValidationError: it is none.
        """
        return self._told(self.reader.read, value)

    def _told(self, read: Callable[[Any], CronExpression], value: object) -> CronExpression:
        if not isinstance(value, str | CronExpression):
            raise ValidationError(_("Enter a valid value."), code="invalid", params={"value": value})
        try:
            return read(value)
        except CronError as error:
            raise self._refusal(error, value) from error

    def _refusal(self, error: CronError, value: object) -> ValidationError:
        errors = [
            ValidationError(
                "%(reason)s" if self.message is None else self.message,
                code=problem.code if self.message is None else self.code,
                params={
                    "reason": sentence(problem),
                    "code": problem.code,
                    "span": problem.span,
                    "hint": problem.hint,
                    "value": str(value),
                },
            )
            for problem in error.problems
        ]
        return ValidationError(errors if self.message is None else errors[:1])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CronValidator):
            return NotImplemented
        return self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash((self.code, str(self.reader)))

    def _identity(self) -> tuple[object, ...]:
        return self.message, self.code, self.reader.rules


class CronFormField(forms.CharField):
    """A form field whose cleaned data are a `CronExpression`.

    Beside what `forms.CharField` takes, it takes the rules of `CronValidator`.  The present value's
    sentence is a part of the help text.  A text that changed has changed, though it may mean the same.
    ``error_messages={"invalid": ...}`` replaces the messages of all problems.

    >>> CronFormField(tz="Europe/Berlin").clean(" 0 9 * * mon ")
    cronexpr.parse('0 9 * * mon', tz='Europe/Berlin')

    Raises:
        CronOptionError, TypeError: a rule is wrong.
    """

    def __init__(self, *, max_length: int | None = MAX_LENGTH, **options: Any) -> None:
        rules = split_rules(options)
        rules["max_length"] = max_length or NO_LIMIT
        super().__init__(max_length=max_length, **options)
        self._rule = CronValidator(self.error_messages.get("invalid"), **rules)

    def to_python(self, value: Any) -> Any:
        """Return what *value* means, or the empty value."""
        text = super().to_python(value)
        return text if text in self.empty_values else self._rule.take(text)

    def run_validators(self, value: Any) -> None:
        """Let the other validators see the text: some measure its length."""
        super().run_validators(as_text(value))

    def prepare_value(self, value: Any) -> Any:
        """Return the text of *value*, for the widget."""
        return as_text(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether *data* is another text than that of *initial*, whatever the two mean."""
        if self.disabled:
            return False
        return ("" if initial is None else str(initial)) != (super().to_python(data) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Keep browsers from correcting what is typed."""
        return AS_TYPED | super().widget_attrs(widget)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        """Return the field of *form*, its help text with the sentence of the present value."""
        bound = super().get_bound_field(form, field_name)
        # Only a page asks for it.
        bound.help_text = lazy(self._help, SafeString)(bound)
        return bound

    def _help(self, bound: BoundField) -> SafeString:
        value = bound.value()
        said = ""
        try:
            said = _sentence(self._rule.reader.read(value)) if isinstance(value, str) and value else ""
        except CronError as error:
            # What was sent has its errors shown anyway; what was stored has not.
            said = "" if bound.form.is_bound else summary(error)
        # Help texts are HTML by Django's convention, sentences are not.
        return format_html("{} {}" if self.help_text and said else "{}{}", SafeString(self.help_text), said)


class UnreadableCron(str):
    """Text from the database that is no expression: the attribute's value then, so that a page can show it.

    It may be saved again as it is.  ``error`` tells what is wrong with it.

    >>> CronField().from_db_value("0 24 * * *").next()
    Traceback (most recent call last):
    AttributeError: not an expression, so it has no 'next': hour 24 is out of range; hours run 0-23 (column 3)
    """

    __slots__ = ("error",)

    error: CronError

    def __new__(cls, text: str, error: CronError) -> Self:
        """Return *text*, which *error* is about."""
        self = super().__new__(cls, text)
        self.error = error
        return self

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"not an expression, so it has no {name!r}: {self.error}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.error)


class _Attribute(DeferredAttribute):
    """What a model's class has for the field: it reads text as soon as that is assigned."""

    field: CronField

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.as_expression(value)


class CronField(_Column):
    """A model field that stores text and gives a `CronExpression`.

    Beside what `models.CharField` takes, it takes the rules of `CronValidator`.  Limits are kept where
    Django validates; ``save`` only refuses what is no expression of the dialect.  What is in the database
    already is never refused: see `UnreadableCron`.

    Lookups compare texts.

    Raises:
        CronOptionError, TypeError: a rule is wrong.
    """

    description: Any = _("Cron expression (up to %(max_length)s characters)")
    descriptor_class = _Attribute

    def __init__(
        self,
        verbose_name: Any = None,
        name: str | None = None,
        *,
        max_length: int | None = MAX_LENGTH,
        **options: Any,
    ) -> None:
        self._rules = Reader(split_rules(options)).rules
        for option in options.keys() & {"default", "db_default"}:
            # A migration cannot hold expressions.
            options[option] = as_text(options[option])
        super().__init__(verbose_name, name, max_length=max_length, **options)
        # How long a text may be is for Django's own validator to say.
        rules: Rules = {**self._rules, "max_length": NO_LIMIT}
        self._rule = CronValidator(**rules)
        self.validators.append(self._rule)

    def deconstruct(self) -> Any:
        """Return what a migration writes: the rules, too, since they say what the text means."""
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("max_length") == MAX_LENGTH:
            del kwargs["max_length"]
        return name, path, args, kwargs | self._rules

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Return what is wrong with the field; Django's checks call this."""
        return [*super().check(**kwargs), *self._check_default()]

    def _check_default(self) -> list[checks.CheckMessage]:
        default = self.default
        if not isinstance(default, str) or default in self.empty_values:
            return []
        try:
            self._rule.reader.take(default)
        except CronError as error:
            return [checks.Error(f"The default is refused: {error}.", obj=self, id="cronexpr.E001")]
        return []

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Add the field to *cls*, and beside it ``get_NAME_display``, unless the class has its own."""
        display = f"get_{name}_display"
        has_own = display in cls.__dict__
        super().contribute_to_class(cls, name, private_only)
        if not has_own:
            setattr(cls, display, self._display())

    def _display(self) -> Callable[[models.Model], str]:
        def display(instance: models.Model) -> str:
            value = getattr(instance, self.attname)
            if isinstance(value, CronExpression):
                return str(dict(self.flatchoices).get(value) or _sentence(value))
            return summary(value.error) if isinstance(value, UnreadableCron) else str(value or "")

        # What the admin asks of a column.
        display.short_description = format_lazy(_("{} in words"), self.verbose_name)  # type: ignore[attr-defined]
        display.admin_order_field = self.name  # type: ignore[attr-defined]
        return display

    @property
    def flatchoices(self) -> list[tuple[Any, Any]]:
        """The choices, groups aside, with expressions for their texts, as the attribute has them."""
        return [(self.as_expression(value), label) for value, label in super().flatchoices]

    # From text to expression

    def as_expression(self, value: Any) -> Any:
        """Return the expression that *value* means; *value* itself, where that is none."""
        if not isinstance(value, str | CronExpression) or not value or isinstance(value, UnreadableCron):
            return value
        try:
            return self._rule.reader.read(value)
        except CronError:
            return value

    def from_db_value(self, value: str | None, *_: object) -> Any:
        """Return what the database's *value* is as an attribute; it never raises."""
        if not value or not isinstance(value, str):
            # SQLite keeps bytes in a column of text, too.
            return value
        try:
            return self._rule.reader.read(value)
        except CronError as error:
            return UnreadableCron(value, error)

    def to_python(self, value: Any) -> Any:
        """Return the expression that *value* means, limits aside.

        Raises:
            ValidationError: it is none.
        """
        return value if value in self.empty_values else self._rule.read(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Let Django see the text, which it compares with choices."""
        super().validate(as_text(value), model_instance)

    def run_validators(self, value: Any) -> None:
        """Let validators see the text: some measure its length."""
        super().run_validators(as_text(value))

    # From expression to text

    def get_prep_value(self, value: Any) -> Any:
        """Return the text to compare with.

        Raises:
            CronError: *value* is an expression that would mean something else in this field.
            TypeError: *value* is neither text nor an expression.
        """
        if isinstance(value, CronExpression):
            value = self._rule.reader.read(value)
        # A CharField would ask `to_python` for it.
        text = super(models.CharField, self).get_prep_value(as_text(value))
        if text is not None and not isinstance(text, str):
            raise TypeError(f"{self} takes text or a CronExpression, not {type(text).__name__}")
        return text

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Return the text to store.

        Raises:
            CronError: it is no expression of the field's dialect.
        """
        if value and isinstance(value, str) and not isinstance(value, UnreadableCron):
            self._rule.reader.read(value)
        return super().get_db_prep_save(value, connection)

    def value_to_string(self, obj: models.Model) -> str:
        """Return the text that fixtures have."""
        return str(as_text(self.value_from_object(obj)))

    def formfield(self, **kwargs: Any) -> Any:
        """Return a `CronFormField` with the same rules."""
        return super().formfield(**{"form_class": CronFormField, **self._rules, **kwargs})


class _DialectSerializer(BaseSerializer):
    """Write a dialect of the program's own into a migration, as a call that makes it again."""

    def serialize(self) -> tuple[str, set[str]]:
        make, arguments = self.value.__reduce__()
        written, imports = serializer_factory(arguments).serialize()
        return f"{make.__module__}.{make.__name__}(*{written})", {f"import {make.__module__}", *imports}


Serializer.register(Dialect, _DialectSerializer)


def _sentence(expr: CronExpression) -> str:
    try:
        return expr.describe(locale=get_language() or "en")
    except CronOptionError:
        # A language that the describer does not speak.
        return expr.describe()

"""Cron expressions in `WTForms <https://wtforms.readthedocs.io>`__: a field, a widget and a validator.

>>> from wtforms import Form
>>> from wtforms.validators import InputRequired
>>> class JobForm(Form):
...     schedule = CronField("Schedule", validators=[InputRequired()], tz="Europe/Berlin")
>>> form = JobForm(data={"schedule": "0 9 * * mon"})
>>> form.schedule.data
cronexpr.parse('0 9 * * mon', tz='Europe/Berlin')

`CronField` has a `CronExpression` as its ``data``; `Cron` is a validator for a field whose ``data`` stay
text.  Each problem of a text is one of the field's ``errors``.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from wtforms import StringField, ValidationError
from wtforms.widgets import TextInput

from .. import CronError, CronExpression
from ._rules import AS_TYPED, Reader, sentence, split_rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from markupsafe import Markup
    from wtforms import Field
    from wtforms.form import BaseForm

    from ._rules import Rules

__all__ = ["Cron", "CronField", "CronInput"]


class Cron:
    """Validate the text of a ``StringField``, which stays text.

    *message* replaces the messages of all problems.  The *rules* are the options of
    `cronexpr.forms.validate` but *now*; *max_length* is the input's ``maxlength``, too.

    >>> from wtforms import Form, StringField
    >>> class JobForm(Form):
    ...     schedule = StringField(validators=[Cron(strict=True)])
    >>> form = JobForm(data={"schedule": "* 9 * * *"})
    >>> form.validate(), form.schedule.errors
    (False, ['This runs 60 times in hour 9, at every minute of it, not once. Name the minute: `0 9 * * *`'])

    Raises:
        CronOptionError, TypeError: a rule is wrong.
    """

    field_flags: dict[str, Any]

    def __init__(self, message: str | None = None, **rules: Unpack[Rules]) -> None:
        self._message = message
        self._reader = Reader(rules)
        self.field_flags = {"maxlength": self._reader.max_length()}

    def __call__(self, form: BaseForm, field: Field) -> None:  # noqa: ARG002 -- WTForms passes both.
        """Refuse *field*'s data, text or an expression; WTForms calls this."""
        data = "" if field.data is None else field.data
        if not isinstance(data, str | CronExpression):
            raise ValidationError(field.gettext("Invalid input."))
        try:
            self._reader.take(data)
        except CronError as error:
            *others, last = [self._message] if self._message else [sentence(each) for each in error.problems]
            # A validator has one error to raise.
            field.errors = [*field.errors, *others]
            raise ValidationError(last) from error


class CronInput(TextInput):
    """Render a text input that does not correct what is typed, and tells assistive technology what is wrong.

    ``aria-invalid`` says that there are errors, and ``aria-describedby`` names the elements that the page
    shows them in (the field's id and ``-errors``) and its description (``-description``), where it has
    any.  Arguments of the call override all of it.

    >>> from wtforms import Form
    >>> class JobForm(Form):
    ...     schedule = CronField(description="When to run.")
    >>> print(JobForm().schedule())
    <input aria-describedby="schedule-description" autocapitalize="none" autocomplete="off" id="schedule" ...>
    """

    def __call__(self, field: Field, **kwargs: object) -> Markup:
        """Return the input of *field*, with *kwargs* as attributes."""
        parts = {"errors": field.errors, "description": field.description}
        shown = " ".join([f"{field.id}-{name}" for name, content in parts.items() if content])
        attributes: dict[str, object] = {
            **AS_TYPED,
            "aria-invalid": bool(field.errors) and "true",
            "aria-describedby": shown or False,
        }
        attributes |= {_attribute(name): value for name, value in kwargs.items()}
        return super().__call__(field, **attributes)


class CronField(StringField):
    """A field whose ``data`` are a `CronExpression`, or None where nothing was entered.

    While there are errors, ``data`` is the text, which is also what the input shows again.  Beside what
    every field takes, it takes the options of `cronexpr.forms.validate` but *now*.

    >>> from wtforms import Form
    >>> class JobForm(Form):
    ...     schedule = CronField(dialect="quartz")
    >>> JobForm(data={"schedule": "0 0 12 ? * 2"}).schedule.data.describe()
    'At noon on Mondays'

    Raises:
        CronOptionError, TypeError: a rule is wrong.
    """

    widget: Any = CronInput()
    data: Any
    process_errors: Sequence[str]

    def __init__(
        self, label: str | None = None, validators: Sequence[Any] | None = None, **options: Any
    ) -> None:
        self._reader = Reader(split_rules(options))
        super().__init__(label, list(validators or ()), **options)
        if self.flags.maxlength is None:
            self.flags.maxlength = self._reader.max_length()

    def process_data(self, value: object) -> None:
        """Take *value*, from a default or an object: an expression, or text, which is read."""
        self.data = value
        if value and isinstance(value, str | CronExpression):
            # What is none is shown as it is, and refused once it is sent back.
            with suppress(CronError):
                self.data = self._reader.read(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was entered."""
        if not valuelist:
            return
        text = valuelist[0]
        if not isinstance(text, str):
            raise ValueError(self.gettext("Invalid input."))  # noqa: TRY004 -- WTForms waits for this one.
        self.data = text.strip() or None
        if text:
            try:
                self.data = self._reader.take(text.strip())
            except CronError as error:
                self.process_errors = [sentence(problem) for problem in error.problems]

    def _value(self) -> str:
        # What was read, so that the columns of messages are right: without the space around it.
        return str(self.raw_data[0] if self.raw_data else self.data or "").strip()


def _attribute(name: str) -> str:
    """Return *name*, an argument's, as the attribute that it stands for."""
    return name.replace("_", "-") if name.startswith("aria_") else name

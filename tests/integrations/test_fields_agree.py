"""All fields take exactly the texts that `cronexpr.forms.validate` takes, and refuse the others in words."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import expressions

import cronexpr
from cronexpr import CronExpression, forms

RULES: dict[str, Any] = {"min_interval": timedelta(minutes=5), "strict": True, "tz": "Europe/Berlin"}
# What a field makes of a text, or its message.
Field = Callable[[str], CronExpression | str]


def pydantic_field() -> Field:
    pydantic = pytest.importorskip("pydantic", reason="pydantic is not installed")
    from cronexpr.integrations.pydantic import Cron

    adapter = pydantic.TypeAdapter(Annotated[CronExpression, Cron(**RULES)])

    def read(text: str) -> CronExpression | str:
        try:
            return adapter.validate_python(text)  # type: ignore[no-any-return]
        except pydantic.ValidationError as error:
            return str(error.errors()[0]["msg"])

    return read


def click_option() -> Field:
    click = pytest.importorskip("click", reason="click is not installed")
    from cronexpr.integrations.click import CronType

    def read(text: str) -> CronExpression | str:
        try:
            return CronType(**RULES).convert(text, None, None)
        except click.BadParameter as error:
            return str(error.format_message())

    return read


def argparse_argument() -> Field:
    from cronexpr.integrations.argparse import cron_type

    def read(text: str) -> CronExpression | str:
        try:
            return cron_type(**RULES)(text)
        except argparse.ArgumentTypeError as error:
            return str(error)

    return read


def wtforms_field() -> Field:
    wtforms = pytest.importorskip("wtforms", reason="WTForms is not installed")
    from cronexpr.integrations.wtforms import CronField

    class JobForm(wtforms.Form):  # type: ignore[misc, name-defined]  # Imported where it is there.
        schedule = CronField(validators=[wtforms.validators.InputRequired()], **RULES)

    def read(text: str) -> CronExpression | str:
        form = JobForm(_Sent(schedule=text))
        valid = form.validate()
        # An input is shown again whatever was in it.
        assert form.schedule().startswith("<input")
        return form.schedule.data if valid else "".join(form.schedule.errors)

    return read


class _Sent(dict[str, str]):
    def getlist(self, name: str) -> list[str]:
        return [self[name]]


def django_form_field() -> Field:
    pytest.importorskip("django", reason="Django is not installed")
    from django_jobs import site  # noqa: F401 -- It sets Django up.

    from cronexpr.integrations.django import CronFormField

    return _cleaned(CronFormField(**RULES).clean)


def django_model_field() -> Field:
    pytest.importorskip("django", reason="Django is not installed")
    from django_jobs import site  # noqa: F401 -- It sets Django up.

    from cronexpr.integrations.django import CronField

    field = CronField(**RULES)

    def clean(text: str) -> CronExpression:
        # What is in the database already never raises.
        assert str(field.from_db_value(text)) == text
        return field.clean(text, None)  # type: ignore[no-any-return]

    return _cleaned(clean)


def _cleaned(clean: Callable[[str], CronExpression]) -> Field:
    from django.core.exceptions import ValidationError

    def read(text: str) -> CronExpression | str:
        try:
            return clean(text)
        except ValidationError as error:
            return "".join(error.messages)

    return read


def drf_field() -> Field:
    pytest.importorskip("rest_framework", reason="Django REST framework is not installed")
    from django_jobs import site  # noqa: F401 -- It sets Django up.
    from rest_framework.exceptions import ValidationError

    from cronexpr.integrations.drf import CronField

    def read(text: str) -> CronExpression | str:
        try:
            return CronField(**RULES).run_validation(text)  # type: ignore[no-any-return]
        except ValidationError as error:
            return "".join([str(each) for each in error.detail])

    return read


def sqlalchemy_column() -> Field:
    pytest.importorskip("sqlalchemy", reason="SQLAlchemy is not installed")
    from cronexpr.integrations.sqlalchemy import CronType

    kind = CronType(**RULES)

    def read(text: str) -> CronExpression | str:
        try:
            expr = kind.process_result_value(kind.process_bind_param(text, None), None)
        except cronexpr.CronError as error:
            return str(error)
        assert expr is not None
        return expr

    return read


FIELDS = [
    pydantic_field,
    click_option,
    argparse_argument,
    wtforms_field,
    django_form_field,
    django_model_field,
    drf_field,
    sqlalchemy_column,
]


@pytest.mark.parametrize("make", FIELDS, ids=[make.__name__ for make in FIELDS])
def test_every_field_takes_what_forms_take_and_refuses_in_printable_words(make: Callable[[], Field]) -> None:
    read = make()

    @given(st.one_of(expressions(), st.text(), st.text("0123456789*/,-?LW#@ \t", max_size=30)))
    @example("")
    @example("@reboot")
    @example("0 9 * * 1\0")
    @example("\ud800 * * * *")
    @example("x" * 10_000)
    @example("0 9 * * 1,\x1b[31m")
    def agrees(text: str) -> None:
        # Forms of the web take away the space around a text.
        text = text.strip()
        try:
            expected = forms.validate(text, **RULES)
        except cronexpr.CronError:
            message = read(text)
            assert isinstance(message, str)
            assert 0 < len(message) < 10_000
            assert all(char.isprintable() or char == "\n" for char in message)
        else:
            assert read(text) == expected

    agrees()

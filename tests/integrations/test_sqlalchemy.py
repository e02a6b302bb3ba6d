from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import cronexpr
from cronexpr import CronError, CronExpression, CronOptionError
from cronexpr.dialects import get_dialect

pytest.importorskip("sqlalchemy", reason="SQLAlchemy is not installed")
from sqlalchemy import (
    Engine,
    MetaData,
    String,
    bindparam,
    create_engine,
    func,
    inspect,
    literal,
    or_,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.schema import CreateTable

from cronexpr.integrations.sqlalchemy import CronType

BERLIN = "Europe/Berlin"
NINE = cronexpr.parse("0 9 * * 1", tz=BERLIN)


class Base(DeclarativeBase):
    pass


class Job(Base):
    __tablename__ = "job"
    id: Mapped[int] = mapped_column(primary_key=True)
    schedule: Mapped[CronExpression] = mapped_column(
        CronType(tz=BERLIN, min_interval=timedelta(minutes=5)), default="@daily"
    )
    quartz: Mapped[CronExpression | None] = mapped_column(CronType(length=60, dialect="quartz", strict=True))


class Keyed(Base):
    __tablename__ = "keyed"
    schedule: Mapped[CronExpression] = mapped_column(CronType(), primary_key=True)
    name: Mapped[str] = mapped_column(default="")


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def add(session: Session, **values: Any) -> Job:
    job = Job(**values)
    session.add(job)
    session.commit()
    return job


def stored(session: Session, column: str = "schedule") -> Any:
    return session.execute(text(f"SELECT {column} FROM job")).scalar_one()


def test_a_row_has_the_text_and_its_object_the_expression(session: Session) -> None:
    job = add(session, schedule="00  9 * * mon", quartz=cronexpr.parse("0 0 12 ? * MON", dialect="quartz"))
    assert (stored(session), stored(session, "quartz")) == ("00  9 * * mon", "0 0 12 ? * MON")
    assert job.schedule == NINE
    assert job.quartz == cronexpr.parse("0 0 12 ? * MON", dialect="quartz")


def test_none_is_null_and_a_default_may_be_text(session: Session) -> None:
    job = add(session)
    assert stored(session, "quartz") is None
    assert (job.quartz, str(job.schedule)) == (None, "@daily")


def test_a_text_that_changed_is_saved_though_it_means_the_same(session: Session) -> None:
    job = add(session, schedule="0 9 * * 1")
    assert job.schedule == NINE
    job.schedule = cronexpr.parse("0 9 * * MON", tz=BERLIN)
    assert job in session.dirty
    assert session.is_modified(job)
    session.commit()
    assert stored(session) == "0 9 * * MON"
    assert str(job.schedule) == "0 9 * * MON"
    job.schedule = cronexpr.parse("0 9 * * MON", tz=BERLIN)
    assert not session.is_modified(job)
    job.schedule = "0 9 * * MON"  # type: ignore[assignment]  # A text is taken, too.
    assert not session.is_modified(job)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"schedule": "60 24 * * *"}, "CRON103"),
        ({"schedule": ""}, "CRON100"),
        ({"schedule": "0,59 * * * *"}, "FRM001"),
        ({"quartz": "0 0 0 31 2 ?"}, "CRL001"),
        ({"quartz": "0 0 9 ? * " + "2," * 30 + "2"}, "FRM003"),
        ({"schedule": "x" * 10_000}, "FRM003"),
        ({"schedule": NINE.replace(tz="UTC")}, "FRM005"),
        ({"quartz": cronexpr.parse("0 0 12 * * *")}, "CRON122"),
    ],
)
def test_a_bad_value_is_a_statement_error_at_flush(
    session: Session, values: dict[str, Any], code: str
) -> None:
    session.add(Job(**values))
    with pytest.raises(StatementError) as caught:
        session.flush()
    assert isinstance(caught.value.orig, CronError)
    assert caught.value.orig.problems[0].code == code


def test_another_type_is_a_statement_error_too(session: Session) -> None:
    session.add(Job(schedule=5))
    with pytest.raises(StatementError) as caught:
        session.flush()
    assert isinstance(caught.value.orig, TypeError)


def test_comparisons_are_of_texts(session: Session) -> None:
    add(session, schedule="0 9 * * 1")
    column = Job.schedule

    def found(condition: Any) -> bool:
        return session.scalars(select(Job).where(condition)).first() is not None

    for value in ("0 9 * * 1", NINE, cronexpr.parse("0 9 * * 1")):
        assert found(column == value)
        assert not found(column != value)
        assert found(column.in_(["@daily", value]))
        assert found(column.in_([value, "@daily"]))
    assert not found(column == "0 9 * * MON")
    assert not found(column == cronexpr.parse("0 9 * * MON"))
    assert not found(column == "no expression")
    assert found(column.like("0 9%"))
    assert found(column.contains("9 *"))
    assert found(or_(Job.quartz.is_(None), Job.quartz == None))  # noqa: E711 -- SQLAlchemy's way to say so.
    with pytest.raises(StatementError, match="another time zone"):
        found(column == NINE.replace(tz="UTC"))


def test_values_may_be_written_into_the_statement(session: Session) -> None:
    add(session, schedule="0 9 * * 1")
    statement = select(Job.id).where(Job.schedule == NINE)
    assert "'0 9 * * 1'" in str(statement.compile(compile_kwargs={"literal_binds": True}))
    session.execute(update(Job).values(schedule="@weekly"))
    assert stored(session) == "@weekly"
    with pytest.raises(StatementError):
        session.execute(update(Job).values(schedule="@dialy"))


def test_functions_of_the_database_see_the_text(session: Session) -> None:
    add(session, schedule="0 9 * * 1")
    assert session.scalar(select(func.length(Job.schedule))) == 9
    assert session.scalar(select(func.max(Job.schedule))) == NINE
    assert session.scalar(select(type_coerce(Job.schedule, String) + "!")) == "0 9 * * 1!"


def test_bad_text_in_the_database_is_told_and_can_still_be_selected(session: Session) -> None:
    add(session, schedule="@daily")
    session.execute(text("UPDATE job SET schedule = '0 24 * * *'"))
    session.expire_all()
    with pytest.raises(CronError, match="hour 24") as caught:
        session.scalars(select(Job)).all()
    assert "type_coerce" in caught.value.__notes__[0]
    assert session.scalar(select(type_coerce(Job.schedule, String))) == "0 24 * * *"
    session.execute(update(Job).where(Job.schedule == "0 24 * * *").values(schedule="@weekly"))
    assert str(session.scalars(select(Job.schedule)).one()) == "@weekly"


def test_limits_are_not_asked_of_what_is_read(session: Session) -> None:
    add(session, schedule="@daily")
    session.execute(text("UPDATE job SET schedule = '* * * * *', quartz = '0 0 0 31 2 ?'"))
    session.expire_all()
    assert str(session.scalars(select(Job)).one().schedule) == "* * * * *"


def test_statements_are_cached_apart_for_types_with_other_rules(engine: Engine) -> None:
    def read(kind: CronType) -> Any:
        with engine.connect() as connection:
            return connection.scalar(select(type_coerce(literal("0 0 12 * * 2"), kind)))

    # Sunday is 0 in one, 1 in the other.
    first, second = CronType(), CronType(dialect="spring")
    assert (read(first).dialect.name, read(second).dialect.name) == ("standard", "spring")
    assert read(CronType(tz=BERLIN)).tz == ZoneInfo(BERLIN)
    assert first._static_cache_key == CronType()._static_cache_key != second._static_cache_key
    differing = [
        CronType(),
        CronType(99),
        CronType(dialect="vixie"),
        CronType(tz=BERLIN),
        CronType(dst="wall"),
        CronType(seed="a"),
        CronType(min_interval=timedelta(1)),
        CronType(must_fire=True),
        CronType(strict=True),
        CronType(strict=True, ignore=["CRL001"]),
    ]
    keys = {kind._static_cache_key for kind in differing}
    assert len(keys) == len(differing)
    compared = {kind.coerce_compared_value(None, "")._static_cache_key for kind in differing}
    assert len(compared) == len(differing)


def test_names_and_objects_of_a_zone_or_dialect_are_the_same_rule() -> None:
    one = CronType(tz=ZoneInfo(BERLIN), dialect=get_dialect("quartz"))
    assert one._static_cache_key == CronType(tz=BERLIN, dialect="quartz")._static_cache_key


def test_a_zone_that_cannot_be_hashed_is_refused() -> None:
    from dateutil.tz import tzrange

    with pytest.raises(TypeError, match="name it"):
        CronType(tz=tzrange("X", timedelta(hours=1)))


def test_a_wrong_rule_is_told_when_the_type_is_made() -> None:
    with pytest.raises(CronOptionError):
        CronType(dialect="quarz")
    with pytest.raises(TypeError):
        CronType(min_interval=5)  # type: ignore[arg-type]


def test_the_type_copies_and_pickles() -> None:
    kind = CronType(tz=BERLIN)
    for twin in (kind.copy(), pickle.loads(pickle.dumps(kind))):
        assert twin.process_result_value("0 9 * * 1", None) == NINE
    assert kind.python_type is CronExpression
    metadata = MetaData()
    assert Job.__table__.to_metadata(metadata).c.schedule.type.process_bind_param("@daily", None) == "@daily"  # type: ignore[attr-defined]


def test_the_column_is_a_plain_varchar_that_reflection_finds(engine: Engine) -> None:
    assert "schedule VARCHAR(256) NOT NULL" in str(CreateTable(Job.__table__))  # type: ignore[arg-type]
    columns = {column["name"]: column["type"] for column in inspect(engine).get_columns("job")}
    assert (repr(columns["schedule"]), repr(columns["quartz"])) == (
        "VARCHAR(length=256)",
        "VARCHAR(length=60)",
    )


def test_expressions_may_be_keys(session: Session) -> None:
    session.add_all([Keyed(schedule=cronexpr.parse(source)) for source in ("@weekly", "@daily", "0 9 * * 1")])
    session.commit()
    for row in session.scalars(select(Keyed)):
        row.name = str(row.schedule)
    session.commit()
    assert session.get(Keyed, cronexpr.parse("@daily")).name == "@daily"  # type: ignore[union-attr]


def test_a_parameter_of_a_statement_takes_text_or_an_expression(session: Session) -> None:
    add(session, schedule="0 9 * * 1")
    statement = select(Job.id).where(Job.schedule == bindparam("when"))
    for value in ("0 9 * * 1", NINE):
        assert session.scalar(statement, {"when": value}) is not None
    # A parameter of one's own has the column's type, and so its rules.
    with pytest.raises(StatementError):
        session.scalar(statement, {"when": "no expression"})


# Alembic


def test_alembic_writes_a_migration_that_runs_and_finds_no_more_to_do(tmp_path: Path) -> None:
    pytest.importorskip("alembic", reason="Alembic is not installed")
    from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    engine = create_engine(f"sqlite:///{tmp_path / 'jobs.sqlite3'}")
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        upgrade = produce_migrations(context, Base.metadata).upgrade_ops
        assert upgrade is not None
        code = render_python_code(
            upgrade, imports=["import cronexpr.integrations.sqlalchemy"], migration_context=context
        )
        # The rules are no part of the table, so the migration knows the length alone.
        assert "cronexpr.integrations.sqlalchemy.CronType(length=60)" in code
        scope: dict[str, Any] = {"op": Operations(context)}
        exec("import sqlalchemy as sa\nimport cronexpr.integrations.sqlalchemy", scope)
        exec("\n".join(line.removeprefix("    ") for line in code.splitlines()), scope)
        assert compare_metadata(context, Base.metadata) == []
    with Session(engine) as session:
        assert add(session, schedule="0 9 * * 1").schedule == NINE
    engine.dispose()

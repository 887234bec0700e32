"""Statements that are built once: the first call compiles a queryset, later calls only run it with other values.

Django builds the SQL of a queryset anew for each use, which costs the processor several times what the database
takes to answer. A page that is asked for all day keeps its statements instead. See docs/adr.
"""

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, transaction
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

Value = int | str | date | datetime
Build = Callable[..., Any]


@dataclass(frozen=True)
class _Statement:
    """A compiled queryset: ``slots`` says for each parameter which value it takes, None for a constant."""

    queryset: Any
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    slots: tuple[str | None, ...]


class Prepared:
    """``Prepared(lambda user: Note.objects.filter(user=user))(user=7)`` gives a list, like ``list(queryset)``.

    The values are ids, texts, dates or aware datetimes, by name. They stand in the SQL as they are: what a
    lookup derives from a value (``year``, ``icontains``) or a value that changes the shape of the SQL (None, a
    list) is refused with ``TypeError``.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        self._kept: dict[tuple[Any, ...], _Statement] = {}

    def __call__(self, **values: Value) -> list[Any]:
        statement = self._statement(values)
        alias = statement.queryset.db
        given = {name: _adapted(value, alias) for name, value in values.items()}
        params = tuple(
            constant if name is None else given[name]
            for constant, name in zip(statement.params, statement.slots, strict=True)
        )
        return _rows(statement, params)

    def one(self, **values: Value) -> Any:
        """The first row, or None. The queryset should say ``[:1]``."""
        return next(iter(self(**values)), None)

    def _statement(self, values: Mapping[str, Value]) -> _Statement:
        key = tuple((name, _kind(value)) for name, value in values.items())
        if key not in self._kept:
            self._kept[key] = _compiled(self._build, values)
        return self._kept[key]


def several(values: Iterable[Value]) -> dict[str, Value]:
    """Values of an ``__in``, to be given by name; a statement is kept for each number of them."""
    return {f"value_{index}": value for index, value in enumerate(values)}


def _kind(value: Value) -> type:
    for kind in (datetime, date, str, int):
        if isinstance(value, kind) and not isinstance(value, bool):
            return kind
    raise TypeError(f"a prepared statement takes ids, texts and dates, not {value!r}")


def _marks(values: Mapping[str, Value], turn: int) -> dict[str, Value]:
    """A value of the right kind for each name, found again in the parameters; other ones in the second turn."""
    return {
        name: _mark(_kind(value), 100 * turn + index) for index, (name, value) in enumerate(values.items())
    }


def _mark(kind: type, number: int) -> Value:
    if kind is int:
        return 20_000 + number  # fits the smallest column
    if kind is str:
        return f"mark-{number}"
    day = datetime(2001, 1, 1, 12, tzinfo=timezone.get_default_timezone()) + timedelta(days=number)
    return day if kind is datetime else day.date()


def _compiled(build: Build, values: Mapping[str, Value]) -> _Statement:
    """1. build with two sets of marks; 2. parameters that differ are the values; 3. each must be a mark itself."""
    first, second = _marks(values, 0), _marks(values, 1)
    queryset = build(**first)
    compiler, sql, params = _sql(queryset)
    _other, other_sql, others = _sql(build(**second))
    if sql != other_sql:
        raise TypeError("the values change the shape of the statement")
    names = {_sign(_adapted(mark, queryset.db)): name for name, mark in first.items()}
    slots = tuple(
        None if param == other else names.get(_sign(param), "")
        for param, other in zip(params, others, strict=True)
    )
    if "" in slots or not set(values) <= set(slots):
        raise TypeError("a lookup derives something else from a value, or does not use it")
    return _Statement(queryset, compiler, sql, params, slots)


def _sign(param: Any) -> str:
    """What a parameter is known by: PostgreSQL's whole numbers come in wrappers of several widths."""
    return repr(int(param)) if isinstance(param, int) else repr(param)


def _sql(queryset: Any) -> tuple[SQLCompiler, str, tuple[Any, ...]]:
    compiler = queryset.query.get_compiler(using=queryset.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        raise TypeError("the statement can never find anything") from None
    return compiler, sql, tuple(params)


def _rows(statement: _Statement, params: tuple[Any, ...]) -> list[Any]:
    """Run by Django's own iterables, on copies: a statement is shared by threads, a connection is not."""
    kept, alias = statement.queryset, statement.queryset.db
    connection = connections[alias]
    if kept.query.select_for_update and connection.get_autocommit():
        raise transaction.TransactionManagementError("a row is locked inside a transaction only")
    compiler = copy.copy(statement.compiler)
    compiler.connection = connection
    compiler.as_sql = lambda *args, **kwargs: (statement.sql, params)  # type: ignore[method-assign]
    query = copy.copy(kept.query)
    query.get_compiler = lambda *args, **kwargs: compiler
    queryset = type(kept)(model=kept.model, query=query, using=alias)
    return list(kept._iterable_class(queryset))


def _adapted(value: Value, alias: str) -> Any:
    """As the database takes it; what lookups on date columns do with a value."""
    ops = connections[alias].ops
    if isinstance(value, datetime):
        return ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return ops.adapt_datefield_value(value)
    return int(value) if isinstance(value, int) else str(value)

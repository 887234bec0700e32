"""Many rows written by plain statements: ``bulk_update`` and ``bulk_create`` build an expression for each value."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections, models, router


def update_rows(rows: Sequence[models.Model], fields: Iterable[str]) -> None:
    """Write some columns of existing rows, each by its key. No signals."""
    if not rows:
        return
    meta: Any = rows[0]._meta
    columns = [*(meta.get_field(name) for name in fields), meta.pk]
    connection = connections[router.db_for_write(type(rows[0]))]
    *sets, key = (f"{connection.ops.quote_name(field.column)} = %s" for field in columns)
    table = connection.ops.quote_name(meta.db_table)
    _run(f"UPDATE {table} SET {', '.join(sets)} WHERE {key}", rows, columns, connection)  # noqa: S608  (our own names)


def put_rows(rows: Sequence[models.Model], key: Sequence[str], values: Sequence[str] = ()) -> None:
    """Add rows; where one of the same ``key`` exists, its ``values`` are replaced, or it stays as it is. No signals."""
    if not rows:
        return
    meta: Any = rows[0]._meta
    quote = connections[router.db_for_write(type(rows[0]))].ops.quote_name
    unique, others = ([quote(meta.get_field(name).column) for name in names] for names in (key, values))
    sets = ", ".join(f"{column} = excluded.{column}" for column in others)
    insert_rows(rows, f" ON CONFLICT ({', '.join(unique)}) DO {f'UPDATE SET {sets}' if sets else 'NOTHING'}")


def shift_row(model: type[models.Model], key: Mapping[str, Any], by: Mapping[str, int]) -> int:
    """Add to numbers of the row with this key, in the database; 0 where there is none. No signals."""
    connection = connections[router.db_for_write(model)]
    meta: Any = model._meta
    quote = connection.ops.quote_name
    columns = {name: quote(meta.get_field(name).column) for name in (*key, *by)}
    sets = ", ".join(f"{columns[name]} = {columns[name]} + %s" for name in by)
    where = " AND ".join(f"{columns[name]} = %s" for name in key)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(meta.db_table)} SET {sets} WHERE {where}",  # noqa: S608  (our own names)
            [*by.values(), *key.values()],
        )
        return cursor.rowcount


def insert_rows(rows: Sequence[models.Model], otherwise: str = "") -> None:
    """Add rows whose keys nobody asks for afterwards: the objects keep none. No signals.

    ``otherwise`` is SQL for rows that are there already.
    """
    if not rows:
        return
    meta: Any = rows[0]._meta
    columns = [field for field in meta.concrete_fields if not field.primary_key]
    connection = connections[router.db_for_write(type(rows[0]))]
    names = ", ".join(connection.ops.quote_name(field.column) for field in columns)
    marks = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(meta.db_table)
    _run(f"INSERT INTO {table} ({names}) VALUES ({marks}){otherwise}", rows, columns, connection)  # noqa: S608  (our own names)


def insert_from(
    model: type[models.Model], rows: models.QuerySet[Any, Any], names: Sequence[str], key: Sequence[str]
) -> int:
    """Add or correct rows inside the database, without carrying them through this process; returns how many.

    ``rows`` gives the values of ``names`` in their order; a row whose ``key`` exists is written where it differs.
    """
    connection = connections[router.db_for_write(model)]
    meta: Any = model._meta
    table, *columns = (
        connection.ops.quote_name(name)
        for name in (meta.db_table, *(meta.get_field(name).column for name in names))
    )
    unique = [column for name, column in zip(names, columns, strict=True) if name in key]
    others = [column for column in columns if column not in unique]
    sql, params = rows.query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM ({sql}) AS found WHERE true"  # noqa: S608
            f" ON CONFLICT ({', '.join(unique)}) DO UPDATE"  # our own names
            f" SET {', '.join(f'{column} = excluded.{column}' for column in others)}"
            f" WHERE {_differing(connection, table, others)}",
            params,
        )
        return cursor.rowcount


def _differing(connection: Any, table: str, columns: Iterable[str]) -> str:
    word = "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"
    return " OR ".join(f"{table}.{column} {word} excluded.{column}" for column in columns)


def _run(sql: str, rows: Sequence[models.Model], columns: Sequence[Any], connection: Any) -> None:
    """``get_db_prep_save`` turns each value into what the database takes, as ``save`` does."""
    params = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for field in columns] for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, params)

"""A database that fails at a chosen statement, as it does when a server is restarted or a disk is full."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection

WRITES = ("INSERT", "UPDATE", "DELETE")
INDEXES = ("wagtailcore_referenceindex", "wagtailsearch_")  # Wagtail swallows what goes wrong there


class Power:
    """Counts the writes; at the one that was chosen the power goes, once."""

    def __init__(self, last: int | None) -> None:
        self.last, self.writes = last, 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().startswith(WRITES) or any(name in sql for name in INDEXES):
            return execute(sql, params, many, context)
        self.writes += 1
        if self.writes == self.last:
            raise OperationalError("the power went")
        return execute(sql, params, many, context)


@contextmanager
def power_until(last: int | None) -> Iterator[Power]:
    """The ``last`` write fails and those before and after it do not; for None all are only counted."""
    power = Power(last)
    with connection.execute_wrapper(power):
        yield power


def table_rows(*models: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that stands in the tables of the models."""
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models}

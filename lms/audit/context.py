"""From where the current request comes, without handing it through every call."""

from contextvars import ContextVar

address: ContextVar[str | None] = ContextVar("address", default=None)

"""The search of the database that the site runs on, made safe for whatever people type.

SQLite's search reads a quotation mark as a part of its own language and PostgreSQL takes no NUL; the backends of
Wagtail hand both on as they come, so that one sign ended a page of the authors' area with a failure.
"""

from typing import Any

from wagtail.search.backends import database


def searchable(text: str) -> str:
    """The words of ``text`` without the signs that a search backend could take for its own."""
    return " ".join(text.replace('"', " ").replace("\0", " ").split())


class _Calm:
    def _search(self, compiler: Any, query: Any, rows: Any, **options: Any) -> Any:
        words = searchable(query) if isinstance(query, str) else query
        return super()._search(compiler, words, rows, **options)  # type: ignore[misc]  # of the backend beside it


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend of this database, with queries cleaned before they reach it."""
    kind = type(database.SearchBackend(params))
    return type("SearchBackend", (_Calm, kind), {})(params)

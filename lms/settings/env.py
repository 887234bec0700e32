"""Typed readers of environment variables: a wrong or missing value stops the start with one sentence."""

import os

import environ
from django.core.exceptions import ImproperlyConfigured

PREFIX = "PIAWAI_"
ENGINES = {"django.db.backends.postgresql", "django.db.backends.sqlite3"}
known: set[str] = set()


def text(name: str, default: str | None = None) -> str:
    known.add(name)
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def flag(name: str, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value in {"1", "true"}


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def span(name: str, default: int) -> int:
    """How many months or years something is kept; 0 means for ever, so a negative number is a mistake."""
    value = number(name, default)
    if value < 0:
        raise ImproperlyConfigured(f"{name} must not be negative (0 keeps for ever), not {value}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, default: str, allowed: set[str]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(allowed))}, not {value!r}.")
    return value


def database(name: str, default: str) -> dict[str, object]:
    """A Django DATABASES entry out of a URL such as postgres://user:password@host:5432/name."""
    try:
        found = dict(environ.Env.db_url_config(text(name, default)))
    except Exception as error:
        raise ImproperlyConfigured(f"{name} is not a database address: {error}") from error
    if found.get("ENGINE") not in ENGINES:
        raise ImproperlyConfigured(
            f"{name} is not a database address: it must begin with postgres:// or sqlite:///."
        )
    return found


def refuse_unknown() -> None:
    """A mistyped PIAWAI_ variable would silently do nothing; refuse it instead."""
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise ImproperlyConfigured(
            f"Unknown environment variable(s): {', '.join(unknown)}. See docs/settings.md."
        )

"""Typed readers of environment variables: a wrong or missing value stops the start with one sentence."""

import os
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

PREFIX = "PIAWAI_"
ENGINES = {"django.db.backends.postgresql", "django.db.backends.sqlite3"}
known: set[str] = set()


def text(name: str, default: str | None = None) -> str:
    """Without a default the variable has to be set, and to something."""
    known.add(name)
    value = os.environ.get(name, default)
    if value is None or (default is None and not value.strip()):
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def flag(name: str, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value in {"1", "true"}


def number(name: str, default: int, least: int = 1) -> int:
    value = text(name, str(default))
    try:
        found = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None
    if found < least:
        raise ImproperlyConfigured(f"{name} must be {least} or more, not {found}.")
    return found


def span(name: str, default: int) -> int:
    """How many months or years something is kept; 0 means for ever, so a negative number is a mistake."""
    return number(name, default, least=0)


def words(name: str, default: str | None = None) -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def ages(name: str, default: str) -> dict[str, int]:
    """Ages in years by the name of a group, ``*`` for every other: ``jf-utama=65,*=58``."""
    pairs = [word.partition("=") for word in words(name, default)]
    found = {group.strip(): int(age) for group, _sign, age in pairs if age.strip().isdecimal()}
    if len(found) != len(pairs) or "*" not in found:
        raise ImproperlyConfigured(f"{name} must look like {default!r}, with an age for * too.")
    return found


def database(name: str, default: str) -> dict[str, Any]:
    """A Django DATABASES entry out of a URL such as postgres://user:password@host:5432/name.

    What is said of a wrong address never quotes it: a password stands in it.
    """
    value = text(name, default)
    try:
        found = dict(environ.Env.db_url_config(value)) if value.find("://") > 0 else {}
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} is not a database address: write / and other signs in a password as %2F and so on."
        ) from None
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

"""Settings as a fresh process would read them, without starting one."""

import importlib
import os
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from lms.settings import env

OWN = {
    "PIAWAI_SECRET_KEY": "kunci-uji-yang-panjang",
    "PIAWAI_ALLOWED_HOSTS": "piawai.example",
    "PIAWAI_BROKER_URL": "redis://127.0.0.1:6379/9",
}


def surround(patch: pytest.MonkeyPatch, **variables: str) -> None:
    """Nothing of ours in the environment but these variables, and nothing read yet."""
    for name in list(os.environ):
        if name.startswith(env.PREFIX) or name == "DATABASE_URL":
            patch.delenv(name)
    for name, value in variables.items():
        patch.setenv(name, value)
    patch.setattr(env, "known", set())


def started(patch: pytest.MonkeyPatch, column: str, var: Path, **variables: str) -> dict[str, Any]:
    """The settings of ``lms.settings.<column>`` in exactly these surroundings."""
    surround(patch, PIAWAI_VAR=str(var), **variables)
    package = importlib.import_module("lms.settings")
    patch.setattr(package, "base", package.base)  # the one in use comes back after the test
    patch.delitem(sys.modules, "lms.settings.base")
    return runpy.run_module(f"lms.settings.{column}")

"""Registered when the apps are loaded."""

from lms.dashboards import export_handlers  # noqa: F401  (registers its jobs)

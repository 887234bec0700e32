#!/usr/bin/env python
"""Django's command line; DJANGO_SETTINGS_MODULE chooses the settings, the embedded ones by default."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.embedded")
    from django.core.management import execute_from_command_line  # after the settings are named

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

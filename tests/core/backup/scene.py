"""Run by test_round_trip in a process of its own, on a site of its own: issues so many certificates."""

import itertools
import os
import sys

import django


def main(more: int) -> None:
    from certificates.models import Certificate
    from tests import factories

    factories.numbers = itertools.count(1000 * (1 + Certificate.objects.count()))
    for _ in range(more):
        factories.issued()
    numbers = Certificate.objects.order_by("sequence").values_list("sequence", flat=True)
    sys.stdout.write(" ".join(map(str, numbers)))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.embedded")
    django.setup()
    main(int(sys.argv[1]))

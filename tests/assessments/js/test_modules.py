"""What the page of an attempt imports is fetched at once, and kept for times without network."""

import re

from django.conf import settings

FOLDER = settings.ROOT / "assessments/static/assessments/js"
HEAD = settings.ROOT / "templates/assessments/attempt_files.html"


def imported(name: str, seen: set[str]) -> set[str]:
    for other in re.findall(r'from "\./(\w+\.js)"', (FOLDER / name).read_text()):
        if other not in seen:
            seen.add(other)
            imported(other, seen)
    return seen


def test_every_module_of_an_attempt_stands_in_the_head_of_its_page():
    preloaded = re.findall(r"modulepreload.*assessments/js/(\w+\.js)", HEAD.read_text())

    assert sorted(preloaded) == sorted(imported("attempt.js", set()))

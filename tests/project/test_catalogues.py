"""English is complete: what is said in Indonesian is said in English, and the compiled file knows it."""

import gettext
import re

import pytest
from django.conf import settings

FOLDER = settings.ROOT / "locale" / "en" / "LC_MESSAGES"
SOURCE, COMPILED = FOLDER / "django.po", FOLDER / "django.mo"
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')

pytestmark = pytest.mark.skipif(
    not SOURCE.exists(), reason="there is no English catalogue yet: `make messages` makes it"
)


def entries() -> list[dict[str, str]]:
    """Each entry with its parts (msgid, msgstr[0] …), and its flags under ``#``."""
    found: list[dict[str, str]] = []
    for block in SOURCE.read_text(encoding="utf-8").split("\n\n"):
        entry, key = {"#": ""}, ""
        for line in block.splitlines():
            if line.startswith("#,"):
                entry["#"] += line
            elif not line.startswith("#") and line:
                key = line.split(' "')[0] if not line.startswith('"') else key
                entry[key] = entry.get(key, "") + "".join(QUOTED.findall(line))
        if entry.get("msgid"):
            found.append(entry)
    return found


def test_every_text_is_translated():
    missing = [
        entry["msgid"]
        for entry in entries()
        if not all(text for key, text in entry.items() if key.startswith("msgstr"))
    ]

    assert missing == []


def test_no_translation_is_a_guess():
    assert [entry["msgid"] for entry in entries() if "fuzzy" in entry["#"]] == []


def test_the_compiled_catalogue_is_in_step():
    with COMPILED.open("rb") as file:
        known = gettext.GNUTranslations(file)
    simple = [entry for entry in entries() if "msgid_plural" not in entry and "msgctxt" not in entry]

    stale = [
        entry["msgid"]
        for entry in simple
        if "\\" not in entry["msgid"] + entry["msgstr"] and known.gettext(entry["msgid"]) != entry["msgstr"]
    ]

    assert stale == []


def test_values_in_a_text_are_in_its_translation():
    value = re.compile(r"%\(\w+\)[sd]")

    broken = [
        entry["msgid"]
        for entry in entries()
        if "msgstr" in entry and set(value.findall(entry["msgid"])) != set(value.findall(entry["msgstr"]))
    ]

    assert broken == []

"""Catalogues are whole: nothing is left empty or guessed, values survive, and the compiled files know it all.

English says what the site says in Indonesian; the Indonesian ones hold only Wagtail's own texts.
"""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext as translate
from django.utils.translation import override

FOLDER = settings.ROOT / "locale"
SOURCES = sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
VALUE = re.compile(r"%\(\w+\)[sd]")

every_catalogue = pytest.mark.parametrize(
    "source", SOURCES, ids=lambda source: f"{source.parent.parent.name}-{source.stem}"
)


def entries(source: Path) -> list[dict[str, str]]:
    """Each entry with its parts (msgid, msgstr[0] …), and its flags under ``#``."""
    found: list[dict[str, str]] = []
    for block in source.read_text(encoding="utf-8").split("\n\n"):
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


def translations(entry: dict[str, str]) -> list[str]:
    return [text for key, text in entry.items() if key.startswith("msgstr")]


def test_both_languages_are_there():
    names = [str(source.relative_to(FOLDER)) for source in SOURCES]

    assert names == ["en/LC_MESSAGES/django.po", "id/LC_MESSAGES/django.po", "id/LC_MESSAGES/djangojs.po"]


@every_catalogue
def test_every_text_is_translated(source):
    missing = [entry["msgid"] for entry in entries(source) if not all(translations(entry))]

    assert missing == []


@every_catalogue
def test_no_translation_is_a_guess(source):
    assert [entry["msgid"] for entry in entries(source) if "fuzzy" in entry["#"]] == []


@every_catalogue
def test_the_compiled_catalogue_is_in_step(source):
    with source.with_suffix(".mo").open("rb") as file:
        known = gettext.GNUTranslations(file)
    simple = [entry for entry in entries(source) if "msgid_plural" not in entry and "msgctxt" not in entry]

    stale = [
        entry["msgid"]
        for entry in simple
        if "\\" not in entry["msgid"] + entry["msgstr"] and known.gettext(entry["msgid"]) != entry["msgstr"]
    ]

    assert stale == []


@every_catalogue
def test_values_in_a_text_are_in_its_translation(source):
    broken = [
        entry["msgid"]
        for entry in entries(source)
        for text in translations(entry)
        if set(VALUE.findall(entry.get("msgid_plural", entry["msgid"]))) != set(VALUE.findall(text))
    ]

    assert broken == []


def test_the_indonesian_catalogue_leaves_our_own_texts_alone():
    """Our sources are Indonesian: a text of ours in that file would be said in other words than written."""
    ours = {entry["msgid"] for entry in entries(FOLDER / "en/LC_MESSAGES/django.po")}

    changed = [
        entry["msgid"]
        for entry in entries(FOLDER / "id/LC_MESSAGES/django.po")
        if entry["msgid"] in ours and entry["msgid"] not in translations(entry)
    ]

    assert changed == []


@pytest.mark.parametrize(("language", "said"), [("id", "Terbitkan"), ("en", "Publish")])
def test_the_editor_speaks_the_language_of_its_user(language, said):
    with override(language):
        assert translate("Publish") == said

"""Catalogues are whole: nothing is left empty or guessed, values survive, and the compiled files know it all.

English says what the site says in Indonesian; the Indonesian ones hold only Wagtail's own texts.
"""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext as translate
from django.utils.translation import override
from django.utils.translation.template import templatize

FOLDER = settings.ROOT / "locale"
SOURCES = sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
VALUE = re.compile(r"%\(\w+\)[sd]")

ROOMS = ("lms", "courses", "assessments", "certificates")
SAYING = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
SAID = re.compile(r"""\b(?:_|n?gettext)\(u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")

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


def said_by_code() -> set[str]:
    """Every text that Python code hands to a function of gettext, read without importing anything."""
    calls = [
        node
        for room in ROOMS
        for path in (settings.ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYING and node.args
    ]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def said_by_templates() -> set[str]:
    """Every text of the templates, as Django itself hands them to xgettext."""
    sources = (path.read_text(encoding="utf-8") for path in (settings.ROOT / "templates").rglob("*.[ht]*"))
    return {
        ast.literal_eval(literal).replace("\n", "\\n")
        for source in sources
        for literal in SAID.findall(templatize(source))
    }


@pytest.mark.parametrize("said", [said_by_code, said_by_templates])
def test_every_text_on_screen_is_in_the_english_catalogue(said):
    known = {plain(entry["msgid"]) for entry in entries(FOLDER / "en/LC_MESSAGES/django.po")}

    texts = {plain(text) for text in said()}

    assert len(texts) > 300
    assert sorted(texts - known) == []


def plain(text: str) -> str:
    """Without what a catalogue writes otherwise: quotes and line ends behind a backslash."""
    return text.replace("\\n", "\n").replace('\\"', '"').replace("\\t", "\t").replace("\\\\", "\\")


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

"""Every setting, command and signal of ours is named in docs/."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.ROOT)
READ = re.compile(r'env\.(?:text|flag|number|span|words|choice|database|ages)\(\s*"([A-Z_0-9]+)"')
ROW = re.compile(r"^\| `([A-Z][A-Z_0-9]+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]+)(?:#[^)]*)?\)")
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
DOCS = sorted((ROOT / "docs").rglob("*.md"))


def text_of(paths) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


def settings_read() -> set[str]:
    return set(READ.findall(text_of(sources("lms/settings"))))


def commands() -> list[str]:
    apps = sources("lms", "courses", "assessments", "certificates")
    return sorted(path.stem for path in apps if path.parent.name == "commands" and path.stem != "__init__")


def signals() -> list[str]:
    apps = text_of(sources("lms", "courses", "assessments", "certificates"))
    return sorted(re.findall(r"^(\w+) = Signal\(\)", apps, re.MULTILINE))


def documented() -> dict[str, tuple[str, ...]]:
    rows = ROW.findall((ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    return {name: tuple(rest) for name, *rest in rows}


def test_every_setting_that_is_read_stands_in_the_table():
    assert settings_read() - documented().keys() == set()


def test_every_setting_of_the_table_is_read():
    assert documented().keys() - settings_read() == {"DJANGO_SETTINGS_MODULE"}


def test_settings_of_the_example_file_exist():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert set(re.findall(r"^#? ?(PIAWAI_[A-Z_0-9]+)=", example, re.MULTILINE)) - settings_read() == set()


@pytest.mark.parametrize("command", commands())
def test_every_command_is_named(command):
    assert re.search(rf"`(manage\.py )?{command}\b", text_of(DOCS))


@pytest.mark.parametrize("signal", signals())
def test_every_signal_is_named(signal):
    assert re.search(rf"\b{signal}\b", text_of(DOCS))


@pytest.mark.parametrize("path", [ROOT / "README.md", *DOCS], ids=lambda path: path.name)
def test_links_inside_the_documents_lead_somewhere(path):
    links = LINK.findall(CODE.sub("", path.read_text(encoding="utf-8")))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_target_of_the_makefile_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split()

    assert [name for name in phony if not re.search(rf"^{name}:.*## \w", makefile, re.MULTILINE)] == []


def test_a_document_does_not_grow_past_what_one_reads():
    assert [path.name for path in DOCS if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []

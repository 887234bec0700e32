"""Every template of ours compiles and is used; every component begins with its inputs."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from lms.core.templatetags.ui import HEAD

ROOT = Path(settings.ROOT)
FOLDER = ROOT / "templates"
NAMES = sorted(
    str(path.relative_to(FOLDER))
    for path in FOLDER.rglob("*")
    if path.is_file() and path.suffix in {".html", ".txt"}
)
COMPONENTS = [name for name in NAMES if name.startswith("components/")]
# Found by Django, allauth or Wagtail under these names, not named by code of ours.
BY_CONVENTION = (
    *("account/", "mfa/", "allauth/", "elements/", "usersessions/"),
    *("wagtailadmin/", "wagtailcore/", "wagtailusers/", "403.html", "429.html"),
)
BY_PART = re.compile(r'f"([a-z_/]+/)\{[^}]+\}\.html"')  # f"frame/{part}.html"
STATIC_HREF = re.compile(r"""(?:href|src|action)=["']https?://""")
INLINE = re.compile(
    r"""<style|\sstyle=|\son[a-z]+=["']|javascript:"""
    r"""|<script(?![^>]*\bsrc=)(?![^>]*type="application/json")"""
)


def read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def everything_that_may_name_a_template() -> str:
    code = [
        path
        for top in ("lms", "courses", "assessments", "certificates")
        for path in (ROOT / top).rglob("*.py")
    ]
    return "\n".join([*(path.read_text(encoding="utf-8") for path in code), *(read(name) for name in NAMES)])


USES = everything_that_may_name_a_template()


def is_used(name: str) -> bool:
    if name.startswith("components/"):
        return f'ui "{Path(name).stem}"' in USES
    return name in USES or name.startswith(BY_CONVENTION) or name.startswith(tuple(BY_PART.findall(USES)))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(name):
    assert get_template(name).template.origin.name == str(FOLDER / name)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_used(name):
    assert is_used(name)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_begins_with_its_inputs(name):
    assert HEAD.match(read(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_no_inline_code_or_style(name):
    mail = name.startswith("core/digest")

    assert mail or INLINE.findall(read(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_template_names_no_other_host(name):
    assert STATIC_HREF.findall(read(name)) == []


def test_every_form_that_posts_carries_a_token():
    form = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
    free = {
        "core/unsubscribe.html",  # RFC 8058: the signed token in the address is the authority
        "certificates/verify_form.html",  # nothing is changed, and the page sets no cookie to compare with
    }

    bare = [
        name
        for name in NAMES
        if name not in free and any("csrf_token" not in text for text in form.findall(read(name)))
    ]

    assert bare == []


def test_templates_stay_short():
    assert [name for name in NAMES if len(read(name).splitlines()) > 120] == []


NUMBER_IN_ATTRIBUTE = re.compile(
    r"""(?:value|href|width|height|id|for|data-[a-z-]+)="[^"]*\{\{\s*(?:[\w.]*\.)?(?:pk|(?<=shown\.)width|(?<=shown\.)height|(?:course|user|unit|quiz|skill|enrolment)_id)\s*\}\}"""
)


@pytest.mark.parametrize("name", NAMES)
def test_no_id_or_size_is_written_as_people_read_numbers(name):
    """``{{ row.pk }}`` in an attribute says 12.345; ``|unlocalize`` keeps it a number."""
    assert NUMBER_IN_ATTRIBUTE.findall(read(name)) == []

"""Our short table of terms says the same as the public contexts, whatever stands in a badge.

The contexts come with a package that only tests use; PyLD is the JSON-LD processor. Neither is needed on the site.
"""

import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from certificates.credentials import terms
from certificates.credentials.document import Course, clean
from certificates.credentials.proof import SUITE
from certificates.credentials.statements import canonical
from certificates.credentials.status import encoded, status_list
from certificates.credentials.terms import BADGES, CREDENTIALS, OURS
from tests.certificates.credentials.badges import AT, METHOD, unsigned

SHELF = files("openbadgeslib.ob3.contexts")
PUBLIC = {
    address: json.loads((SHELF / name).read_text(encoding="utf-8"))
    for address, name in [(CREDENTIALS, "credentials-v2.json"), (BADGES, "ob-v3p0-context-3.0.3.json")]
}
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
WORD = LINE.filter(str.strip)
SKILLS = st.lists(
    st.tuples(st.from_regex(r"[A-Z]{1,4}-[0-9]{1,3}", fullmatch=True), WORD, st.integers(1, 5)),
    max_size=5,
    unique_by=lambda skill: skill[0],
)
TAGS = st.lists(st.tuples(WORD, WORD, WORD), max_size=3, unique_by=lambda tag: tuple(map(clean, tag)))


def by_the_standard(document):
    def loader(address, options):
        return {"contextUrl": None, "documentUrl": address, "document": PUBLIC[address]}

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader}
    return jsonld.normalize(document, options)


@settings(max_examples=60, deadline=None)
@given(SKILLS, TAGS, WORD, WORD, st.booleans(), st.integers(1, 500), st.integers(1, 400_000))
def test_badges_are_the_same_statements(skills, tags, name, course, ends, jp, sequence):
    facts = Course("urn:uuid:1", name, "Lulus.", {code: tags for code, _name, _level in skills})
    listed = [{"code": code, "name": title, "level": level} for code, title, level in skills]
    until = "2029-11-20" if ends else None
    nip = "" if ends else "1" * 18

    document = unsigned(
        facts, sequence, name=name, course=course, jp=jp, skills=listed, valid_until=until, nip=nip
    )

    assert canonical(document, OURS) == by_the_standard(document)


@pytest.mark.parametrize("places", [[], [0, 5, 131_071]])
def test_lists_of_states_are_the_same_statements(places):
    document = status_list("https://contoh.example/daftar", encoded(places), at=AT)

    assert canonical(document, OURS) == by_the_standard(document)


def test_the_options_of_a_proof_are_the_same_statements():
    options = {**SUITE, "created": "2026-11-20T04:00:00Z", "verificationMethod": METHOD}

    assert canonical(options, OURS) == by_the_standard({"@context": CREDENTIALS} | options)


def test_every_term_of_the_table_is_used_in_what_was_compared():
    shown = json.dumps([unsigned(), status_list("https://contoh.example/d", "u", at=AT), {"proof": SUITE}])
    named = {*OURS.types, *OURS.terms, *(term for scope in OURS.scoped.values() for term in scope)}

    assert {term for term in named if f'"{term}"' not in shown} == {"created", "verificationMethod"}


def test_the_contexts_are_never_copied_into_the_product():
    source = (files("certificates.credentials") / "terms.py").read_text(encoding="utf-8")

    assert ("@context" in source, "@protected" in source, terms.BADGES in source) == (False, False, True)

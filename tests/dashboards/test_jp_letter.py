from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from lms.dashboards.jp_letter import jp_letter, letter_name
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in
from tests.dashboards.jp_world import credit

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    someone = factories.user(name="Rina Lestari", nip=factories.nip(7))
    unit = factories.unit(parent=factories.city())
    factories.posting(user=someone, unit=unit, position=factories.position(name="Pranata Komputer"))
    return someone


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_it_says_whose_jp_and_how_many(person):
    credit(person, 4, date(2026, 5, 4), form="B6", raw=8)
    credit(person, 7, date(2026, 6, 4))

    said = text(jp_letter(person, 2026))

    assert "Surat keterangan JP tahun 2026" in said
    assert "Rina Lestari" in said
    assert "memiliki 11 JP yang diakui (15 JP mentah) pada tahun 2026." in said
    assert "kurang 9 JP" in said


def test_every_entry_of_the_year_stands_in_it_and_no_other(person):
    inside, outside = (credit(person, 4, date(year, 5, 4)) for year in (2026, 2025))

    said = text(jp_letter(person, 2026))

    assert (inside.title in said, outside.title in said) == (True, False)
    assert "4 Mei 2026" in said


def test_it_names_the_rules_and_is_not_signed(person):
    credit(person, 4, date(2026, 5, 4))

    said = text(jp_letter(person, 2026))

    assert "PerLAN 10/2018 (BPS 2019)" in said
    assert "Surat ini tidak ditandatangani secara elektronik." in said


def test_it_is_indonesian_whatever_the_reader_has_chosen(person):
    with override("en"):
        said = text(jp_letter(person, 2026))

    assert "Belum ada JP di tahun ini." in said


@pytest.mark.parametrize(
    ("status", "words"),
    [("PPPK", "paling banyak 24 JP"), ("CPNS", "Tidak ada kewajiban JP"), ("PNS", "kurang 20 JP")],
)
def test_the_duty_follows_the_status(status, words):
    assert words in text(jp_letter(factories.user(employment_status=status), 2026))


def test_a_duty_that_is_fulfilled_is_said_so(person):
    credit(person, 20, date(2026, 5, 4))

    assert "Kewajiban PNS 20 JP setahun: terpenuhi." in text(jp_letter(person, 2026))


@pytest.mark.parametrize(
    "title", ["#panic()", "= Judul *tebal* $x$", "Pelatihan \U000f0000 langka", "a" * 150, "\x07bel"]
)
def test_what_a_person_wrote_is_never_code_and_never_fails(person, title):
    entry = credit(person, 4, date(2026, 5, 4))
    type(entry.training).objects.filter(pk=entry.training_id).update(title=title)

    assert jp_letter(person, 2026)[:5] == b"%PDF-"


def test_its_name_has_plain_letters_only(person):
    assert letter_name(person, 2026) == "JP-2026-rina-lestari.pdf"


def test_ones_own_letter_is_a_download(person):
    answer = signed_in(person).get(reverse("my_jp_letter", args=[2026]))

    assert answer["Content-Disposition"] == 'attachment; filename="JP-2026-rina-lestari.pdf"'
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")


@pytest.mark.parametrize("year", [0, 1999, 2101, 99999])
def test_a_year_that_cannot_be_is_not_found(person, year):
    assert signed_in(person).get(f"/saya/jp/{year}/surat.pdf").status_code == 404


def test_only_who_looks_after_the_person_gets_the_letter(person):
    unit = person.postings.get().unit
    url = reverse("jp_letter", args=[person.pk, 2026])
    heads = [factories.user() for _ in range(2)]
    for head, scope in zip(heads, (unit, factories.unit(parent=unit.parent)), strict=True):
        factories.grant(head, Role.OPD_HEAD, scope)

    answers = [signed_in(someone).get(url).status_code for someone in (*heads, factories.user())]

    assert answers == [200, 404, 403]


def test_the_page_of_a_year_leads_to_its_letter(person):
    credit(person, 4, date(2025, 5, 4))

    html = signed_in(person).get(reverse("my_jp"), {"tahun": 2025}).content.decode()

    assert reverse("my_jp_letter", args=[2025]) in html

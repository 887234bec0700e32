"""A certificate as SIASN takes it."""

import re

import pytest

from certificates.siasn import course_record, pdf_name
from tests.certificates.snapshots import snapshot


def test_the_record_has_the_names_and_forms_of_the_interface(settings):
    assert course_record(snapshot()) == {
        "id": "",
        "instansiId": settings.PIAWAI_SIASN_AGENCY,
        "institusiPenyelenggara": "Badan Kepegawaian Kota Contoh",
        "jenisDiklatId": "16",
        "jenisKursus": "3216",
        "jenisKursusSertipikat": "T",
        "jumlahJam": 6,
        "lokasiId": "",
        "namaKursus": "Keamanan Siber untuk ASN",
        "nomorSertipikat": "800.2/0001/BKPSDM/2026",
        "path": [],
        "pnsOrangId": "",
        "nipBaru": "199001012015051901",
        "tahunKursus": 2026,
        "tanggalKursus": "03-11-2026",
        "tanggalSelesaiKursus": "20-11-2026",
    }


@pytest.mark.parametrize(("field", "code"), [("Keamanan Siber", "3216"), ("Komputasi Awan", "3134")])
def test_the_kind_of_course_follows_the_field(field, code):
    assert course_record(snapshot(field=field))["jenisKursus"] == code


@pytest.mark.parametrize("number", ["800.2/0001/BKPSDM/2026", "../../x", 'a:b*"c"', "é/1"])
def test_a_file_name_tells_document_person_and_number_and_is_safe(number):
    name = pdf_name(snapshot(number=number))

    assert re.fullmatch(r"881_199001012015051901_[0-9A-Za-z-]+\.pdf", name)

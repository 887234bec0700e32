import pytest

from lms.people.enums import DigitalRole, PositionKind, PostGroup
from lms.people.posts import eselon_of, first_digital_role, post_of

FUNCTIONAL = "Jabatan Fungsional Tertentu"


@pytest.mark.parametrize(
    ("kind", "eselon", "name", "group"),
    [
        ("Jabatan Struktural", "II.a", "Sekretaris Daerah", PostGroup.JPT),
        ("Jabatan Struktural", "II.b", "Kepala Dinas", PostGroup.JPT),
        ("Jabatan Struktural", "III.a", "Sekretaris", PostGroup.ADMINISTRATOR),
        ("Jabatan Struktural", "III.b", "Kepala Bidang", PostGroup.ADMINISTRATOR),
        ("JABATAN STRUKTURAL", "IV.a", "Lurah", PostGroup.SUPERVISOR),
        ("Jabatan Struktural", "V.a", "Kepala Urusan", PostGroup.SUPERVISOR),
        ("Rangkap", "II.b", "Kepala Dinas", PostGroup.JPT),
        ("Rangkap", "NON", "Dokter Ahli Madya", PostGroup.JF_MADYA),
        (FUNCTIONAL, "NON", "Perencana Ahli Utama", PostGroup.JF_UTAMA),
        (FUNCTIONAL, "", "Auditor Ahli Madya", PostGroup.JF_MADYA),
        (FUNCTIONAL, "", "Pranata Komputer Ahli Muda", PostGroup.JF_MUDA),
        (FUNCTIONAL, "", "Pranata Komputer Ahli Pertama", PostGroup.JF_PERTAMA),
        (FUNCTIONAL, "", "Arsiparis Penyelia", PostGroup.JF_PENYELIA),
        (FUNCTIONAL, "", "Arsiparis Mahir", PostGroup.JF_MAHIR),
        (FUNCTIONAL, "", "Bidan Pelaksana Lanjutan", PostGroup.JF_MAHIR),
        (FUNCTIONAL, "", "Arsiparis Terampil", PostGroup.JF_TERAMPIL),
        (FUNCTIONAL, "", "Bidan Pelaksana", PostGroup.JF_TERAMPIL),
        (FUNCTIONAL, "", "Penyuluh Pertanian Pemula", PostGroup.JF_PEMULA),
        (FUNCTIONAL, "", "Guru Madya", PostGroup.JF_MADYA),
        ("Jabatan Fungsional Umum", "NON", "Pengadministrasi Umum", PostGroup.GENERAL),
        ("Pelaksana", "", "Operator Layanan Operasional", PostGroup.GENERAL),
    ],
)
def test_group_follows_from_the_words(kind, eselon, name, group):
    assert post_of(kind, eselon, name).group == group


def test_post_keeps_kind_and_eselon():
    post = post_of("Jabatan Struktural", "Eselon II/B", "Kepala Dinas")

    assert (post.kind, post.eselon) == (PositionKind.STRUCTURAL, "II.b")


@pytest.mark.parametrize(("kind", "eselon"), [("Jabatan Struktural", "NON"), ("Lain", "II.b"), ("", "")])
def test_unknown_kind_and_missing_eselon_give_no_post(kind, eselon):
    assert post_of(kind, eselon, "Kepala") is None


def test_functional_post_without_grade_says_so():
    post = post_of(FUNCTIONAL, "", "Guru")

    assert (post.group, post.graded) == (PostGroup.JF_PERTAMA, False)


@pytest.mark.parametrize(
    ("text", "eselon"),
    [("II.b", "II.b"), ("IV/A", "IV.a"), ("IIIa", "III.a"), ("NON", ""), ("-", ""), ("VI.a", "")],
)
def test_eselon_is_read_in_all_its_dresses(text, eselon):
    assert eselon_of(text) == eselon


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Pranata Komputer Ahli Muda", DigitalRole.MANAGES),
        ("Penata Kelola Sistem dan Teknologi Informasi", DigitalRole.MANAGES),
        ("Bidan Ahli Pertama", DigitalRole.USES),
    ],
)
def test_first_digital_role_follows_from_the_post(name, role):
    assert first_digital_role(name) == role

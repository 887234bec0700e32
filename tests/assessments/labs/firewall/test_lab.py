import pytest

from assessments.grading.responses import BadResponse
from tests.assessments.labs.firewall.test_rules import LAB, SETUP, WEB, flow, rows


def test_the_answer_is_kept_in_the_order_of_the_table_without_empty_fields():
    typed = {"2.port": "", "1.source": "  10.0.0.1 ,  kantor ", "1.action": "izinkan", "3.action": "   "}

    assert list(LAB.clean(SETUP, typed).items()) == [
        ("1.action", "izinkan"),
        ("1.source", "10.0.0.1 , kantor"),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        {"7.action": "izinkan"},
        {"0.action": "izinkan"},
        {"01.action": "izinkan"},
        {"1.aksi": "izinkan"},
        {"1": "izinkan"},
        {"1.action": 1},
        {"1.source": "x" * 201},
        {"1.source": "nol\0"},
        {"1.source": "\ud800"},
        ["izinkan"],
        "izinkan",
    ],
)
def test_what_is_no_table_is_refused(answer):
    with pytest.raises(BadResponse):
        LAB.clean(SETUP, answer)


def test_a_row_that_is_not_read_keeps_its_words_and_says_why():
    view = LAB.show(SETUP, rows("izinkan tcp kantr server 443", "buka tcp"))

    assert [row.fault for row in view.rows[:3]] == [
        "“kantr” bukan alamat IPv4, CIDR, “semua”, atau nama jaringan di lab ini.",
        "Belum lengkap: asal paket, tujuan paket masih kosong.",
        "",
    ]
    assert [(one.value, one.text) for one in view.rows[1].cells[0].choices if one.chosen] == [
        ("buka", "buka (tidak dikenal)")
    ]


def test_a_table_may_begin_with_rules():
    setup = SETUP | {
        "start": [{"action": "izinkan", "protocol": "tcp", "source": "semua", "destination": "semua"}]
    }

    assert [cell.value for cell in LAB.show(setup, {}).rows[0].cells] == [
        "izinkan",
        "tcp",
        "semua",
        "semua",
        "",
    ]
    assert LAB.judge(setup, [WEB], {})[0].met
    assert not LAB.judge(setup, [WEB], rows("tolak semua semua semua"))[0].met


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"rows": 0}, "setup.rows: harus bilangan bulat 1 sampai 20."),
        ({"rows": True}, "setup.rows: harus bilangan bulat 1 sampai 20."),
        ({"default": "mungkin"}, "setup.default: harus izinkan atau tolak."),
        ({"defualt": "tolak"}, "setup: kunci tidak dikenal: defualt."),
        ({"networks": {}}, "setup.networks: harus berupa daftar."),
        ({"networks": [1]}, "setup.networks, butir 1: harus berupa tabel (kunci dan nilai)."),
        (
            {"networks": [{"name": "Semua", "network": "10.0.0.0/8"}]},
            "setup.networks, butir 1, name: pakai huruf kecil, angka, dan tanda hubung; bukan “semua”.",
        ),
        (
            {"networks": [{"name": "a", "network": "10.0.0.0/8"}, {"name": "a", "network": "10.0.0.0/8"}]},
            "setup.networks: nama a dipakai dua kali.",
        ),
        (
            {"start": [{"action": "izinkan"}]},
            "setup.start, baris 1: Belum lengkap: protokol, asal paket, tujuan paket masih kosong.",
        ),
        ({"solution": [{"aksi": "izinkan"}]}, "setup.solution, baris 1: kunci tidak dikenal: aksi."),
    ],
)
def test_a_fault_of_the_setup_names_its_place(changes, fault):
    assert LAB.check(SETUP | changes, [WEB]) == [fault]


@pytest.mark.parametrize(
    ("goal", "fault"),
    [
        (WEB | {"id": ""}, "Tujuan 1, id: harus berupa teks, paling banyak 200 karakter."),
        (WEB | {"weight": "0"}, "Tujuan 1, weight: harus angka di atas 0 sampai 100, ditulis sebagai teks."),
        (
            WEB | {"weight": "NaN"},
            "Tujuan 1, weight: harus angka di atas 0 sampai 100, ditulis sebagai teks.",
        ),
        (WEB | {"passes": "ya"}, "Tujuan 1, passes: harus true atau false."),
        (
            WEB | {"flow": {"protocol": "tcp"}},
            "Tujuan 1, flow, source: harus berupa teks, paling banyak 200 karakter.",
        ),
        (
            flow("icmp", "kantor", "server", "80"),
            "Tujuan 1, flow: Port hanya ada pada tcp dan udp; kosongkan atau pilih protokolnya.",
        ),
    ],
)
def test_a_fault_of_a_goal_names_its_place(goal, fault):
    assert LAB.check(SETUP, [goal]) == [fault]


def test_a_lab_that_is_solved_at_its_start_is_a_fault():
    assert LAB.check(SETUP | {"default": "izinkan"}, [WEB]) == [
        "goals: semua tujuan sudah tercapai sebelum peserta mulai."
    ]


def test_a_solution_that_does_not_solve_is_a_fault():
    wrong = {"action": "izinkan", "protocol": "tcp", "source": "tamu", "destination": "server"}

    [fault] = LAB.check(SETUP | {"solution": [wrong]}, [WEB])

    assert fault.startswith("solution: tujuan 1 tidak tercapai. Tidak ada aturan yang cocok untuk tcp")

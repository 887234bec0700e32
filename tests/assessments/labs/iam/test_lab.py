import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.grading.responses import BadResponse
from assessments.labs.iam.policies import FIELDS
from tests.assessments.labs.iam.test_policies import LAB, SETUP, goal, rows

bounds = settings(derandomize=True, database=None, deadline=None, max_examples=80)
words = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["izinkan", "tolak", "rina", "keuangan", "semua", "*", "arsip/*", "mfa", "dari:kantor", "", ","]
    ),
)
answers = st.dictionaries(
    st.tuples(st.integers(1, 6), st.sampled_from(FIELDS)).map(lambda key: f"{key[0]}.{key[1]}"), words
)


@bounds
@given(answers)
def test_whatever_is_typed_is_kept_shown_and_judged(answer):
    try:
        kept = LAB.clean(SETUP, answer)
    except BadResponse:
        return
    goals = [goal(), goal("semua", "*", "*", allowed=False)]

    assert LAB.clean(SETUP, kept) == kept
    assert LAB.judge(SETUP, goals, kept) == LAB.judge(SETUP, goals, kept)
    assert {
        cell.key: cell.value for row in LAB.show(SETUP, kept).rows for cell in row.cells if cell.value
    } == kept


statements = st.tuples(
    st.sampled_from(["izinkan", "tolak"]),
    st.sampled_from(["semua", "keuangan", "rina", "budi"]),
    st.sampled_from(["*", "penyimpanan:*", "komputasi:mulai"]),
    st.sampled_from(["*", "arsip/*", "arsip/keuangan/2026"]),
    st.sampled_from(["-", "mfa", "dari:kantor", "luar:rumah"]),
).map(" ".join)


@bounds
@given(st.lists(statements, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_statements_decides_nothing(lines, chance):
    goals = [goal(), goal("keuangan", mfa=True), goal("semua", "*", "arsip/*", allowed=False)]
    mixed = chance.sample(lines, len(lines))

    def met(listed):
        return [verdict.met for verdict in LAB.judge(SETUP, goals, rows(*listed))]

    assert met(mixed) == met(lines)


@bounds
@given(st.lists(statements, max_size=4))
def test_no_permission_undoes_a_refusal(lines):
    refused = [*lines, "tolak rina penyimpanan:baca arsip/keuangan/2026"]

    assert LAB.judge(SETUP, [goal(allowed=False)], rows(*refused, "izinkan semua * *"))[0].met


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("izinkan rina * *", ""),
        ("izinkan rina", "Belum lengkap: tindakan, sumber daya masih kosong."),
        ("boleh rina * *", "Efek “boleh” tidak dikenal."),
        ("izinkan tono * *", "“tono” bukan pengguna atau grup di lab ini."),
        ("izinkan rina hapus *", "“hapus” tidak cocok dengan nama mana pun di lab ini."),
        ("izinkan rina * arsip/2025,*", "“arsip/2025” tidak cocok dengan nama mana pun di lab ini."),
        ("izinkan rina * * dari:bulan", "Syarat “dari:bulan” tidak dikenal."),
    ],
)
def test_a_row_that_is_not_read_says_why(line, fault):
    assert LAB.show(SETUP, rows(line)).rows[0].fault == fault


def test_the_choices_say_in_words_what_they_are():
    cells = LAB.show(SETUP, rows("izinkan rina * * luar:kantor")).rows[0].cells

    assert [choice.text for choice in cells[1].choices] == [
        "– pilih –",
        "semua orang",
        "grup keuangan",
        "grup admin",
        "rina",
        "budi",
        "sari",
    ]
    assert [choice.text for choice in cells[4].choices if choice.chosen] == ["bukan dari kantor"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"users": []}, "setup.users: harus berisi 1 sampai 30 butir."),
        (
            {"users": [{"name": "a", "groups": ["x"]}]},
            "setup.users, butir 1, groups: grup x tidak ada di setup.groups.",
        ),
        ({"users": [{"name": "admin"}]}, "setup.users: nama admin dipakai dua kali."),
        ({"users": [{"name": "semua"}]}, "setup.users: nama semua dipakai dua kali."),
        ({"actions": ["a*"]}, "setup.actions: nama tidak boleh memuat * atau koma."),
        ({"resources": ["a", "A"]}, "setup.resources: nama a dipakai dua kali."),
        ({"places": [{"name": "lain"}]}, "setup.places: nama lain dipakai dua kali."),
        ({"policy": 1}, "setup: kunci tidak dikenal: policy."),
        (
            {"start": [{"effect": "izinkan", "principal": "x"}]},
            "setup.start, baris 1: Belum lengkap: tindakan, sumber daya masih kosong.",
        ),
    ],
)
def test_a_fault_of_the_setup_names_its_place(changes, fault):
    assert LAB.check(SETUP | changes, [goal()]) == [fault]


@pytest.mark.parametrize(
    ("wanted", "fault"),
    [
        (goal("tono"), "Tujuan 1, principal: bukan pengguna atau grup yang berisi pengguna."),
        (goal(action="hapus"), "Tujuan 1, action: “hapus” tidak cocok dengan nama mana pun di lab ini."),
        (goal(mfa="ya"), "Tujuan 1, mfa: harus true atau false."),
        (goal(allowed=1), "Tujuan 1, allowed: harus true atau false."),
        (goal(**{"from": "bulan"}), "Tujuan 1, from: tempat bulan tidak ada di setup.places."),
        (goal(who="x"), "Tujuan 1: kunci tidak dikenal: who."),
    ],
)
def test_a_fault_of_a_goal_names_its_place(wanted, fault):
    assert LAB.check(SETUP, [wanted]) == [fault]


def test_a_goal_of_too_many_requests_is_a_fault():
    setup = SETUP | {"actions": [f"a{n}" for n in range(40)], "resources": [f"r{n}" for n in range(40)]}

    assert LAB.check(setup, [goal("semua", "*", "*")]) == [
        "Tujuan 1: memuat lebih dari 2000 permintaan; persempit."
    ]


def test_the_author_s_solution_is_tried():
    right = {"effect": "izinkan", "principal": "rina", "action": "*", "resource": "*"}

    assert LAB.check(SETUP | {"solution": [right]}, [goal()]) == []
    assert len(LAB.check(SETUP | {"solution": [right | {"principal": "sari"}]}, [goal()])) == 1

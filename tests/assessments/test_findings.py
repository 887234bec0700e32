import pytest

from assessments.findings import Choice, of_question, of_quiz

USUAL = {
    "answers": 40,
    "wrong": 20,
    "facility": 60,
    "discrimination": 40,
    "bounds": [15, 60],
}
RELIABLE = {"value": 0.82, "same": True, "error": 8, "ratio": 42, "questions": 20}


def texts(choices=(), **figures):
    return [finding.text for finding in of_question(USUAL | figures, choices)]


def choice(letter="C", **facts):
    return Choice(**({"letter": letter, "text": letter, "right": False, "asked": 40, "count": 9} | facts))


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ({}, ["Soal ini membedakan dengan baik."]),
        ({"bounds": [-60, -5]}, ["Yang paham justru salah: periksa kunci jawaban."]),
        ({"bounds": [-60, 5]}, ["Soal ini hampir tidak membedakan yang paham dan yang belum."]),
        ({"bounds": [-5, 60]}, []),
        ({"bounds": None}, []),
        ({"facility": 96}, ["Terlalu mudah untuk membedakan peserta (nilai rata-rata 96 %)."]),
        (
            {"facility": 12.5},
            [
                "Terlalu sulit untuk sebagian besar peserta (nilai rata-rata 12,5 %): periksa kunci atau materi."
            ],
        ),
        ({"answers": 4}, ["Baru 4 jawaban: belum cukup untuk menilai soal ini."]),
        (
            {"answers": 4, "bounds": [-90, -5], "facility": 0},
            ["Baru 4 jawaban: belum cukup untuk menilai soal ini."],
        ),
    ],
)
def test_figures_become_sentences(figures, found):
    assert texts(**figures) == found


@pytest.mark.parametrize(
    ("facts", "figures", "said"),
    [
        ({"count": 0}, {}, True),
        ({"count": 1}, {}, False),
        ({"count": 0}, {"wrong": 4}, False),
        ({"count": 0, "asked": 4}, {}, False),
        ({"count": 0, "right": True}, {}, False),
        ({"count": 0, "current": False}, {}, False),
    ],
)
def test_a_distractor_that_nobody_chooses(facts, figures, said):
    found = texts([choice(**facts)], **figures)

    assert ("Pilihan C tidak pernah dipilih: ganti pengecohnya." in found) is said


@pytest.mark.parametrize(
    ("facts", "said"),
    [({}, True), ({"count": 4}, False), ({"right": True}, False), ({"strong": False}, False)],
)
def test_a_wrong_answer_that_the_strong_choose(facts, said):
    found = texts([choice(**({"strong": True} | facts))])

    assert ("Pilihan C lebih sering dipilih yang paham: mungkin juga benar." in found) is said


def test_the_gravest_comes_first():
    kinds = [finding.kind for finding in of_question(USUAL | {"facility": 10}, [choice(count=0)])]

    assert kinds == ["bad", "warn"]


def quiz(attempts=40, **reliability):
    payload = {"attempts": attempts, "reliability": RELIABLE | reliability}
    return [finding.text for finding in of_quiz(payload, 70)]


def test_a_reliable_quiz_says_what_a_result_means():
    assert quiz() == [
        "Kuis ini cukup andal untuk memutuskan lulus atau tidak.",
        "Nilai 70 berarti antara 62 dan 78, dalam dua dari tiga kasus.",
    ]


def test_an_unreliable_quiz_says_how_many_questions_it_needs():
    """Spearman-Brown: 10 · 0,75 · 0,5 / (0,5 · 0,25) = 30."""
    found = quiz(value=0.5, questions=10)

    assert found[:2] == [
        "Kuis ini belum andal untuk memutuskan lulus atau tidak: perbaiki atau tambah soalnya.",
        "Dengan kira-kira 30 soal sejenis, bukan 10, kuis ini menjadi cukup andal.",
    ]


@pytest.mark.parametrize("value", [-0.3, 0.01])
def test_a_hopeless_number_of_questions_is_no_advice(value):
    assert len(quiz(value=value)) == 2


def test_few_attempts_are_not_judged():
    assert quiz(attempts=4) == ["Belum cukup percobaan untuk menilai keandalan kuis ini."]


def test_equal_results_have_no_reliability():
    found = of_quiz({"attempts": 9, "reliability": None}, 70)

    assert [finding.kind for finding in found] == ["info"]

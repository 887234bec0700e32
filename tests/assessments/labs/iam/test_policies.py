import pytest

from assessments.labs.iam import Iam
from assessments.labs.iam.policies import FIELDS, covers

LAB = Iam()
SETUP = {
    "rows": 6,
    "users": [
        {"name": "rina", "groups": ["keuangan"], "text": "Bendahara"},
        {"name": "budi", "groups": ["keuangan", "admin"]},
        {"name": "sari"},
    ],
    "groups": [{"name": "keuangan"}, {"name": "admin", "text": "Pengelola awan"}],
    "actions": ["penyimpanan:baca", "penyimpanan:tulis", "komputasi:mulai"],
    "resources": ["arsip/keuangan/2026", "arsip/umum/2026", "mesin/web"],
    "places": [{"name": "kantor", "text": "Jaringan kantor"}, {"name": "rumah"}],
}


def rows(*lines: str) -> dict[str, str]:
    """An answer of lines ``effect principal action resource condition``."""
    return {
        f"{number}.{field}": text
        for number, line in enumerate(lines, start=1)
        for field, text in zip(FIELDS, line.split(), strict=False)
        if text != "-"
    }


def goal(
    principal="rina", action="penyimpanan:baca", resource="arsip/keuangan/2026", *, allowed=True, **more
):
    wanted = {"principal": principal, "action": action, "resource": resource, "allowed": allowed}
    return {"id": "1", "text": "x", "weight": "100"} | wanted | more


def verdict(lines, wanted):
    return LAB.judge(SETUP, [wanted], rows(*lines))[0]


@pytest.mark.parametrize(
    ("lines", "met"),
    [
        ([], False),
        (["izinkan rina penyimpanan:baca arsip/keuangan/2026"], True),
        (["izinkan keuangan penyimpanan:baca arsip/keuangan/2026"], True),
        (["izinkan semua * *"], True),
        (["izinkan rina penyimpanan:* arsip/*"], True),
        (["izinkan rina *:BACA ARSIP/*/2026"], True),
        (["izinkan rina penyimpanan:tulis,penyimpanan:baca *"], True),
        (["izinkan budi penyimpanan:baca arsip/keuangan/2026"], False),
        (["izinkan admin * *"], False),
        (["izinkan rina penyimpanan:tulis *"], False),
        (["izinkan rina * arsip/umum/*"], False),
        (["izinkan rina *", "izinkan rina baca arsip/*"], False),
        (["izinkan rina * *", "tolak keuangan penyimpanan:* *"], False),
        (["tolak keuangan penyimpanan:* *", "izinkan rina * *"], False),
        (["tolak rina * arsip/umum/*", "izinkan rina * *"], True),
        (["izinkan rina * * mfa"], False),
        (["izinkan rina * * mfa", "izinkan rina * * tanpa-mfa"], True),
        (["izinkan rina * * dari:kantor"], False),
        (["izinkan rina * * dari:kantor", "izinkan rina * * luar:kantor"], True),
    ],
)
def test_a_permission_counts_unless_something_refuses(lines, met):
    assert verdict(lines, goal()).met is met


@pytest.mark.parametrize(
    ("line", "wanted", "met"),
    [
        ("izinkan rina * * mfa", goal(mfa=True), True),
        ("izinkan rina * * mfa", goal(mfa=False, allowed=False), True),
        ("izinkan rina * * mfa", goal(mfa=True, allowed=False), False),
        ("izinkan rina * * dari:kantor", goal(**{"from": "kantor"}), True),
        ("izinkan rina * * dari:kantor", goal(**{"from": "lain"}, allowed=False), True),
        ("izinkan rina * * luar:kantor", goal(**{"from": "rumah"}), True),
        ("izinkan keuangan * *", goal("keuangan", "*", "*"), True),
        ("izinkan rina * *", goal("keuangan"), False),
        ("izinkan keuangan * *", goal("semua"), False),
        ("izinkan semua * *", goal("semua", "*", "*"), True),
        ("izinkan semua penyimpanan:* *", goal("sari", "komputasi:*", "*", allowed=False), True),
        ("izinkan semua * arsip/*", goal("sari", "*", "arsip/*,mesin/web", allowed=False), False),
    ],
)
def test_a_goal_holds_for_all_it_speaks_of(line, wanted, met):
    assert verdict([line], wanted).met is met


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("*", "", True),
        ("a", "a", True),
        ("A", "a", True),
        ("a", "ab", False),
        ("a*", "ab", True),
        ("*b", "ab", True),
        ("a*a", "a", False),
        ("a*b*c", "a1b2c", True),
        ("a*b*c", "a1c2b", False),
        ("**", "ab", True),
        ("a*bc*c", "abc", False),
        ("[a]?", "a", False),
    ],
)
def test_a_star_stands_for_any_text(pattern, name, fits):
    assert covers(pattern, name) is fits


@pytest.mark.parametrize(
    ("lines", "wanted", "reason"),
    [
        (
            ["izinkan rina * *", "tolak keuangan * arsip/*"],
            goal(mfa=True, **{"from": "kantor"}),
            "Pernyataan 2 (tolak keuangan: * pada arsip/*) menolak rina: penyimpanan:baca pada arsip/keuangan/2026,"
            " dengan MFA, dari kantor; penolakan selalu menang.",
        ),
        (
            ["izinkan rina"],
            goal(mfa=False),
            "Tidak ada pernyataan yang mengizinkan rina: penyimpanan:baca pada arsip/keuangan/2026, tanpa MFA."
            " Pernyataan 1 belum dapat dibaca, jadi tidak pernah berlaku.",
        ),
        (
            ["izinkan semua * * mfa"],
            goal("sari", allowed=False, mfa=True),
            "Pernyataan 1 (izinkan semua: * pada *, syarat mfa) mengizinkan sari: penyimpanan:baca pada"
            " arsip/keuangan/2026, dengan MFA.",
        ),
    ],
)
def test_the_reason_names_the_statement_that_decided(lines, wanted, reason):
    assert verdict(lines, wanted).reason == reason

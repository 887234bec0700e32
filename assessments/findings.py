"""What figures mean for a lecturer, in plain sentences. No verdict on fewer than ``ENOUGH`` answers.

Thresholds: Moodle docs, “Quiz report statistics” (discrimination of 50 very good, 30 adequate, 20 weak; consistency
of 75 % satisfactory, below 64 % not); facility as the lecturer's home has it. A verdict on discrimination hangs on the
bounds of the figure: with few answers any figure comes about by chance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.queries.failing import ENOUGH
from assessments.statistics.reliability import questions_needed
from lms.core.templatetags.say import decimal, percent

HARD, EASY = 40, 95  # facility in percent
GOOD, WEAK = 30, 20  # discrimination
RELIABLE, DOUBTFUL = 0.75, 0.64
MOST_QUESTIONS = 200  # beyond, it is not advice
BAD, WARN, INFO, OK = "bad", "warn", "info", "ok"
ORDER = [BAD, WARN, INFO, OK]
Figures = Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """``kind`` as the component ``status`` knows it; ``text`` is a sentence."""

    kind: str
    text: str


@dataclass(frozen=True)
class Choice:
    """An option as the editor lists it; ``asked``: how often it was offered. ``right`` earns something."""

    letter: str
    text: str
    right: bool
    asked: int
    count: int = 0
    share: float = 0.0
    low: float | None = None
    high: float | None = None
    rest: float | None = None
    strong: bool = False
    current: bool = True


def of_question(figures: Figures, choices: Sequence[Choice]) -> list[Finding]:
    """The gravest first; for a question without any, whether it tells people apart."""
    if figures["answers"] < ENOUGH:
        text = ngettext(
            "Baru %(n)s jawaban: belum cukup untuk menilai soal ini.",
            "Baru %(n)s jawaban: belum cukup untuk menilai soal ini.",
            figures["answers"],
        )
        return [Finding(INFO, text % {"n": figures["answers"]})]
    found = [*_key(figures, choices), *_difficulty(figures), *_never_chosen(figures, choices)]
    if not found:
        found = _separation(figures)
    return sorted(found, key=lambda finding: ORDER.index(finding.kind))


def _key(figures: Figures, choices: Sequence[Choice]) -> list[Finding]:
    found = []
    if figures["bounds"] and figures["bounds"][1] < 0:
        found.append(Finding(BAD, _("Yang paham justru salah: periksa kunci jawaban.")))
    for choice in choices:
        if choice.strong and not choice.right and choice.current and choice.count >= ENOUGH:
            text = _("Pilihan %(letter)s lebih sering dipilih yang paham: mungkin juga benar.")
            found.append(Finding(BAD, text % {"letter": choice.letter}))
    return found


def _difficulty(figures: Figures) -> list[Finding]:
    share = {"share": percent(figures["facility"])}
    if figures["facility"] < HARD:
        text = _(
            "Terlalu sulit untuk sebagian besar peserta (nilai rata-rata %(share)s): periksa kunci atau materi."
        )
        return [Finding(BAD, text % share)]
    if figures["facility"] > EASY:
        text = _("Terlalu mudah untuk membedakan peserta (nilai rata-rata %(share)s).")
        return [Finding(WARN, text % share)]
    return []


def _never_chosen(figures: Figures, choices: Sequence[Choice]) -> list[Finding]:
    """Only where enough people were wrong: in a question that all get right, nobody needs the distractors."""
    if figures["wrong"] < ENOUGH:
        return []
    text = _("Pilihan %(letter)s tidak pernah dipilih: ganti pengecohnya.")
    return [
        Finding(WARN, text % {"letter": choice.letter})
        for choice in choices
        if choice.current and not choice.right and not choice.count and choice.asked >= ENOUGH
    ]


def _separation(figures: Figures) -> list[Finding]:
    if not figures["bounds"]:
        return []
    low, high = figures["bounds"]
    if high < WEAK:
        return [Finding(WARN, _("Soal ini hampir tidak membedakan yang paham dan yang belum."))]
    if low > 0 and figures["discrimination"] >= GOOD:
        return [Finding(OK, _("Soal ini membedakan dengan baik."))]
    return []


def of_quiz(payload: Figures, pass_percent: int) -> list[Finding]:
    """How far the result can be trusted, in words."""
    if payload["attempts"] < ENOUGH:
        return [Finding(INFO, _("Belum cukup percobaan untuk menilai keandalan kuis ini."))]
    found = payload["reliability"]
    if not found:
        text = _("Keandalan kuis belum dapat dihitung: semua nilai sama, atau kuis hanya satu soal.")
        return [Finding(INFO, text)]
    return [_verdict(found["value"]), *_more_questions(found), _margin(found["error"], pass_percent)]


def _verdict(value: float) -> Finding:
    if value >= RELIABLE:
        return Finding(OK, _("Kuis ini cukup andal untuk memutuskan lulus atau tidak."))
    if value >= DOUBTFUL:
        text = _("Kuis ini agak andal: untuk nilai di dekat batas lulus, lihat juga bukti lain.")
        return Finding(WARN, text)
    text = _("Kuis ini belum andal untuk memutuskan lulus atau tidak: perbaiki atau tambah soalnya.")
    return Finding(BAD, text)


def _more_questions(found: Figures) -> list[Finding]:
    needed = questions_needed(found["questions"], found["value"], RELIABLE)
    if found["value"] >= RELIABLE or needed is None or needed > MOST_QUESTIONS:
        return []
    text = _("Dengan kira-kira %(n)s soal sejenis, bukan %(now)s, kuis ini menjadi cukup andal.")
    return [Finding(INFO, text % {"n": decimal(needed, 0), "now": decimal(found["questions"])})]


def _margin(error: float, pass_percent: int) -> Finding:
    """One standard error to both sides, which is right two times out of three."""
    low, high = max(0, pass_percent - error), min(100, pass_percent + error)
    text = _("Nilai %(value)s berarti antara %(low)s dan %(high)s, dalam dua dari tiga kasus.")
    places = {"value": pass_percent, "low": decimal(low, 0), "high": decimal(high, 0)}
    return Finding(INFO, text % places)

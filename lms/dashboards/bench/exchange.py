"""A bank of 10,000 questions in Moodle XML: time of dry run and import, and how memory grows with their number."""

import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any, cast

from django.core.files.base import File

from assessments.actions.bank_imports import confirm_import, start_import
from assessments.duplicates import alike
from assessments.exchange import write
from assessments.gift import Draft
from assessments.grading.ids import option_id
from assessments.models import BankImport, QuestionBank
from assessments.queries.bank_imports import stems_of
from courses.models import CoursePage
from lms.core import jobs
from lms.dashboards.bench.measure import Figure
from lms.people.models import User

QUESTIONS = 10_000
MEGABYTE = 1_000_000
WORDS = [
    "alamat",
    "jaringan",
    "router",
    "sensor",
    "data",
    "kota",
    "layanan",
    "peladen",
    "kata",
    "sandi",
    "awan",
    "model",
    "bahasa",
    "dinas",
    "warga",
    "surat",
]


def figures() -> Iterator[Figure]:
    """``read_and_stored``: dry run, confirmation and import together, each reading the whole file."""
    began = time.perf_counter()
    row = _checked(QUESTIONS)
    checked = time.perf_counter() - began
    seconds = checked + _applied(row)
    row.refresh_from_db()
    stored = row.bank.questions.usable().count()
    yield Figure("exchange_10000.dry_run", checked, "s", "-", True)
    yield Figure("exchange_10000.read_and_stored", seconds, "s", "<= 60", seconds <= 60)
    yield Figure("exchange_10000.questions", stored, "questions", f"= {QUESTIONS}", stored == QUESTIONS)
    began = time.perf_counter()
    pairs = sum(1 for _pair in alike(stems_of(row.bank)))
    twins = time.perf_counter() - began
    yield Figure("exchange_10000.twins", twins, "s", f"<= 10 ({pairs} pairs)", twins <= 10)
    small, large = _peak(QUESTIONS // 10), _peak(QUESTIONS)
    growth = large - small
    yield Figure("exchange_10000.memory_growth", growth, "MB", f"<= 64 (1,000: {small:.0f} MB)", growth <= 64)


def _drafts(count: int) -> Iterator[Draft]:
    """Choices, numbers and typed words in turn; every text differs in a few words."""
    for n in range(count):
        said = " ".join(WORDS[(n // 7**place + place) % len(WORDS)] for place in range(9))
        stem = f"<p>Soal {n}: <strong>{said}</strong>, manakah yang tepat menurut pedoman {n % 97}?</p>"
        kind, answers = KINDS[n % 3]
        yield Draft(
            f"soal-{n:05}",
            kind,
            {"stem": stem, "feedback": f"<p>Lihat bab {n % 40}.</p>"} | answers,
            f"bab-{n % 40}",
        )


def _option(text: str, weight: str) -> dict[str, str]:
    return {"id": option_id(text), "text": text, "weight": weight, "feedback": "<p>Baca lagi.</p>"}


KINDS: list[tuple[str, dict[str, Any]]] = [
    ("single", {"options": [_option(f"<p>Pilihan {n}</p>", "100" if n == 1 else "0") for n in range(5)]}),
    (
        "numeric",
        {"answers": [{"value": "62", "tolerance": "1", "weight": "100", "feedback": ""}], "unit": "W"},
    ),
    ("short", {"answers": [{"text": "broker", "weight": "100", "feedback": ""}]}),
]


def _checked(count: int) -> BankImport:
    """An import of so many questions into a bank of its own, after its dry run."""
    course, by = CoursePage.objects.order_by("pk").first(), User.objects.get(username="bkpsdm.demo")
    bank = QuestionBank.objects.create(
        course=cast(CoursePage, course), name="Ukur", slug=f"ukur-{time.monotonic_ns()}"
    )
    with tempfile.TemporaryFile() as file:
        for piece in write("moodle", _drafts(count), lambda _name: None):
            file.write(piece)
        file.seek(0)
        row = start_import(bank=bank, file=File(file), name="ukur.xml", by=by)
    jobs.run(cast(int, row.job_id))
    return row


def _applied(row: BankImport) -> float:
    began = time.perf_counter()
    confirm_import(row=row, by=row.uploaded_by)
    row.refresh_from_db()
    jobs.run(cast(int, row.job_id))
    return time.perf_counter() - began


def _peak(count: int) -> float:
    """Peak of Python memory in dry run and import, in MB; measured apart, because counting slows the run down."""
    tracemalloc.start()
    _applied(_checked(count))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / MEGABYTE

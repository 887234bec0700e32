"""A certificate in the shape in which SIASN takes a course (``POST /kursus/save``); the names are theirs."""

import re
from datetime import date
from typing import Any

from django.conf import settings

ELEARNING = "16"  # jenisDiklatId
TECHNICAL = "T"  # jenisKursusSertipikat, spelled so over there
CYBER, INFORMATION_TECHNOLOGY = "3216", "3134"  # jenisKursus
DOCUMENT = "881"  # id_ref_dokumen of a course certificate, which has to come as PDF
ODD = re.compile(r"[^0-9A-Za-z]+")


def course_record(snapshot: dict[str, Any]) -> dict[str, Any]:
    """``pnsOrangId`` and ``lokasiId`` are BKN's own and stay empty; ``nipBaru`` says whose it is."""
    started, finished = date.fromisoformat(snapshot["started"]), date.fromisoformat(snapshot["finished"])
    cyber = "siber" in snapshot["field"].casefold()
    return {
        "id": "",
        "instansiId": settings.PIAWAI_SIASN_AGENCY,
        "institusiPenyelenggara": snapshot["issuer"],
        "jenisDiklatId": ELEARNING,
        "jenisKursus": CYBER if cyber else INFORMATION_TECHNOLOGY,
        "jenisKursusSertipikat": TECHNICAL,
        "jumlahJam": int(snapshot["jp"]),
        "lokasiId": "",
        "namaKursus": snapshot["course"],
        "nomorSertipikat": snapshot["number"],
        "path": [],
        "pnsOrangId": "",
        "nipBaru": snapshot["nip"],
        "tahunKursus": finished.year,
        "tanggalKursus": f"{started:%d-%m-%Y}",
        "tanggalSelesaiKursus": f"{finished:%d-%m-%Y}",
    }


def pdf_name(snapshot: dict[str, Any]) -> str:
    """Kind of document, NIP and number: each file is told apart, and none has a sign that a system refuses."""
    number = ODD.sub("-", snapshot["number"]).strip("-")
    return f"{DOCUMENT}_{snapshot['nip']}_{number}.pdf"

"""A whole snapshot to print, everything overridable."""

from typing import Any

MODULE = {"title": "Kata sandi", "activities": 3, "minutes": 45, "jp": 1.5}


def snapshot(**fields: Any) -> dict[str, Any]:
    return {
        "version": 1,
        "number": "800.2/0001/BKPSDM/2026",
        "code": "7K3M-9QXA-2F4D",
        "verify_url": "http://127.0.0.1:8000/v/contoh/",
        "started": "2026-11-03",
        "finished": "2026-11-20",
        "issued_on": "2026-11-20",
        "valid_until": "2029-11-20",
        "name": "Dr. Rina Lestari, S.Kom.",
        "nip": "199001012015051901",
        "nip_label": "NIP",
        "rank": "Penata, III/c",
        "position": "Pranata Komputer Ahli Muda",
        "unit": "Bidang Infrastruktur TIK",
        "opd": "Dinas Komunikasi dan Informatika",
        "course": "Keamanan Siber untuk ASN",
        "field": "Keamanan Siber",
        "level": 2,
        "jp": 6,
        "modules": [MODULE, MODULE | {"title": "Surel palsu", "jp": 4.5}],
        "skills": [{"code": "KS-1", "name": "Autentikasi", "level": 2}],
        "lecturers": ["Dosen Contoh, M.T."],
        "quizzes": [{"title": "Kuis akhir", "percent": 87.5}],
        "percent": 87.5,
        "predicate": "Memuaskan",
        "city": "Kota Contoh",
        "place": "Contoh",
        "issuer": "Badan Kepegawaian Kota Contoh",
        "partner": "Politeknik Contoh",
        "signatory_name": "Dr. Contoh, M.Si.",
        "signatory_post": "Kepala Badan",
        **fields,
    }

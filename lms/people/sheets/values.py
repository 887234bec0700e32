"""The words that SIASN sheets use, and what is stored for them. Source: domain.md §2."""

from lms.people.enums import EmploymentStatus

STATUSES = {
    "PNS": EmploymentStatus.PNS,
    "P": EmploymentStatus.PNS,
    "CPNS": EmploymentStatus.CPNS,
    "C": EmploymentStatus.CPNS,
    "PPPK": EmploymentStatus.PPPK,
    "PPPK PENUH WAKTU": EmploymentStatus.PPPK,
    "PPPK PARUH WAKTU": EmploymentStatus.PPPK_PART_TIME,
    "PARUH WAKTU": EmploymentStatus.PPPK_PART_TIME,
}

STANDINGS = {
    "AKTIF": "01",
    "PNS AKTIF": "01",
    "CPNS AKTIF": "01",
    "PPPK AKTIF": "01",
    "CLTN": "02",
    "CUTI DI LUAR TANGGUNGAN NEGARA": "02",
    "TUGAS BELAJAR": "03",
    "PEMBERHENTIAN SEMENTARA": "04",
    "PERPANJANGAN CLTN": "13",
    "PNS KENA HUKUMAN DISIPLIN": "15",
    "MASA PERSIAPAN PENSIUN": "20",
    "MPP": "20",
    "TIDAK AKTIF": "52",
    "DIBERHENTIKAN": "66",
    "PEMBERHENTIAN TANPA HAK PENSIUN": "77",
    "PEMBERHENTIAN DENGAN HAK PENSIUN": "88",
    "MENCAPAI BUP": "98",
    "PENSIUN": "99",
}
GONE = frozenset({"66", "77", "88", "98", "99"})
"""Standings of people who no longer serve: their account closes and their posting ends."""

PNS_GRADES = [f"{rank}/{letter}" for rank in ("I", "II", "III") for letter in "abcd"]
PNS_GRADES += [f"IV/{letter}" for letter in "abcde"]
PPPK_GRADES = [
    *(
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
        "XVII",
    )
]
GOLONGAN = {grade.upper(): grade for grade in [*PNS_GRADES, *PPPK_GRADES]}

"""The columns of the table, and the words by which it calls the kinds."""

import re

OPTIONS = 10
HEADS = (
    *("nama", "jenis", "kategori", "tag", "tingkat", "bloom", "pertanyaan"),
    *(f"pilihan_{n}" for n in range(1, OPTIONS + 1)),
    *("benar", "toleransi", "satuan", "aturan", "umpan_balik"),
    *(f"catatan_{n}" for n in range(1, OPTIONS + 1)),
)
NEEDED = ("nama", "jenis", "pertanyaan")
KINDS = {
    "tunggal": "single",
    "ganda": "multiple",
    "benar_salah": "true_false",
    "isian": "short",
    "angka": "numeric",
    "menjodohkan": "matching",
    "mengurutkan": "ordering",
    "kata": "words",
    "ip": "ip",
    "esai": "essay",
    "keterangan": "description",
}
RULES = {
    "semua": "all",
    "selisih": "absolute",
    "persen": "relative",
    "angka_penting": "digits",
    "huruf": "case",
}


def head_of(cell: object) -> str:
    """The column that a cell of the first row names, however it is spaced or cased; "" for none."""
    text = re.sub(r"[\s_]+", "_", str(cell or "")).strip("_").lower()
    return text if text in HEADS else ""


def has_heads(text: str) -> bool:
    """Whether the first line of a text names our columns."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    found = {head_of(cell.strip('" ')) for cell in re.split(r"[;,\t|]", first)}
    return found.issuperset(NEEDED)

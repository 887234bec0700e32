"""The rank (pangkat) that goes with a PNS golongan; PPPK have a golongan only (Perpres 98/2020)."""

RANKS = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}


def rank_line(golongan: str) -> str:
    """``Penata, III/c`` for a PNS, ``Golongan IX`` for a PPPK, nothing for nobody's."""
    if not golongan:
        return ""
    rank = RANKS.get(golongan)
    return f"{rank}, {golongan}" if rank else f"Golongan {golongan}"

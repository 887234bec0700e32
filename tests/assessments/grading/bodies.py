"""One sheet of each kind, as an author writes it, and an answer that is right."""

from typing import Any

from assessments.authoring import read_sheet
from assessments.grading.ids import option_id

SHEETS: dict[str, dict[str, Any]] = {
    "single": {"options": [{"text": "ya", "weight": "100"}, {"text": "tidak"}]},
    "multiple": {
        "options": [
            {"text": "a", "weight": "50"},
            {"text": "b", "weight": "50"},
            {"text": "c", "weight": "-50"},
        ],
        "rule": "all",
    },
    "true_false": {"answer": True, "right": "Tepat.", "wrong": "Keliru."},
    "numeric": {"answers": [{"value": "2.5", "tolerance": "10"}], "unit": "Mbps", "mode": "relative"},
    "calculated": {
        "stem": "Daya {v} W selama sehari?",
        "variables": [{"name": "v", "low": "10", "high": "60", "step": "5"}],
        "answers": [{"formula": "v * 24 / 1000"}],
        "unit": "kWh",
    },
    "short": {"answers": ["MQTT"], "case": True},
    "matching": {"pairs": [["SSH", "22"], ["HTTPS", "443", "Aman."]], "extras": ["80"]},
    "ordering": {"items": ["lapor", "isolasi", "pulihkan", "catat"]},
    "words": {"stem": "Dari [[1]] ke [[2]].", "gaps": ["penerbit", "pelanggan"], "extras": ["peladen"]},
    "cloze": {
        "stem": "Protokol [[1]], port [[2]], [[3]].",
        "gaps": [
            {"kind": "short", "answers": ["mqtt"]},
            {"kind": "numeric", "value": "8883", "weight": "2"},
            {"kind": "single", "right": "aman", "wrong": ["terbuka"]},
        ],
    },
    "ip": {"answers": [{"form": "cidr", "text": "10.0.0.0/8"}]},
    "lab": {
        "lab": "firewall",
        "setup": {
            "rows": 2,
            "networks": [
                {"name": "kantor", "network": "10.1.0.0/16"},
                {"name": "web", "network": "10.2.0.5"},
            ],
            "solution": [
                {
                    "action": "izinkan",
                    "protocol": "tcp",
                    "source": "kantor",
                    "destination": "web",
                    "port": "443",
                }
            ],
        },
        "goals": [
            {
                "text": "Kantor membuka web.",
                "weight": "100",
                "flow": {"protocol": "tcp", "source": "kantor", "destination": "web", "port": "443"},
                "passes": True,
            }
        ],
    },
    "essay": {
        "rubric": [{"text": "Isi", "points": "6"}, {"text": "Bahasa", "points": "4"}],
        "model": "Contoh.",
        "words": 200,
    },
    "file": {"rubric": [{"text": "Rancangan", "points": "10"}], "types": [".pdf", ".txt"], "megabytes": 2},
    "description": {},
}


def body(kind: str, **more: Any) -> dict[str, Any]:
    return read_sheet(kind, {"stem": "Tanya?", "feedback": "Umum."} | SHEETS[kind] | more)


def right_answer(kind: str, asked: dict[str, Any]) -> Any:
    """What earns the full mark on a realised question."""
    if "options" in asked:
        good = [option["id"] for option in asked["options"] if not option["weight"].startswith(("0", "-"))]
        return good if kind == "multiple" else good[0]
    if kind == "matching":
        return {pair["id"]: option_id(pair["answer"]) for pair in asked["pairs"]}
    if kind == "ordering":
        return {item["id"]: str(place) for place, item in enumerate(asked["items"], start=1)}
    if kind == "words":
        return {gap["id"]: gap["right"] for gap in asked["gaps"]}
    if kind == "cloze":
        return {gap["id"]: right_answer(gap["kind"], gap) for gap in asked["gaps"]}
    if kind == "lab":
        rows = enumerate(asked["setup"]["solution"], start=1)
        return {f"{n}.{key}": value for n, row in rows for key, value in row.items()}
    if kind == "hotspot":
        return "1"
    if kind == "description":
        return None
    best = asked["answers"][0]
    return best["text"] if "text" in best else best["value"].replace(".", ",")

"""Whether an answer to one version of a question can be graded by another: the parts it speaks of must be there."""

from typing import Any

from assessments.grading.ids import option_id

Body = dict[str, Any]


def fits(kind: str, asked: Body, key: Body) -> bool:
    """``asked`` is what the learner saw, ``key`` what is to count. Both of the same kind."""
    return all(known <= there for known, there in zip(_names(kind, asked), _names(kind, key), strict=True))


def _names(kind: str, body: Body) -> tuple[set[str], ...]:
    """The sets of names that an answer may hold; every set of the asked question must lie in that of the key."""
    if kind == "matching":
        texts = [*(pair["answer"] for pair in body["pairs"]), *body["extras"]]
        return {pair["id"] for pair in body["pairs"]}, {option_id(text) for text in texts}
    if kind == "calculated":
        return ({variable["name"] for variable in body["variables"]},)
    if kind == "ip":
        return ({body.get("generator", {}).get("name", "")},)
    if kind in {"words", "cloze"}:
        return _of_gaps(body)
    rows = body.get("options") or body.get("items") or body.get("areas") or []
    return ({row["id"] for row in rows},)


def _of_gaps(body: Body) -> tuple[set[str], set[str]]:
    gaps = {f"{gap['id']}/{gap.get('kind', '')}" for gap in body["gaps"]}
    inside = {option["id"] for gap in body["gaps"] for option in gap.get("options", [])}
    return gaps, inside | {choice["id"] for choice in body.get("choices", [])}

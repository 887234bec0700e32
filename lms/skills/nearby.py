"""Questions about some people and some skills, as the path of one proof asks them all day."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.db.models import QuerySet

from lms.core.prepared import Prepared, Value

FEW = 12  # so many ids in a question keep its statement; more of them are asked afresh
Build = Callable[..., QuerySet[Any, Any]]


class Near:
    """``Near(lambda people, skills, on: …)({7}, {1, 2}, on=day)`` gives a list; kept statements while ids are few."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._few = Prepared(self._built)

    def __call__(self, people: Collection[int], skills: Collection[int] = (), **more: Value) -> Sequence[Any]:
        if len(people) + len(skills) > FEW:
            return list(self._build(sorted(people), sorted(skills), **more))
        ids = {f"person_{place}": pk for place, pk in enumerate(sorted(people))}
        ids |= {f"skill_{place}": pk for place, pk in enumerate(sorted(skills))}
        return self._few(**ids, **more) if ids else []

    def _built(self, **values: Value) -> QuerySet[Any, Any]:
        people = [value for name, value in values.items() if name.startswith("person_")]
        skills = [value for name, value in values.items() if name.startswith("skill_")]
        more = {name: value for name, value in values.items() if "_" not in name}
        return self._build(people, skills, **more)

"""What a learner sees of published content, drawn once for an edition of the course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from courses.models import LessonPage
from courses.queries.outline import Outline
from courses.rendering import RenderedBlock, render_fresh
from courses.views.checks import answered
from lms.core.fragments import TOKEN, for_request


@dataclass(frozen=True, eq=False)
class LessonContent:
    """A published lesson, ready to be shown; ``check_ids`` in their order."""

    pk: int
    title: str
    summary: str
    minutes: int
    blocks: tuple[RenderedBlock, ...]

    @property
    def check_ids(self) -> list[str]:
        return [block.id for block in self.blocks if block.check]


def lesson_content(pk: int, token: str) -> LessonContent:
    """One query the first time; none while the edition lasts. Raises ``LessonPage.DoesNotExist``."""
    return _kept_lesson(pk, token, get_language()) if token else _read(pk)


@lru_cache(maxsize=1024)
def _kept_lesson(pk: int, token: str, language: str | None) -> LessonContent:
    return _read(pk)


def _read(pk: int) -> LessonContent:
    page = LessonPage.objects.live().get(pk=pk)
    return LessonContent(pk, page.title, page.summary, page.minutes, tuple(render_fresh(page)))


def body_html(
    blocks: Sequence[RenderedBlock],
    answers: Mapping[str, list[int]],
    request: HttpRequest,
    *,
    seat: tuple[int, int] | None = None,
) -> SafeString:
    """The whole text with the learner's answers in it; ``seat``: ids of course and lesson, none in a preview."""
    parts = [_check(block, answers, seat) if block.check else block.html for block in blocks]
    return for_request("".join(parts), request)


def _check(block: RenderedBlock, answers: Mapping[str, list[int]], seat: tuple[int, int] | None) -> str:
    chosen = answers.get(block.id)
    return _kept_check(block, None if chosen is None else tuple(chosen), seat, get_language())


@lru_cache(maxsize=8192)
def _kept_check(
    block: RenderedBlock, chosen: tuple[int, ...] | None, seat: tuple[int, int] | None, language: str | None
) -> str:
    action = reverse("lesson_check", args=[*seat, block.id]) if seat else ""
    shown = answered(block, None if chosen is None else list(chosen))
    return render_to_string("courses/check.html", {"block": shown, "action": action, "csrf_token": TOKEN})


def outline_html(outline: Outline, done_ids: frozenset[int], here: int) -> SafeString:
    return _kept_outline(outline, done_ids, here, get_language())


@lru_cache(maxsize=4096)
def _kept_outline(outline: Outline, done_ids: frozenset[int], here: int, language: str | None) -> SafeString:
    context = {"outline": outline, "done_ids": done_ids, "here_pk": here}
    return render_to_string("courses/outline_rail.html", context)

"""Chromium on the attempt of one learner; here, unlike in tests/browser, the database is at hand."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from assessments.models import Attempt
from tests.assessments.conftest import Stage, build_stage

KEPT = (
    "[data-attempt][data-kept]"  # the whole attempt is in the browser and outlasts a reload without network
)


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    stage = build_stage(questions=3)
    stage.quiz.sections.update(count=3)
    return stage


@pytest.fixture
def session(stage: Stage, client: Any, live_server: Any) -> dict[str, str]:
    client.force_login(stage.learner)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": live_server.url}


@pytest.fixture
def attempt(stage: Stage) -> Attempt:
    return stage.start(now=timezone.now())


@pytest.fixture
def window(chromium: Any, session: dict[str, str], attempt: Attempt, live_server: Any) -> Iterator[Any]:
    """A phone-sized browser of the learner."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, base_url=live_server.url)
    context.add_cookies([session])
    yield context
    context.close()


@pytest.fixture
def question(attempt: Attempt) -> Callable[[int], str]:
    return lambda number: f"{reverse('attempt', args=[attempt.pk])}?soal={number}"


@pytest.fixture
def page(window: Any, question: Callable[[int], str]) -> Any:
    """On the first question; the whole attempt is in the browser."""
    page = window.new_page()
    page.goto(question(1))
    page.locator(KEPT).wait_for()
    return page

"""What a learner does and sees on the page of an attempt."""

from typing import Any

from playwright.sync_api import expect

from assessments.models import Attempt

SOON = 5000  # milliseconds, from quality.md: the words about a lost network appear within five seconds


def choose(page: Any, value: str) -> None:
    page.click(f'.option:has(input[value="{value}"])')


def on_question(page: Any, number: int) -> None:
    expect(page.locator("h1")).to_have_text(f"Soal {number} dari 3")


def saved(page: Any) -> None:
    expect(page.locator("[data-status]")).to_contain_text("✔ Tersimpan", timeout=SOON)


def strip(page: Any, name: str) -> Any:
    return page.locator(f'[data-strip="{name}"]')


def told(page: Any, name: str) -> None:
    expect(strip(page, name)).to_be_visible(timeout=SOON)


def lose_network(page: Any) -> None:
    """Wait until the worker is at its post: only then does a reload without network find the page."""
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    told(page, "offline")


def held(attempt: Attempt, position: int = 1) -> list[tuple[int, Any]]:
    return list(attempt.slots.filter(position=position).values_list("last_seq", "response"))


def answers(attempt: Attempt) -> list[Any]:
    return list(attempt.slots.order_by("position").values_list("response", flat=True))

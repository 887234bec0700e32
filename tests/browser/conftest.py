"""Chromium and the running product: no database here, everything goes over HTTP, as for a person."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.doors import PATIENCE, Doors
from tests.browser.inspection import Inspection
from tests.browser.site import running


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    expect.set_options(timeout=PATIENCE)
    return chromium


@pytest.fixture(scope="session")
def doors(browser: Browser, site: str) -> Doors:
    return Doors(browser, site)


@pytest.fixture
def inspect(doors: Doors) -> Iterator[Callable[[str | None], Inspection]]:
    opened = []

    def enter(username: str | None) -> Inspection:
        opened.append(doors.open(username, reduced_motion="reduce"))  # colours that fade cannot be measured
        return Inspection(opened[-1])

    yield enter
    for context in opened:
        context.close()

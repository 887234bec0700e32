"""Chromium and the running product: no database here, everything goes over HTTP, as for a person."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.doors import PATIENCE, Doors
from tests.browser.inspection import Inspection
from tests.browser.site import built, running


@pytest.fixture(scope="session")
def city_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.getbasetemp()
    return built(root.parent if "PYTEST_XDIST_WORKER" in os.environ else root)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, city_folder: Path) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("site"), city_folder) as address:
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

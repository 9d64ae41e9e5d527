"""Windows of the machine's own Chromium, driven by playwright: what the browser tests stand on."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    Response,
    ViewportSize,
    sync_playwright,
)

from tests.chromium import find_chromium

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing on a page of ours may come from anywhere else; were it to try, it would find nothing.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
PICTURES = Path(__file__).resolve().parents[2]


def axe(page: Page) -> None:
    """Fails with axe's own report where a page breaks a rule of accessibility."""
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def shot(page: Page, name: str, *, whole: bool = True) -> Path:
    """Takes a picture of the whole page, or of the window: into var/pictures, or docs/pictures when
    GUILDHALL_PICTURES=1."""
    folder = PICTURES / ("docs" if os.environ.get("GUILDHALL_PICTURES") == "1" else "var") / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.screenshot(path=path, full_page=whole)
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the session. Playwright keeps an event loop in this thread, which Django would
    take for asynchronous code and refuse; nothing of ours runs in that loop."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_browser(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Opens a browser window on the live server; whatever a script complains of fails the test at its end."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def open_window(viewport: ViewportSize = DESKTOP, **options: Any) -> Page:
        context = chromium.new_context(base_url=live_server.url, viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, complaints)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def watch(page: Page, complaints: list[str]) -> None:
    """Notes errors in scripts, refusals by the content security policy, and files that are missing."""

    def on_response(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type not in {"document", "fetch", "xhr"}:
            complaints.append(f"{response.status} {response.url}")

    def on_request_failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":
            complaints.append(f"{request.failure} {request.url}")

    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", on_response)
    page.on("requestfailed", on_request_failed)
    page.on(
        "console",
        lambda message: (
            complaints.append(f"{page.url}: {message.text}")
            if message.type == "error" and not message.text.startswith("Failed to load resource")
            else None
        ),
    )


@pytest.fixture
def page(open_browser: Callable[..., Page]) -> Page:
    """A desk's window, 1280 pixels wide."""
    return open_browser()


@pytest.fixture
def phone(open_browser: Callable[..., Page]) -> Page:
    """A telephone's window, 390 pixels wide."""
    return open_browser(viewport=PHONE, has_touch=True)


@pytest.fixture
def no_javascript(open_browser: Callable[..., Page]) -> Page:
    """A telephone's window in which no script runs."""
    return open_browser(viewport=PHONE, java_script_enabled=False)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """Signs a user in to a window without the sign-in page, by giving it a session of theirs."""

    def give_session(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return give_session

"""The example of docs/examples/webform: loaded, served, and shown in a real browser."""

from __future__ import annotations

import importlib.util
import logging
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

HOME = Path(__file__).parent.parent / "docs/examples/webform"
CHROMIUM, DRIVER = "chromium", "chromedriver"
_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-dev-shm-usage"
    " --disable-background-networking --disable-component-update --disable-sync"
)


def load_example() -> ModuleType:
    """Return the application's module, as ``python app.py`` would run it."""
    for needed in ("flask", "wtforms"):
        pytest.importorskip(needed)
    name = "webform_example"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, HOME / "app.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Serve *app* on a free port, and yield its address."""
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def browser(profile: Path, *, javascript: bool = True) -> Iterator[Chrome]:
    """Start a Chromium of its own, with nothing remembered; skip where there is none."""
    selenium = pytest.importorskip("selenium.webdriver")
    service = pytest.importorskip("selenium.webdriver.chrome.service")
    paths = [shutil.which(program) for program in (CHROMIUM, DRIVER)]
    if None in paths:
        pytest.skip(f"{CHROMIUM} and {DRIVER} are not installed")
    options = selenium.ChromeOptions()
    options.binary_location = paths[0]
    for flag in (*_FLAGS.split(), f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not javascript:
        block = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", block)
    chrome = selenium.Chrome(options=options, service=service.Service(paths[1]))
    try:
        yield chrome
    finally:
        chrome.quit()

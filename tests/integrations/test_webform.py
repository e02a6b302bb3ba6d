"""docs/examples/webform as a browser without JavaScript meets it, and what its script is told."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from webform import HOME, load_example

from cronexpr.forms import preview

example = load_example()
GOOD = {"text": "*/15 9-17 * * mon-fri", "tz": "Europe/Berlin"}


class Page(HTMLParser):
    """The elements of a page, each its name, its attributes and the text up to the next element."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        if self.elements and data.strip():
            self.elements[-1][2].append(data.strip())

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [
            found | {"": " ".join(text)}
            for name, found, text in self.elements
            if name == tag and wanted.items() <= found.items()
        ]


@pytest.fixture
def client() -> Any:
    return example.app.test_client()


def page_of(response: Any) -> Page:
    return Page(response.get_data(as_text=True))


def test_an_empty_form_complains_of_nothing(client: Any) -> None:
    page = page_of(client.get("/"))
    text, zone = page.all("input")
    assert (text["name"], text["value"], zone["name"], zone["value"]) == ("text", "", "tz", "UTC")
    assert "aria-invalid" not in text
    assert page.all("li", class_="problem error") == []


def test_a_good_schedule_is_taken_and_confirmed(client: Any) -> None:
    response = client.post("/", data=GOOD)
    assert response.status_code == 303
    assert parse_qs(urlsplit(response.location).query) == {name: [value] for name, value in GOOD.items()}
    page = page_of(client.get(response.location))
    assert page.all("title")[0][""] == "Schedule saved"
    assert (page.all("p", class_="sentence")[0][""] or "").startswith("Every 15 minutes from 9:00 AM")
    assert len(page.all("time")) == 5
    back = client.get(page.all("a")[0]["href"])
    assert page_of(back).all("input", name="text")[0]["value"] == GOOD["text"]


def test_a_bad_schedule_is_shown_again_with_what_is_wrong(client: Any) -> None:
    response = client.post("/", data={"text": "0 24 * * *", "tz": "Europe/Berlinn"})
    assert response.status_code == 422
    page = page_of(response)
    for name, value in (("text", "0 24 * * *"), ("tz", "Europe/Berlinn")):
        (field,) = page.all("input", name=name)
        assert (field["value"], field["aria-invalid"]) == (value, "true")
    assert page.all("span", class_="error")[0][""] == "24"
    offers = [
        (offer["name"], offer["value"], offer["formmethod"])
        for offer in page.all("button", class_="offer")
        if "name" in offer and offer.get("form") is None
    ]
    assert offers == [("text", "0 0 * * *", "get"), ("tz", "Europe/Berlin", "get")]
    assert "autofocus" in page.all("input", name="text")[0]


def test_an_offer_replaces_what_stands_in_its_field(client: Any) -> None:
    page = page_of(client.get("/?text=0+24+*+*+*&tz=Europe/Berlin&text=0+0+*+*+*"))
    assert page.all("input", name="text")[0]["value"] == "0 0 * * *"
    assert page.all("p", id="sentence")[0][""] == "At midnight every day (Europe/Berlin)"
    assert page.all("li", class_="problem error") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("* * * * *", "FRM001"), ("@reboot", "FRM002"), ("0 0 31 2 *", "FRM002"), ("", "CRON100")],
)
def test_the_limits_of_the_form_are_kept(client: Any, text: str, code: str) -> None:
    assert client.post("/", data=GOOD | {"text": text}).status_code == 422
    told = client.post("/preview", data=GOOD | {"text": text}).get_json()
    assert (told["valid"], told["problems"][0]["code"]) == (False, code)


def test_what_is_not_valid_is_not_confirmed(client: Any) -> None:
    response = client.get("/saved?text=0+24+*+*+*&tz=UTC")
    assert response.status_code == 302
    assert urlsplit(response.location).path == "/"


@pytest.mark.parametrize(
    "text", ["*/15 9-17 * * mon-fri", "0 24 * * *", "\u05d0\u202e\U0001f552", "0 9 13 * 5"]
)
def test_the_answer_to_typing_is_the_preview(client: Any, text: str) -> None:
    told = client.post("/preview", data={"text": text, "tz": "UTC"}).get_json()
    expected = preview(text, tz="UTC", **example.RULES)
    assert told.keys() == expected.keys() | {"picture"}
    assert (told["segments"], told["problems"]) == (expected["segments"], expected["problems"])
    assert (told["picture"] is None) == (not expected["occurrences"])


def test_the_week_is_drawn_and_nothing_else(client: Any) -> None:
    told = client.post("/preview", data=GOOD).get_json()
    picture = client.get(told["picture"])
    assert picture.mimetype == "image/svg+xml"
    assert picture.get_data(as_text=True).startswith("<svg")
    assert "script" not in picture.headers["Content-Security-Policy"]
    assert client.get("/week.svg?text=<script>").status_code == 404
    assert client.get("/week.svg").status_code == 404


HOSTILE = [
    "<script>window.hit = 1</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "' autofocus onfocus=alert(1) '",
    "\u05d0\u05d1 \u202e*/5 * * * *",
    "\x1b[31m",
    "0" * 10_000,
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["text", "tz"])
def test_whatever_is_sent_stays_text(client: Any, name: str, text: str) -> None:
    sent = GOOD | {name: text}
    for response in (client.post("/", data=sent), client.get("/", query_string=sent)):
        page = page_of(response)
        assert (page.all("input", name=name)[0]["value"] or "").strip() == text.strip()
        assert [script["src"] for script in page.all("script")] == ["/static/form.js"]
        assert {image["id"] for image in page.all("img")} == {"picture"}
        assert not [name for _, attributes, _ in page.elements for name in attributes if name[:2] == "on"]


@pytest.mark.parametrize("address", ["/", "/?text=0+24+*+*+fryday&tz=x", "/saved?text=0+9+*+*+*&tz=UTC"])
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(client: Any, address: str) -> None:
    response = client.get(address)
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag, attributes, text in page_of(response).elements:
        assert tag != "style"
        assert tag != "script" or not text
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        for name in ("src", "href", "action", "formaction"):
            assert (attributes.get(name) or "/").startswith("/")


@pytest.mark.parametrize("address", ["/", "/?text=0+24+*+*+fryday&tz=x"])
def test_every_field_has_a_label_and_a_description(client: Any, address: str) -> None:
    page = page_of(client.get(address))
    ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for field in page.all("input"):
        assert page.all("label", for_=field["id"] or "")[0][""]
        assert set((field["aria-describedby"] or "").split()) <= set(ids)


def test_an_empty_form_has_examples_that_it_takes(client: Any) -> None:
    offered = page_of(client.get("/")).all("button", form="schedule")
    assert [offer["value"] for offer in offered] == list(example.EXAMPLES)
    for text in example.EXAMPLES:
        told = client.post("/preview", data={"text": text, "tz": "UTC"}).get_json()
        assert (told["valid"], told["problems"]) == (True, [])


def test_the_enter_key_saves_and_takes_no_offer(client: Any) -> None:
    first = page_of(client.get("/?text=0+24+*+*+*")).all("button")[0]
    assert (first[""], first.get("formmethod"), first.get("name")) == ("Save", None, None)


def test_a_body_without_end_is_not_read(client: Any) -> None:
    assert client.post("/preview", data={"text": "0" * 100_000}).status_code == 413


def test_the_script_writes_text_and_never_markup() -> None:
    script = (HOME / "static/form.js").read_text(encoding="utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
        assert way not in script

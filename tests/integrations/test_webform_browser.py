"""docs/examples/webform in a real Chromium: typing, underlining, mending by mouse and by keyboard alone."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from table_rows import rows
from webform import browser, load_example, served

from cronexpr.forms import preview

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

example = load_example()
SLOW = bool(os.environ.get("CRONEXPR_SLOW"))
PATIENCE = 20.0
TAB, ENTER, SPACE, BACKSPACE = "\ue004", "\ue007", "\ue00d", "\ue003"
SHIFT = "\ue008"


class Form:
    """The page in the browser, as a person meets it."""

    def __init__(self, chrome: Chrome, address: str) -> None:
        self.chrome = chrome
        self.address = address

    def open(self, path: str = "/") -> Form:
        self.chrome.get(self.address + path)
        return self

    def __call__(self, script: str, *arguments: object) -> Any:
        return self.chrome.execute_script(f"return {script}", *arguments)

    def find(self, selector: str) -> Any:
        return self.chrome.find_element("css selector", selector)

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self(
            "[...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector
        )
        return [" ".join(text.split()) for text in found]

    def press(self, *keys: str) -> Form:
        """Press *keys* wherever the focus is."""
        from selenium.webdriver import ActionChains

        ActionChains(self.chrome).send_keys(*keys).perform()
        return self

    def paste(self, text: str, field: str = "text") -> Form:
        self(
            "(e => { e.value = arguments[1]; e.dispatchEvent(new Event('input', {bubbles: true})) })"
            "(document.getElementById(arguments[0]))",
            field,
            text,
        )
        return self

    def wait(self, condition: Callable[[], object], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not self._holds(condition):
            assert time.monotonic() < end, f"waited in vain for {what}"
            time.sleep(0.02)

    def _holds(self, condition: Callable[[], object]) -> bool:
        from selenium.common import exceptions

        goes = (
            exceptions.JavascriptException,
            exceptions.NoSuchElementException,
            exceptions.StaleElementReferenceException,
        )
        try:
            return bool(condition())
        except goes:
            return False  # One page goes, and the next is not there yet.

    def answered(self, text: str, tz: str = "UTC") -> dict[str, Any]:
        """Wait until the answer to *text* is there, and return what it has to be."""
        told = preview(text, tz=tz, **example.RULES)
        self.wait(lambda: self.is_drawn(told), f"the answer to {text[:40]!a}")
        return told

    def is_drawn(self, told: dict[str, Any]) -> bool:
        sentence = self("document.getElementById('sentence').textContent")
        # A key takes the marks away, so these are not those of an earlier answer.
        if self("document.querySelector('.marks').textContent") != told["text"]:
            return False
        messages = self.texts(".problem .text")
        return sentence == (told["sentence"] or "") and messages == [
            " ".join(problem["message"].split())
            for about in ("text", "tz")
            for problem in told["problems"]
            if problem["about"] == about
        ]

    @property
    def focused(self) -> str:
        """The id of the element that has the focus, or else its text."""
        name: str = self("document.activeElement.id || document.activeElement.textContent")
        return " ".join(name.split())


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(example.app) as address:
        yield address


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with browser(tmp_path_factory.mktemp("profile")) as chrome:
        yield chrome


@pytest.fixture(scope="module")
def plain_chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with browser(tmp_path_factory.mktemp("plain"), javascript=False) as chrome:
        yield chrome


@pytest.fixture
def form(chrome: Chrome, address: str) -> Iterator[Form]:
    chrome.get_log("browser")  # type: ignore[no-untyped-call]  # Forget what earlier tests were told.
    yield Form(chrome, address).open()
    # A breach of the content security policy is logged, too.
    complaints = [entry["message"] for entry in chrome.get_log("browser")]  # type: ignore[no-untyped-call]
    assert complaints == []


# While one types


def test_typing_shows_the_meaning_the_next_runs_and_the_week(form: Form) -> None:
    form.find("#text").send_keys("30 9 * * mon-fri")
    told = form.answered("30 9 * * mon-fri")
    assert form.texts("#sentence") == ["At 9:30 AM, Monday through Friday (UTC)"]
    assert form.texts("#occurrences time") == [found["text"] for found in told["occurrences"]]
    assert len(form.texts("#occurrences time")) == 5
    form.wait(lambda: form("document.getElementById('picture').naturalWidth") == 452, "the picture")
    assert form.texts(".problem") == []
    assert form.find("#text").get_attribute("aria-invalid") is None


def test_the_runs_are_those_of_the_chosen_zone(form: Form) -> None:
    form.paste("30 9 * * *").answered("30 9 * * *")
    form.paste("Asia/Tokyo", "tz").answered("30 9 * * *", "Asia/Tokyo")
    assert {text[-6:] for text in form.texts("#occurrences time")} == {"+09:00"}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("0 24 * * fryday", ["24", "fryday"]),
        ("61,5,62 9 * * *", ["61", "62"]),
        ("\U0001f552 25 * * *", ["\U0001f552", "25"]),
        ("0 9 * *", [""]),
        ("", [""]),
    ],
)
def test_the_wrong_characters_are_underlined(form: Form, text: str, marked: list[str]) -> None:
    form.paste("1 1 1 1 1 1 1 1").answered("1 1 1 1 1 1 1 1")
    form.paste(text).answered(text)
    assert form("document.querySelector('.marks').textContent") == text
    assert form("[...document.querySelectorAll('.marks .error')].map(e => e.textContent)") == marked
    line = form("getComputedStyle(document.querySelector('.marks .error')).textDecorationLine")
    assert line == ("underline" if marked != [""] else "none")
    assert form.find("#text").get_attribute("aria-invalid") == "true"


def test_the_underline_lies_below_the_very_characters(form: Form) -> None:
    form.paste("0 9 * * fryday").answered("0 9 * * fryday")
    # The input's letters are of one width each, so that it can be told where the ninth stands.
    off = form(
        """(() => {
            const input = document.getElementById("text"), style = getComputedStyle(input);
            const pen = document.createElement("canvas").getContext("2d");
            pen.font = style.font;
            const wanted = input.getBoundingClientRect().left + parseFloat(style.borderLeftWidth)
                + parseFloat(style.paddingLeft) + pen.measureText("0 9 * * ").width;
            const mark = document.querySelector(".marks .error").getBoundingClientRect();
            return [Math.abs(mark.left - wanted), Math.abs(mark.width - pen.measureText("fryday").width)];
        })()"""
    )
    assert max(off) < 1
    assert form("getComputedStyle(document.querySelector('.marks')).color") == "rgba(0, 0, 0, 0)"


def test_the_underline_moves_with_a_long_text(form: Form) -> None:
    text = "0 9 " + ",".join(map(str, range(1, 32))) + " * fryday"
    form.find("#text").send_keys(text)
    form.answered(text)
    wanted = form("document.getElementById('text').scrollLeft")
    assert wanted > 0
    form.wait(lambda: form("document.querySelector('.marks').scrollLeft") == wanted, "the marks to follow")
    form("document.getElementById('text').scrollLeft = 0")
    form.wait(lambda: form("document.querySelector('.marks').scrollLeft") == 0, "the marks to follow back")


def test_marks_vanish_as_soon_as_the_text_changes(form: Form) -> None:
    form.paste("0 24 * * *").answered("0 24 * * *")
    form("(document.body.dataset.at = '', window.fetch = () => new Promise(() => {}))")
    form.paste("0 2 * * *")
    assert form("document.querySelector('.marks').childElementCount") == 0


def test_the_server_is_not_asked_at_every_key(form: Form) -> None:
    form(
        "(window.asked = 0, window.ask = fetch,"
        " window.fetch = (...sent) => { window.asked++; return ask(...sent) }, 0)"
    )
    form.find("#text").send_keys("0,15,30,45 9-17 * * mon-fri")
    form.answered("0,15,30,45 9-17 * * mon-fri")
    assert form("window.asked") < 20, "27 keys"


def test_a_late_answer_to_an_old_question_is_dropped(form: Form) -> None:
    # The first answer takes its time, and the abortion is not heard.
    form(
        """(() => {
            const ask = window.fetch;
            let first = true;
            window.late = false;
            window.fetch = (address, { method, body }) => {
                const answer = ask(address, { method, body });
                if (!first) return answer;
                first = false;
                return new Promise((done) => setTimeout(done, 900)).then(() => {
                    setTimeout(() => { window.late = true; }, 300);
                    return answer;
                });
            };
        })()"""
    )
    form.paste("0 24 * * *")
    time.sleep(0.3)
    form.paste("0 9 * * *").answered("0 9 * * *")
    form.wait(lambda: form("window.late"), "the late answer")
    assert form.texts(".problem") == []
    assert form.texts("#sentence") == ["At 9:00 AM every day (UTC)"]


# Mending


def test_a_click_mends(form: Form) -> None:
    form.find("#text").send_keys("0 24 * * *")
    form.answered("0 24 * * *")
    (offer,) = form.texts("#text-problems .offer")
    assert offer == "Use 0 0 * * * At midnight every day"
    form.find("#text-problems .offer").click()
    form.answered("0 0 * * *")
    assert form.find("#text").get_property("value") == "0 0 * * *"
    assert form.focused == "text"
    assert form("location.search") == ""


def test_an_example_is_a_click_away(form: Form) -> None:
    assert not form.find("#answer").is_displayed()
    form.find("#examples .offer").click()
    form.answered("30 9 * * mon-fri")
    assert form.find("#text").get_property("value") == "30 9 * * mon-fri"
    assert form.find("#answer").is_displayed()
    assert not form.find("#examples").is_displayed()
    assert form.focused == "text"


def test_a_wrong_zone_is_mended_by_a_click(form: Form) -> None:
    form.paste("0 9 * * *").paste("europe/berlin", "tz").answered("0 9 * * *", "europe/berlin")
    assert form.find("#tz").get_attribute("aria-invalid") == "true"
    assert form.find("#text").get_attribute("aria-invalid") is None
    assert form.texts("#sentence") == ["At 9:00 AM every day"]
    assert form.texts("#occurrences time") == []
    form.find("#tz-problems .offer").click()
    form.answered("0 9 * * *", "Europe/Berlin")
    assert form.find("#tz").get_property("value") == "Europe/Berlin"
    assert form.focused == "tz"


def test_the_walk_in_the_readme_goes_by_keyboard_alone(form: Form) -> None:
    form.press(TAB)
    assert form.focused == "text"
    form.press("0 24 * * *").answered("0 24 * * *")
    assert form.texts(".marks .error") == ["24"]
    form.press(TAB)
    assert form.focused == "Use 0 0 * * * At midnight every day"
    form.press(SPACE).answered("0 0 * * *")
    assert form.focused == "text"
    form.press(TAB)
    assert form.focused == "tz"
    form.press("Tokyo").answered("0 0 * * *", "Tokyo")
    form.press(TAB)
    assert form.focused == "Use Asia/Tokyo"
    form.press(SPACE).answered("0 0 * * *", "Asia/Tokyo")
    assert form.focused == "tz"
    assert {text[-6:] for text in form.texts("#occurrences time")} == {"+09:00"}
    form.press(ENTER)
    form.wait(lambda: form.texts("a[href]") == ["Change it", "Write another"], "the confirmation")
    assert form.chrome.title == "Schedule saved"
    assert form.texts(".sentence") == ["At midnight every day (Asia/Tokyo)"]
    form.press(TAB)
    assert form.focused == "Change it"
    form.press(ENTER).answered("0 0 * * *", "Asia/Tokyo")
    form("document.querySelector('.primary').focus()")
    form.press(ENTER)
    form.wait(lambda: form.chrome.title == "Schedule saved", "the second confirmation")


def test_the_enter_key_in_a_field_saves(form: Form) -> None:
    form.press(TAB, "0 9 13 * 5").answered("0 9 13 * 5")
    assert form.texts("#text-problems .offer"), "there is something to take, and it is not taken"
    form.press(ENTER)
    form.wait(lambda: form.texts(".source"), "the confirmation")
    assert form.chrome.title == "Schedule saved"
    assert form.texts(".source") == ["0 9 13 * 5"]


def test_the_focus_goes_through_the_page_in_its_order(form: Form) -> None:
    form.paste("0 24 32 * *").paste("Europe/Berlinn", "tz").answered("0 24 32 * *", "Europe/Berlinn")
    meant = "Use 0 0 L * * At midnight on the last day of every month"
    order = []
    for _ in range(5):
        form.press(TAB)
        order.append(form.focused)
    assert order == ["text", meant, "tz", "Use Europe/Berlin", "Save schedule"]
    outline = form("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"


def test_the_focus_is_not_lost_when_an_offer_goes_away(form: Form) -> None:
    form.paste("0 24 * * *").answered("0 24 * * *")
    form("document.querySelector('.offer').focus()")
    form.paste("0 9 * * *").answered("0 9 * * *")
    assert form.focused == "text"


# For those who listen


def test_the_answer_is_announced_once_the_typing_rests(form: Form) -> None:
    status = "document.getElementById('status').textContent"
    form(
        "(window.said = [], new MutationObserver(() => said.push(" + status + "))"
        ".observe(document.getElementById('status'), {childList: true}), 0)"
    )
    form.find("#text").send_keys("0 24 * * *")
    form.wait(lambda: form(status) == "hour 24 is out of range; hours run 0-23", "an announcement")
    assert len(form("said")) < 10, "not at every key"
    form("(said.length = 0)")
    form.paste("* 9 13 * 5,6").paste("*/15 9 13 * *")
    sentence = "Every 15 minutes from 9:00 AM through 9:45 AM on the 13th of every month (UTC)"
    form.wait(lambda: form("said") == [sentence], "another announcement, and no other")
    assert form.find("#status").get_attribute("role") == "status"


def test_what_is_wrong_describes_its_field(form: Form) -> None:
    form.paste("0 24 * * *").answered("0 24 * * *")
    described = form.find("#text").get_attribute("aria-describedby").split()
    said = " ".join(text for name in described for text in form.texts(f"#{name}"))
    assert "as in 30 9 * * mon-fri" in said
    assert "hour 24 is out of range" in said
    assert "Midnight is hour 0".lower() in said.lower()
    node = form.chrome.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    fields = [one for one in node if one.get("role", {}).get("value") in ("textbox", "combobox")]
    assert [field["name"]["value"] for field in fields if not field["ignored"]] == ["Schedule", "Time zone"]


# For those who look


def emulate(form: Form, **features: str) -> None:
    form.chrome.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]},
    )


CONTRASTS = """(() => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const linear = (part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4;
    const shine = (colour) => {
        const [red, green, blue] = numbers(colour).map((part) => linear(part / 255));
        return .2126 * red + .7152 * green + .0722 * blue;
    };
    const ratio = (one, two) => {
        const [low, high] = [shine(one), shine(two)].sort((a, b) => a - b);
        return (high + .05) / (low + .05);
    };
    const ground = (element) => {
        for (; element; element = element.parentElement) {
            const colour = getComputedStyle(element).backgroundColor;
            if ((numbers(colour)[3] ?? 1) === 1) return colour;
        }
    };
    const found = [];
    const note = (element, what, colour, under, least) => found.push([
        `${what} of ${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 20)}`,
        ratio(colour, ground(under)), least,
    ]);
    for (const element of document.querySelectorAll("main, main *")) {
        const style = getComputedStyle(element);
        const isSeen = element.getBoundingClientRect().width && style.visibility !== "hidden";
        if (!isSeen || element.matches(".marks, .marks *, .default, .status")) continue;
        const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const under = element.parentElement;
        if (hasText || element.matches("input")) note(element, "text", style.color, element, 4.5);
        if (element.matches("input")) note(element, "border", style.borderTopColor, under, 3);
        if (element.matches(".problem")) note(element, "bar", style.borderLeftColor, under, 3);
    }
    const input = document.getElementById("text");
    for (const mark of document.querySelectorAll(".marks .error, .marks .warning")) {
        note(mark, "underline", getComputedStyle(mark).textDecorationColor, input, 3);
    }
    input.focus();
    note(input, "focus", getComputedStyle(input).outlineColor, document.querySelector("form"), 3);
    return found;
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "text",
    [
        "0 9 13 * 5",
        "0 24 32 * fryday",
        *(["60," * 20 + "60 * * * *", "*/15 9-17 * * mon-fri"] if SLOW else []),
    ],
)
def test_all_that_is_to_be_read_has_contrast(form: Form, scheme: str, text: str) -> None:
    emulate(form, prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
    form.open().paste(text).paste("Berlin", "tz").answered(text, "Berlin")
    form.paste("Europe/Berlin", "tz").answered(text, "Europe/Berlin")
    found = form(CONTRASTS)
    paper = form("getComputedStyle(document.querySelector('form')).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") is (scheme == "light")
    assert len(found) > 15
    assert [(name, ratio) for name, ratio, least in found if ratio < least] == []
    emulate(form)


def test_who_wants_no_motion_gets_none(form: Form) -> None:
    durations = "getComputedStyle(document.querySelector('.primary')).transitionDuration"
    assert "0.12s" in form(durations)
    emulate(form, prefers_reduced_motion="reduce")
    assert set(form(durations).split(", ")) == {"0s"}
    emulate(form)


TABLE = [text.encode("ascii", "backslashreplace").decode("unicode_escape") for text, *_ in rows("errors.txt")]
# No field holds a line break, and no driver takes half a character.
TYPED = [text for text in dict.fromkeys(TABLE) if not re.search("[\r\n\ud800-\udfff]", text)]


@pytest.mark.parametrize("text", TYPED if SLOW else TYPED[::40])
def test_every_piece_is_drawn_as_the_preview_has_it(form: Form, text: str) -> None:
    form.paste("1 1 1 1 1 1 1 1").answered("1 1 1 1 1 1 1 1")
    told = form.paste(text).answered(text)
    drawn = form(
        "[...document.querySelectorAll('.marks span')].map(e => [e.textContent, e.classList[0] ?? null])"
    )
    assert drawn == [[piece["text"], piece["severity"]] for piece in told["segments"]]
    offers = form("[...document.querySelectorAll('#text-problems .offer')].map(e => e.value)")
    assert offers == [offer["text"] for problem in told["problems"] for offer in problem["offers"]]


@pytest.mark.parametrize("text", ["0 9 13 * 5", "0 24 * * " + ",".join(["mon"] * 60)])
def test_a_narrow_page_needs_no_sideways_scrolling(form: Form, text: str) -> None:
    size = {"width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    form.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        form.paste(text).answered(text)
        assert form("document.documentElement.scrollWidth") <= 320
    finally:
        form.chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


# Strangers


HOSTILE = [
    "<script>window.hit = 1</script>",
    '"><img src=x onerror="window.hit = 1">',
    "\u05d0\u05d1\u05d2 \u202e*/5 * * * *\u202c",
    "0" * 10_000,
    "*/5 * * * *\u0000",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["text", "tz"])
def test_whatever_is_typed_stays_text(form: Form, text: str, field: str) -> None:
    form.paste("0 9 * * *").paste(text, field)
    told = form.answered(*((text,) if field == "text" else ("0 9 * * *", text)))
    assert told["valid"] is False
    form.wait(lambda: form("document.querySelector('.marks').textContent") == told["text"], "the marks")
    assert form("window.hit ?? null") is None
    assert form("document.querySelectorAll('main script, main img:not(#picture)').length") == 0
    assert form(f"document.getElementById('{field}').value") == text
    assert form("document.documentElement.scrollWidth <= innerWidth")


def test_marks_of_right_to_left_letters_stand_where_they_do(form: Form) -> None:
    text = "\u05d0\u05d1 9 * * fryday"
    form.paste(text).answered(text)
    assert form("getComputedStyle(document.querySelector('.marks')).direction") == "ltr"
    assert form("getComputedStyle(document.getElementById('text')).direction") == "ltr"
    boxes = form("[...document.querySelectorAll('.marks .error')].map(e => e.getBoundingClientRect().left)")
    assert boxes == sorted(boxes)


def test_nothing_is_fetched_from_elsewhere(form: Form) -> None:
    form.paste("30 9 * * *").answered("30 9 * * *")
    form.wait(lambda: form("document.getElementById('picture').naturalWidth"), "the picture")
    fetched = form("performance.getEntriesByType('resource').map(e => e.name)")
    assert len(fetched) >= 4
    assert [name for name in fetched if not name.startswith(form.address)] == []


def test_the_policy_stops_a_script_that_was_smuggled_in(form: Form) -> None:
    form(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.hit = 1';"
        " document.body.append(s); })()"
    )
    assert form("window.hit ?? null") is None
    logged = form.chrome.get_log("browser")  # type: ignore[no-untyped-call]
    assert "Content Security Policy" in logged[0]["message"]


# Without the script, or without its server


def test_without_a_preview_the_form_still_works(form: Form) -> None:
    form.paste("0 24 * * *").answered("0 24 * * *")
    form("(window.fetch = () => Promise.reject(new Error('offline')), 0)")
    form.paste("0 9 * * *")
    form.wait(lambda: form.texts("#status") == [NO_PREVIEW], "the announcement")
    assert form.texts(".problem") == []
    preview_button = form.find("button.secondary")
    assert preview_button.is_displayed()
    form.find("button.primary").click()
    form.wait(lambda: form.chrome.title == "Schedule saved", "the confirmation")


NO_PREVIEW = "There is no preview at the moment; saving works without it."


def test_without_javascript_it_is_an_ordinary_form(plain_chrome: Chrome, address: str) -> None:
    form = Form(plain_chrome, address).open()

    def value(name: str) -> Any:
        return form.find(f"#{name}").get_attribute("value")

    form.press(TAB, "0 24 * * *", TAB, *BACKSPACE * 3, "Europe/Berlinn", ENTER)
    form.wait(lambda: form.chrome.title == "Please correct: New schedule", "the refusal")
    form.wait(lambda: form.find("#tz-problems .offer"), "the offers")
    assert (value("text"), value("tz")) == ("0 24 * * *", "Europe/Berlinn")
    marks = form.chrome.find_elements("css selector", ".marks .error")
    assert [mark.text for mark in marks] == ["24"]
    # Below the field here, not upon it: nothing would move it while one types.
    assert marks[0].location["y"] > form.find("#text").location["y"] + form.find("#text").size["height"]
    form.find("#text-problems .offer").click()
    form.wait(lambda: value("text") == "0 0 * * *", "the mended text")
    form.wait(lambda: form.find("#tz-problems .offer").is_displayed(), "the other offer")
    form.find("#tz-problems .offer").click()
    form.wait(lambda: form.find("#sentence").text == "At midnight every day (Europe/Berlin)", "the meaning")
    assert value("tz") == "Europe/Berlin"
    form.wait(lambda: len(form.chrome.find_elements("css selector", "#occurrences time")) == 5, "the runs")
    form.find("button.primary").click()
    form.wait(lambda: form.find(".source").text == "0 0 * * *", "the confirmation")
    assert form.chrome.title == "Schedule saved"


def test_without_javascript_there_is_a_button_for_the_preview(plain_chrome: Chrome, address: str) -> None:
    form = Form(plain_chrome, address).open()
    form.find("#text").send_keys("30 9 * * *")
    form.find("button.secondary").click()
    form.wait(lambda: form.find("#sentence").text == "At 9:30 AM every day (UTC)", "the preview")
    form.wait(lambda: form.find("#picture").size["width"] > 200, "the picture")

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronexpr._tokenizer import DIGITS, END, LETTERS, NAME, NUMBER, OTHER, SIGNS, tokenize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(END, "", 0)]),
        ("*/15", [("*", "*", 0), ("/", "/", 1), (NUMBER, "15", 2), (END, "", 4)]),
        ("9-17", [(NUMBER, "9", 0), ("-", "-", 1), (NUMBER, "17", 2), (END, "", 4)]),
        ("FRIL", [(NAME, "FRIL", 0), (END, "", 4)]),
        ("15W", [(NUMBER, "15", 0), (NAME, "W", 2), (END, "", 3)]),
        ("5#2,", [(NUMBER, "5", 0), ("#", "#", 1), (NUMBER, "2", 2), (",", ",", 3), (END, "", 4)]),
        ("+?", [("+", "+", 0), ("?", "?", 1), (END, "", 2)]),
        ("\u0663.", [(OTHER, "\u0663", 0), (OTHER, ".", 1), (END, "", 2)]),
    ],
)
def test_tokens_carry_their_kind_text_and_offset(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert tokenize(text) == expected


@given(st.text() | st.text(alphabet=DIGITS + LETTERS + SIGNS))
def test_tokens_tile_the_text_and_runs_are_as_long_as_they_can_be(text: str) -> None:
    tokens = tokenize(text)
    assert "".join([word for _, word, _ in tokens]) == text
    end = 0
    for kind, word, start in tokens:
        assert start == end
        end += len(word)
        if kind == NUMBER:
            assert word.isascii()
            assert word.isdigit()
        elif kind == NAME:
            assert word.isascii()
            assert word.isalpha()
        elif kind == END:
            assert (word, start) == ("", len(text))
        else:
            assert len(word) == 1
            assert (kind == word) == (word in SIGNS)
    kinds = [kind for kind, _, _ in tokens]
    assert not any(one == two in (NUMBER, NAME) for one, two in pairwise(kinds))

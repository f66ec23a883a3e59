"""One story on many sites is found to be one, and two reports of one event are not."""

import random
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.reprints import Print, find_reprints, text_signature

RANDOM = random.Random(7)
WORDS = [f"word{n}" for n in range(2_000)]
STORY = " ".join(RANDOM.choices(WORDS, k=400))
OTHER = " ".join(RANDOM.choices(WORDS, k=400))
STATEMENT = " ".join(RANDOM.choices(WORDS, k=60))


def signed(article: str, text: str, issued: str | None = None) -> Print:
    signature = text_signature(text)
    assert signature is not None
    return Print(article, signature, issued)


def cut(text: str, share: float) -> str:
    words = text.split()
    return " ".join(words[: int(len(words) * share)])


@pytest.mark.parametrize(
    "text, is_reprint",
    [
        pytest.param(STORY, True, id="the same"),
        pytest.param(STORY.upper().replace(" ", ",\n"), True, id="other case, space and punctuation"),
        pytest.param(f"Our correspondent in the field writes: {STORY} All rights reserved.", True, id="framed"),
        pytest.param(cut(STORY, 0.75), True, id="without its last quarter"),
        pytest.param(cut(STORY, 0.25), False, id="a paragraph of it"),
        pytest.param(OTHER, False, id="another story"),
    ],
)
def test_what_is_a_reprint(text: str, *, is_reprint: bool) -> None:
    prints = [signed("a", STORY, "2025-04-08"), signed("b", text, "2025-04-09")]
    assert list(find_reprints(prints)) == ([("b", "a")] if is_reprint else [])


def test_two_reports_that_quote_one_statement_are_two() -> None:
    assert not list(find_reprints([signed("a", f"{STORY} {STATEMENT}"), signed("b", f"{OTHER} {STATEMENT}")]))


def test_each_is_a_reprint_of_the_earliest_that_it_is_like() -> None:
    dates = {"a": "2025-04-09", "b": "2025-04-08T10:00:00Z", "c": None, "d": "2025-04-08T09:00:00Z"}
    prints = [signed(name, STORY, date) for name, date in dates.items()]
    expected = [("a", "d"), ("b", "d"), ("c", "d")]
    for _ in range(5):
        RANDOM.shuffle(prints)
        assert list(find_reprints(prints)) == expected


def test_a_story_that_changes_step_by_step_is_no_reprint_of_its_beginning() -> None:
    words = STORY.split() + OTHER.split()
    prints = [signed(str(n), " ".join(words[n * 60 : n * 60 + 400]), f"2025-04-0{n + 1}") for n in range(6)]
    originals = dict(find_reprints(prints))
    assert originals["1"] == "0"
    assert originals["5"] != "0"


@pytest.mark.parametrize("count", [20, 99])
def test_many_reprints_and_a_hundred_other_stories(count: int) -> None:
    reprints = [signed(f"r{n:02}", f"Site {n} has this. {STORY}", f"20{n:02}-04-08") for n in range(count)]
    others = [signed(f"o{n:03}", " ".join(RANDOM.choices(WORDS, k=300))) for n in range(100)]
    assert list(find_reprints([*others, *reprints])) == [(f"r{n:02}", "r00") for n in range(1, count)]


@pytest.mark.parametrize("text", ["", "Four words are few"])
def test_a_text_of_few_words_has_no_signature(text: str) -> None:
    assert text_signature(text) is None


def test_nothing_is_a_reprint_of_nothing() -> None:
    assert list(find_reprints([])) == []


def test_a_signature_is_the_same_on_every_machine() -> None:
    text = "Shells hit the market of Taiz on Monday, the hospital said."
    begin, end = "HIhnQ0qh2+uolcUQmS/Won9R7bFEjFhv+obAumTv", "e5MeSc6RbAQJzzlf63d+mnkSrJTL5c+LsYM/Ov8="
    signature = str(text_signature(text))
    assert (signature[:40], signature[-40:]) == (begin, end)


@given(st.text(st.characters(codec=None)))
def test_any_text_has_a_signature_or_none(text: str) -> None:
    signature = text_signature(text)
    assert signature is None or len(b64decode(signature)) == 128

"""Which words stand between quotation marks, and which quotations go on."""

import pytest
from spacy.language import Language

from kg.nlp.parse import parse_of
from kg.nlp.quotes import Quote, find_quotes


def quotes_of(nlp: Language, *paragraphs: str) -> tuple[Quote, ...]:
    return find_quotes([parse_of(nlp(text)) for text in paragraphs])


@pytest.mark.parametrize(
    "text, inner",
    [
        pytest.param('He said: "We won. They lost."', ["We won. They lost."], id="straight-over-two-sentences"),
        pytest.param("“We won,” he said.", ["We won,"], id="curly"),
        pytest.param("'We won the day,' he said.", ["We won the day,"], id="single-straight"),
        pytest.param("‘We won’t go,’ the soldier’s wife said.", ["We won’t go,"], id="single-curly-with-apostrophes"),
        pytest.param("«We stay here», he said.", ["We stay here"], id="guillemets"),
        pytest.param("„We stay here“, he said.", ["We stay here"], id="low-and-high"),
        pytest.param("``We stay here,'' he said.", ["We stay here,"], id="backticks"),
        pytest.param("''We stay here,'' he said.", ["We stay here,"], id="doubled-apostrophes"),
        pytest.param(
            "“He told me ‘leave now’ and left,” she said.",
            ["He told me ‘leave now’ and left,", "leave now"],
            id="nested",
        ),
        pytest.param('A "b c d" and then "e f g," he said.', ["b c d", "e f g,"], id="two-of-one-mark"),
        pytest.param("The soldiers' camp wasn't theirs; it's '90s stuff.", [], id="apostrophes-are-no-marks"),
        pytest.param("Don’t tell the boys’ mother.", [], id="curly-apostrophes-are-no-marks"),
        pytest.param(
            'He said "it is over. The town fell. Nobody came.',
            ["it is over."],
            id="no-closing-mark-ends-with-its-sentence",
        ),
        pytest.param(
            "The town fell. It is over now,” he said. Nobody came.",
            ["It is over now,"],
            id="no-opening-mark-starts-with-its-sentence",
        ),
        pytest.param(
            "“Open for ever. He said “new one here.” End.",
            ["Open for ever.", "new one here."],
            id="a-new-opening-mark-ends-the-one-before",
        ),
    ],
)
def test_words_between_marks(nlp: Language, text: str, inner: list[str]) -> None:
    assert [text[slice(*quote.inner)] for quote in quotes_of(nlp, text)] == inner


def test_marks_are_in_the_outer_span(nlp: Language) -> None:
    text = 'He said: "We won."'
    (quote,) = quotes_of(nlp, text)
    assert text[slice(*quote.outer)] == '"We won."'
    assert (quote.opened, quote.closed) == (True, True)


def test_a_quotation_goes_on_where_the_next_paragraph_opens_with_a_mark(nlp: Language) -> None:
    found = quotes_of(nlp, "“We fought all night.", "“They ran away.", "“It is over,” he said.", "“A new one.”")
    assert [quote.continues for quote in found] == [None, 0, 1, None]
    assert [quote.closed for quote in found] == [False, False, True, True]


def test_a_missing_mark_does_not_swallow_the_next_paragraph(nlp: Language) -> None:
    found = quotes_of(nlp, 'He said "it is over.', "The town fell. Nobody came.")
    assert [(quote.paragraph, quote.closed) for quote in found] == [(0, False)]


@pytest.mark.parametrize(
    "text, short",
    [
        pytest.param('The so-called "republic" fell.', True, id="one-word"),
        pytest.param("It was “sheer madness” to go.", True, id="two-words"),
        pytest.param("It was “a very sad day” for us.", False, id="four-words"),
    ],
)
def test_scare_quotes_are_short(nlp: Language, text: str, *, short: bool) -> None:
    assert [quote.short for quote in quotes_of(nlp, text)] == [short]


def test_depth_counts_the_quotations_around(nlp: Language) -> None:
    found = quotes_of(nlp, "“He told me ‘leave now’ and left,” she said.")
    assert [quote.depth for quote in found] == [0, 1]


def test_tokens_with_and_without_marks(nlp: Language) -> None:
    parse = parse_of(nlp("“We won,” he said."))
    (quote,) = find_quotes([parse])
    assert parse.words[quote.start : quote.end] == ("“", "We", "won", ",", "”")
    assert parse.words[quote.inner_start : quote.inner_end] == ("We", "won", ",")

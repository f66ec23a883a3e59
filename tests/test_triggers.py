"""Triggers: which patterns of the lexicon words match, and which they only seem to."""

from collections.abc import Iterator

import pytest
from spacy.language import Language

from kg.extract.knowledge import load_knowledge
from kg.lexicon.words import Words
from kg.nlp.parse import parse_of
from kg.nlp.triggers import Trigger, find_triggers


@pytest.fixture(scope="module")
def words() -> Words:
    return load_knowledge().lexicon.words


def chain(trigger: Trigger | None) -> Iterator[Trigger]:
    while trigger is not None:
        yield trigger
        trigger = trigger.shorter


@pytest.mark.parametrize(
    "text, tokens, type_",
    [
        pytest.param(
            "Rebels laid siege to the town.", ["laid", "siege", "to"], "Blockade", id="verb, noun, preposition"
        ),
        pytest.param("Troops took two men prisoner.", ["took", "prisoner"], "Detention", id="noun behind the object"),
        pytest.param("A drone strike hit the port.", ["strike", "drone"], "DroneStrike", id="compound noun"),
        pytest.param("Rebels fired at the camp.", ["fired"], "Shooting", id="shorter match behind the longest"),
        pytest.param("Ministers held talks on Sunday.", ["held"], "Light", id="loose preposition makes no idiom"),
    ],
)
def test_words_match_a_pattern(nlp: Language, words: Words, text: str, tokens: list[str], type_: str) -> None:
    parse = parse_of(nlp(text))
    found = [match for trigger in find_triggers(parse, words) for match in chain(trigger)]
    assert any(
        [parse.words[token] for token in match.tokens] == tokens and type_ in {entry.type for entry in match.entries}
        for match in found
    )


@pytest.mark.parametrize(
    "text, token",
    [
        pytest.param("The firm launched a website.", "launched", id="launch a website"),
        pytest.param("They struck a balance.", "struck", id="strike a balance"),
        pytest.param("He had a heart attack.", "attack", id="heart attack"),
        pytest.param("She bought an assault rifle.", "assault", id="assault rifle"),
    ],
)
def test_a_longer_pattern_blocks_what_it_holds(nlp: Language, words: Words, text: str, token: str) -> None:
    parse = parse_of(nlp(text))
    assert parse.words.index(token) not in {trigger.head for trigger in find_triggers(parse, words)}


def test_an_active_subject_is_not_the_object_of_a_pattern(nlp: Language, words: Words) -> None:
    parse = parse_of(nlp("Troops withdrew on Monday."))
    (trigger,) = find_triggers(parse, words)
    assert trigger.tokens == (1,)

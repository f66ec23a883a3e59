"""Grammatical slots: what surface form hides is found."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.knowledge import load_knowledge
from kg.lexicon.grammar import Grammar
from kg.nlp.parse import Parse, parse_of
from kg.nlp.slots import noun_slots, verb_slots


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return load_knowledge().lexicon.grammar


def words(parse: Parse, slots: dict[str, list[int]]) -> dict[str, list[str]]:
    return {slot: [parse.words[token] for token in tokens] for slot, tokens in slots.items()}


@pytest.mark.parametrize(
    "text, verb, found",
    [
        pytest.param("Rebels shelled the port.", "shelled", {"subject": ["Rebels"]}, id="subject"),
        pytest.param("Rebels shelled the port.", "shelled", {"object": ["port"]}, id="object"),
        pytest.param(
            "The port was shelled by rebels.", "shelled", {"object": ["port"]}, id="passive subject is object"
        ),
        pytest.param("The port was shelled by rebels.", "shelled", {"subject": ["rebels"]}, id="by-phrase is subject"),
        pytest.param("The army and the police attacked.", "attacked", {"subject": ["army", "police"]}, id="conjuncts"),
        pytest.param(
            "Troops entered the city and seized a bank.", "seized", {"subject": ["Troops"]}, id="conjoined verb"
        ),
        pytest.param("The army agreed to withdraw.", "withdraw", {"subject": ["army"]}, id="subject control"),
        pytest.param("The commander ordered troops to attack.", "attack", {"subject": ["troops"]}, id="object control"),
        pytest.param("Troops who looted the town left.", "looted", {"subject": ["Troops"]}, id="relative subject"),
        pytest.param("The town that rebels seized is empty.", "seized", {"object": ["town"]}, id="relative object"),
        pytest.param(
            "Soldiers captured in May were freed.", "captured", {"object": ["Soldiers"]}, id="past participle"
        ),
        pytest.param("Men fighting for the king fled.", "fighting", {"subject": ["Men"]}, id="present participle"),
        pytest.param(
            "They accused the army of shelling homes.", "shelling", {"subject": ["army"]}, id="of with a gerund"
        ),
        pytest.param(
            "After taking the hill, rebels fled.", "taking", {"subject": ["rebels"]}, id="after with a gerund"
        ),
        pytest.param("Rebels fought in the north.", "fought", {"in": ["north"]}, id="preposition"),
        pytest.param("Troops drove them out of the valley.", "drove", {"out_of": ["valley"]}, id="double preposition"),
        pytest.param(
            "There are no troops in the valley.", "are", {"subject": ["troops"], "in": ["valley"]}, id="what there is"
        ),
        pytest.param("Rebels fired at 4:15 with mortars.", "fired", {"with": ["mortars"]}, id="behind an hour"),
        pytest.param(
            "Eight soldiers taken prisoner were released on Monday.",
            "taken",
            {"object": ["soldiers", "prisoner"]},
            id="participle in disguise",
        ),
    ],
)
def test_verb_has_filler(nlp: Language, grammar: Grammar, text: str, verb: str, found: dict[str, list[str]]) -> None:
    parse = parse_of(nlp(text))
    assert found.items() <= words(parse, verb_slots(parse, parse.words.index(verb), grammar=grammar)).items()


@pytest.mark.parametrize(
    "text, noun, slot, fillers",
    [
        pytest.param("The shelling of homes by troops stopped.", "shelling", "of", ["homes"], id="of"),
        pytest.param("The shelling of homes by troops stopped.", "shelling", "by", ["troops"], id="by"),
        pytest.param("Chad's raid failed.", "raid", "poss", ["Chad"], id="possessor"),
        pytest.param("A Libyan raid failed.", "raid", "amod", ["Libyan"], id="adjective"),
        pytest.param(
            "Clashes between police and miners went on.", "Clashes", "between", ["police", "miners"], id="between"
        ),
    ],
)
def test_noun_has_filler(nlp: Language, text: str, noun: str, slot: str, fillers: list[str]) -> None:
    parse = parse_of(nlp(text))
    assert words(parse, noun_slots(parse, parse.words.index(noun))).get(slot) == fillers


def test_a_past_tense_that_and_joins_to_the_next_is_no_participle(grammar: Grammar, nlp: Language) -> None:
    words_ = ["Zeman", "called", "Kiska", "and", "urged", "him"]
    tree = Doc(
        nlp.vocab,
        words=words_,
        tags=["NNP", "VBN", "NNP", "CC", "VBD", "PRP"],
        pos=["PROPN", "VERB", "PROPN", "CCONJ", "VERB", "PRON"],
        heads=[4, 0, 1, 0, 4, 4],
        deps=["nsubj", "acl", "oprd", "cc", "ROOT", "dobj"],
    )
    parse = parse_of(tree)
    assert words(parse, verb_slots(parse, 1, grammar=grammar)) == {"subject": ["Zeman"], "object": ["Kiska"]}

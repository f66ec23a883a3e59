"""Nouns that the parser takes for something else."""

from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.nlp.mending.edits import Edit
from kg.nlp.parse import Parse

TIMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL"})
THINGS = frozenset({"Person", "Group", "Settlement", "Facility", "Vehicle"})
EXCESS = ("in", "excess", "of")
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


def adjectives_for_people(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """Ranks and offices that are adjectives elsewhere: "shot *the general*"."""
    for token, tag in enumerate(parse.tags):
        if tag != "JJ" or parse.deps[token] not in ARGUMENTS or parse.first(token, "det") is None:
            continue
        nouns = lexicon.nouns.by_last.get(parse.lowers[token], ())
        if any(len(noun.words) == 1 and (noun.office or noun.honorific) for noun in nouns):
            yield Edit(token=token, head=parse.heads[token], dep=parse.deps[token], tag="NN", pos="NOUN")


def in_excess(parse: Parse, _: Lexicon) -> Iterator[Edit]:
    """The object of "killed *in excess of 60 people*", which the parser takes for that of "in" or "of"."""
    for first, lower in enumerate(parse.lowers):
        number, verb = first + len(EXCESS), parse.heads[first]
        if lower != EXCESS[0] or parse.lowers[first:number] != EXCESS or number >= len(parse):
            continue
        noun = parse.heads[number] if parse.deps[number] == "nummod" else number
        open_ = parse.pos[verb] == "VERB" and verb < first and parse.first(verb, "dobj") is None
        if parse.pos[number] == "NUM" and noun >= number and open_ and verb in parse.ancestors(noun):
            yield Edit(token=noun, head=verb, dep="dobj")
            yield from (Edit(token=n, head=number, dep="quantmod") for n in range(first, number))


def gerunds_as_nouns(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """Events that are the subject of what they do, and have no object: "*shelling* resumed in the valley"."""
    for token, tag in enumerate(parse.tags):
        if (
            tag != "VBG"
            or parse.deps[token] not in ("nsubj", "nsubjpass")
            or parse.lowers[token] not in lexicon.words.nouns
        ):
            continue
        if parse.first(token, "dobj", "nsubj", "aux", "xcomp", "ccomp", "prt") is None:
            lower = parse.lowers[token]
            yield Edit(token=token, head=parse.heads[token], dep=parse.deps[token], tag="NN", pos="NOUN", lemma=lower)


def adverbial_objects(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """Objects that the parser takes for a time or measure: "recaptured *Omdurman*", "abducted *priest*"; "shelled *Zadar* themselves"."""
    for token, label in enumerate(parse.deps):
        verb = parse.heads[token]
        if (
            label == "npadvmod"
            and verb < token
            and parse.pos[verb] == "VERB"
            and parse.first(verb, "dobj", "dative") is None
        ):
            thing = _before_reflexive(parse, token)
            if thing is not None:
                yield Edit(token=thing, head=verb, dep="dobj")
            elif parse.edges[token][0] == verb + 1 and _is_thing(parse, token, lexicon):
                yield Edit(token=token, head=verb, dep="dobj")


def _before_reflexive(parse: Parse, token: int) -> int | None:
    """The name that hangs on the reflexive behind it."""
    reflexive = parse.tags[token] == "PRP" and parse.lowers[token].endswith(("self", "selves"))
    return parse.first(token, "compound", "nmod") if reflexive else None


def _is_thing(parse: Parse, token: int, lexicon: Lexicon) -> bool:
    """Whether a noun is a name, or for people or things, and no time or measure."""
    if any(e.start <= token < e.end and e.label in TIMES for e in parse.entities):
        return False
    if parse.pos[token] == "PROPN":
        return True
    nouns = lexicon.nouns.by_last.get(parse.lemmas[token], ())
    return parse.pos[token] == "NOUN" and any(len(noun.words) == 1 and noun.type in THINGS for noun in nouns)

"""Recipients and destinations that the parser takes for parts of what is given or sent."""

from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.lexicon.nouns import Noun
from kg.lexicon.words import Entry
from kg.nlp.mending.edits import Edit
from kg.nlp.parse import Parse

PEOPLES = frozenset({"NORP", "ORG", "GPE"})
MODIFYING = ("nmod", "compound")


def recipients(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """Those to whom something is given: "gave *the Houthis* anti-ship missiles"."""
    for token, label in enumerate(parse.deps):
        verb = parse.heads[token]
        if label != "dobj" or parse.pos[verb] != "VERB" or verb > token or not _gives(parse, verb, token, lexicon):
            continue
        article = parse.edges[token][0]
        named = article + (parse.tags[article] == "DT")
        modifies = named < token and parse.deps[named] in MODIFYING and parse.heads[named] == token
        if modifies and _receives(parse, article, named, lexicon):
            yield Edit(token=named, head=verb, dep="dative")
            if article < named:
                yield Edit(token=article, head=named, dep="det")


def _receives(parse: Parse, article: int, named: int, lexicon: Lexicon) -> bool:
    """Whether a word before what is given is for people: a name behind "the", or a plural, which modifies no noun."""
    name = parse.lowers[article] == "the" and any(e.end == named + 1 and e.label in PEOPLES for e in parse.entities)
    nouns = lexicon.nouns.by_last.get(parse.lemmas[named], ()) if parse.tags[named] == "NNS" else ()
    return (name and article < named) or any(len(noun.words) == 1 and noun.type == "Person" for noun in nouns)


def _gives(parse: Parse, verb: int, thing: int, lexicon: Lexicon) -> bool:
    """Whether a verb takes a recipient and the thing, and names no recipient yet."""
    given = (parse.lemmas[thing], parse.lowers[thing])
    told = parse.first(verb, "dative") is not None or any(
        parse.lowers[n] == "to" for n in parse.dependents(verb, "prep")
    )
    entries = lexicon.words.verbs.get(parse.lemmas[verb], ())
    return not told and any(
        "dative" in entry.frame and not entry.select_lemmas.get("object", frozenset()).isdisjoint(given)
        for entry in entries
    )


def destinations(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """Where people are sent: "deploy 800 paratroopers *to the border*", not "recall the ambassador *to Peru*"."""
    for preposition, lower in enumerate(parse.lowers):
        noun = parse.heads[preposition]
        verb = parse.heads[noun]
        if lower != "to" or parse.deps[preposition] != "prep" or parse.deps[noun] != "dobj" or verb > noun:
            continue
        entries = lexicon.words.verbs.get(parse.lemmas[verb], ())
        if any(map(_leads, entries)) and any(map(_moves, lexicon.nouns.by_last.get(parse.lemmas[noun], ()))):
            yield Edit(token=preposition, head=verb, dep="prep")


def _leads(entry: Entry) -> bool:
    return "destination" in entry.frame.get("to", ())


def _moves(noun: Noun) -> bool:
    """Whether a noun is for those who are sent somewhere, and not for who is posted there by office."""
    return len(noun.words) == 1 and noun.type == "Person" and not noun.office and "military" in noun.sectors

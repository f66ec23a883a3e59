"""What fills a verb's slots though the parser hangs it on the verb's object, or on the verb beside."""

from collections.abc import Iterator, Sequence

from kg.lexicon.words import Entry
from kg.nlp.lists import conjuncts
from kg.nlp.parse import Parse
from kg.nlp.slots import Slots, merge
from kg.nlp.voice import is_passive

TRANSFERRING = ("from", "to", "for", "with")
"""Prepositions of who loses, who gets and who has to do with what the object names."""
FORMS = ("in",)
"""Prepositions of the form in which something is given, where an entry wants one: "pledged 20 million euros *in aid*"."""
CHARGE = "of"
"""The preposition of what somebody is accused of."""


def add_strayed(parse: Parse, slots: Slots, entries: Sequence[Entry]) -> None:
    """File who loses or gets what the object names, and what it is accused of, for the entries whose frames ask for it."""
    for preposition in TRANSFERRING:
        if any(entry.frame.get(preposition, ())[:1] == ("target",) for entry in entries):
            _add_moved(parse, slots, preposition)
    for preposition in dict.fromkeys(slot for entry in entries for slot in sorted(entry.requires) if slot in FORMS):
        _add_moved(parse, slots, preposition)
    if any(entry.frame.get(CHARGE, ())[:1] == ("theme",) for entry in entries):
        _add_charge(parse, slots)
    if any("dative" in entry.needs or "dative" in entry.requires for entry in entries):
        _add_receiver(parse, slots)


def _add_moved(parse: Parse, slots: Slots, preposition: str) -> None:
    """Who loses or gets something, where the parser hangs it on what is moved: "took X *from the army*", "sent aid *to X*".

    It may hang deep in the phrase: "gave trucks and a team of medics *to X*".
    """
    for moved in () if preposition in slots else slots.get("object", ()):
        for token in range(moved, parse.edges[moved][1]):
            if (
                parse.lowers[token] == preposition
                and parse.deps[token] in ("prep", "dative")
                and _is_within(parse, token, moved)
            ):
                found = [noun for head in parse.dependents(token, "pobj") for noun in conjuncts(parse, head)]
                merge(slots, {preposition: found})


def _add_receiver(parse: Parse, slots: Slots) -> None:
    """Who gets so many of something, where the parser takes the two for one: "gave *the Malian army* 40 trucks"."""
    for given in () if "dative" in slots else slots.get("object", ()):
        number = parse.first(given, "nummod")
        before = [t for t in parse.dependents(given, "nmod", "compound") if number is not None and t < number]
        if before and parse.pos[before[-1]] == "PROPN":
            merge(slots, {"dative": before[-1:]})


def _add_charge(parse: Parse, slots: Slots) -> None:
    """What somebody is accused of, where the parser hangs it on them: "accused the minister *of fraud*"; the last such."""
    for accused in () if CHARGE in slots else slots.get("object", ()):
        within = (t for t in range(accused, parse.edges[accused][1]) if parse.lowers[t] == CHARGE)
        last = next((t for t in sorted(within, reverse=True) if _is_within(parse, t, accused)), None)
        if last is not None:
            merge(slots, {CHARGE: [t for t in parse.dependents(last, "pobj", "pcomp") if parse.pos[t] != "PROPN"]})


def _is_within(parse: Parse, token: int, noun: int) -> bool:
    """Whether a token stands in a noun's phrase by nouns and prepositions alone, in no clause of its own."""
    for above in parse.ancestors(token):
        if above == noun:
            return True
        if parse.pos[above] not in ("NOUN", "PROPN", "NUM", "ADP"):
            return False
    return False


def add_shared_object(parse: Parse, slots: Slots, verb: int) -> None:
    """What coordinated verbs share behind the last: "shot and wounded *two miners*"."""
    if "object" in slots or is_passive(parse, verb):
        return
    _add_described(parse, slots, verb)
    _add_counted(parse, slots, verb)
    for other in parse.dependents(verb, "conj"):
        alone = parse.first(other, "nsubj", "nsubjpass", "aux") is None and parse.pos[other] == "VERB"
        if alone and parse.tags[other] == parse.tags[verb] and not any(verb < t < other for t in _own(parse, verb)):
            merge(slots, {"object": [o for noun in parse.dependents(other, "dobj") for o in conjuncts(parse, noun)]})


def _add_described(parse: Parse, slots: Slots, verb: int) -> None:
    """The object that the parser takes for the subject of a participle: "killed *four people* sheltering in a barn"."""
    for clause in parse.dependents(verb, "advcl"):
        subject = parse.first(clause, "nsubj")
        free = parse.tags[clause] == "VBG" and parse.first(clause, "aux", "mark") is None
        if free and subject is not None and parse.edges[subject][0] == verb + 1:
            merge(slots, {"object": list(conjuncts(parse, subject))})


def _add_counted(parse: Parse, slots: Slots, verb: int) -> None:
    """The counted object that the parser takes for an adverbial right behind the verb: "displaced *1.5 million people*"."""
    for noun in parse.dependents(verb, "npadvmod"):
        counted = parse.tags[noun] == "NNS" and parse.first(noun, "nummod") is not None
        if counted and parse.edges[noun][0] == verb + 1:
            merge(slots, {"object": list(conjuncts(parse, noun))})


def _own(parse: Parse, verb: int) -> Iterator[int]:
    return parse.dependents(verb, "prep", "dobj", "prt", "advcl", "xcomp", "ccomp", "dative", "agent")

"""Where an event is, and who takes part in it, when the phrase that says so hangs elsewhere: "ambushed a patrol *in Niger*"."""

from collections.abc import Iterable, Iterator

from kg.lexicon.grammar import Grammar
from kg.nlp.lists import conjuncts
from kg.nlp.parse import Parse
from kg.nlp.slots import Slots, add_prepositions
from kg.nlp.triggers import Trigger

PARTICIPANTS = (
    "object",
    "of",
    "on",
    "against",
    "at",
    "with",
    "inner",
    "by",
    "between",
    "in",
    "to",
    "after",
    "subject",
    "for",
    "over",
    "during",
    "among",
    "under",
    "beneath",
    "beside",
    "through",
)
"""Slots whose fillers are asked for a place, the likeliest first."""
USERS = ("for", "of")
"""Prepositions behind a place of those for whom it is."""
STRUCK = ("object", "of", "on", "against", "at", "inner")
"""Slots of what an event befalls, in whose whole phrase its place may stand: "bombed a camp for the displaced *in X*"."""
BEHIND = ("on", "against", "between", "to", "with")
"""Prepositions whose object right behind a nominal is its participant."""


def stray_places(
    parse: Parse, trigger: Trigger, slots: Slots, *, locative: frozenset[str], heads: frozenset[int]
) -> Iterator[list[int]]:
    """Groups of tokens that may say where, the likeliest first; never inside the phrase of another event."""
    for slot in PARTICIPANTS:
        for filler in slots.get(slot, ()):
            if filler not in heads or filler in trigger.tokens:
                found = _phrases(parse, filler)
                yield [token for name in found if name in locative for token in found[name]]
                # "shelled a shelter for migrants *near X*": the shelter is there.
                users = (_phrases(parse, user) for name in USERS for user in found.get(name, ()) if user not in heads)
                yield [token for inner in users for name in inner if name in locative for token in inner[name]]


def _phrases(parse: Parse, noun: int) -> Slots:
    found: Slots = {}
    add_prepositions(parse, found, noun)
    return found


def inner_places(parse: Parse, slots: Slots, *, locative: frozenset[str], heads: frozenset[int]) -> Iterator[list[int]]:
    """Groups of tokens that may say where whom an event befalls is, from anywhere in the phrase that names them."""
    for slot in STRUCK:
        for filler in slots.get(slot, ()):
            if filler not in heads:
                yield list(_within(parse, filler, locative, heads))


def shared_places(parse: Parse, verb: int, locative: frozenset[str]) -> Iterator[int]:
    """What a sentence sets out from, for the verbs that its first verb is coordinated with: "*In X*, gunmen robbed and killed …"."""
    first = verb
    while parse.deps[first] == "conj" and parse.pos[first] == "VERB":
        first = parse.heads[first]
    if first == verb or parse.first(verb, "nsubj", "nsubjpass") is not None:
        return
    subject = parse.first(first, "nsubj", "nsubjpass")
    for preposition in parse.dependents(first, "prep"):
        if subject is not None and preposition < subject and parse.lowers[preposition] in locative:
            yield from (place for head in parse.dependents(preposition, "pobj") for place in conjuncts(parse, head))


def _within(parse: Parse, noun: int, locative: frozenset[str], heads: frozenset[int]) -> Iterator[int]:
    """What stands behind a preposition of place anywhere in a noun's phrase, outside other events and clauses with a subject."""
    for child in parse.children[noun]:
        if child in heads or child < noun:
            continue
        label = parse.deps[child]
        if label == "prep" and parse.lowers[child] in locative:
            yield from (place for head in parse.dependents(child, "pobj") for place in conjuncts(parse, head))
        if label in ("prep", "agent") or (label == "acl" and parse.first(child, "nsubj", "aux") is None):
            for inner in (child, *parse.dependents(child, "pobj")):
                if inner not in heads:
                    yield from _within(parse, inner, locative, heads)


def narrower_places(parse: Parse, head: int, wide: Iterable[int], locative: frozenset[str]) -> Iterator[int]:
    """Right before the places of an event, those that lie in them but hang on a participant: "a camp of the army *in X* in the Y region"."""
    for token in wide:
        before = parse.heads[token] - 1
        if (
            before < 1
            or parse.deps[token] != "pobj"
            or parse.deps[before] != "pobj"
            or head not in parse.ancestors(before)
        ):
            continue
        if {parse.lowers[parse.heads[token]], parse.lowers[parse.heads[before]]} <= locative:
            yield before


def behind(parse: Parse, noun: int, grammar: Grammar) -> Slots:
    """The phrases right behind a nominal's own that hang higher: "condemned the raid *in X*", "blamed for a raid *on X*".

    So does the agent of a nominal after an active verb: "repelled an assault *by rebels*", "look into raids *by the army*".
    """
    found: Slots = {}
    after = parse.edges[noun][1]
    if after >= len(parse) or parse.heads[after] not in parse.ancestors(noun):
        return found
    name, verb = parse.lowers[after], parse.heads[after]
    places = [token for place in parse.dependents(after, "pobj") for token in conjuncts(parse, place)]
    if parse.deps[after] == "prep" and (name in grammar.locative or name in BEHIND):
        found[name] = places
    elif name == "by" and parse.first(verb, "nsubj") is not None and parse.deps[noun] in ("dobj", "pobj"):
        found["by"] = places
    return found


def borrowed_places(parse: Parse, slots: Slots, heads: frozenset[int]) -> Iterator[int]:
    """Fillers of a verb's prepositions that stand right behind the event that it speaks of, whose participants they are."""
    ends = {parse.edges[token][1] for tokens in slots.values() for token in tokens if token in heads}
    for tokens in slots.values():
        yield from (token for token in tokens if parse.deps[token] == "pobj" and parse.heads[token] in ends)

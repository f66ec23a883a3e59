"""The more specific class of an event, by the means it is done with and by who does it to whom."""

from collections.abc import Iterator, Sequence

from kg.lexicon.refinements import Refinement
from kg.lexicon.words import Entry
from kg.nlp.events.scene import Scene, owners_of
from kg.nlp.events.trigger_slots import INNER
from kg.nlp.events.values import Argument
from kg.nlp.parse import Parse
from kg.nlp.slots import PREMODIFIERS, Slots
from kg.nlp.triggers import ends_with

INSTRUMENT = "instrument"
INSTRUMENTAL = ("with", "amod", "subject", "by", "using", INNER)


def refined_type(  # noqa: PLR0913
    scene: Scene, entry: Entry, slots: Slots, arguments: Sequence[Argument], *, head: int, harm: bool
) -> str:
    """The class that a reading's fillers make of the one that its word evokes."""
    type_ = _by_means(scene, entry, slots, arguments, harm=harm)
    for refinement in scene.syntax.words.refinements.get(type_, ()):
        if _applies(scene, refinement, entry, slots, arguments, head=head):
            return refinement.type
    return type_


def _by_means(scene: Scene, entry: Entry, slots: Slots, arguments: Sequence[Argument], *, harm: bool) -> str:
    """By the instrument: a strike *with drones*, *drone* strikes; "a *bomb* killed five"."""
    used = [argument.token for argument in arguments if argument.role == INSTRUMENT]
    for token in dict.fromkeys((*used, *(token for slot in INSTRUMENTAL for token in slots.get(slot, ())))):
        acting = "Actor" in (scene.classes_at(token) or ())
        for instrument in scene.syntax.words.instruments.get(scene.parse.lemmas[token], ()):
            # People may be called like a means of one word: "fighters", but not "suicide bombers".
            if (acting and len(instrument.words) == 1) or not ends_with(scene.parse, token, instrument.words):
                continue
            if harm or entry.type in scene.syntax.ancestors(instrument.type):
                return instrument.type
    return entry.type


def _applies(  # noqa: PLR0913
    scene: Scene, refinement: Refinement, entry: Entry, slots: Slots, arguments: Sequence[Argument], *, head: int
) -> bool:
    for role in refinement.selects.keys() | refinement.select_lemmas.keys():
        fits = [_fits(scene, refinement, role, token) for token in _fillers(scene, entry, role, slots, arguments)]
        if role in refinement.contents:
            fits += (_does(scene.parse, refinement, role, verb) or None for verb in _beside(scene.parse, head))
        if not any(fits) and (role in refinement.needs or False in fits):
            return False
    return True


def _fillers(scene: Scene, entry: Entry, role: str, slots: Slots, arguments: Sequence[Argument]) -> Iterator[int]:
    """What fills a role, also events told by nouns, which cannot: "attacked the *march*" strikes those who march."""
    found = [argument.token for argument in arguments if argument.role == role]
    named = (token for slot, tokens in slots.items() if role in entry.frame.get(slot, ()) for token in tokens)
    found += (t for t in named if scene.parse.pos[t] in ("NOUN", "PROPN") and not scene.is_time(t))
    yield from dict.fromkeys(found)


def _fits(scene: Scene, refinement: Refinement, role: str, token: int) -> bool | None:
    """Whether a filler, or whose it is, is of the kind wanted: "the *army* convoy"; None where nothing is known of it."""
    parse, lemmas = scene.parse, refinement.select_lemmas.get(role, ())
    opened = role == INSTRUMENT or role in refinement.contents
    named = tuple(_with_contents(parse, token, inner=role == INSTRUMENT)) if opened else (token,)
    if any(_is_called(parse, word, lemma) for word in named for lemma in lemmas):
        return True
    wanted = refinement.selects.get(role, frozenset())
    own = [classes for one in (token, *owners_of(scene, token)) if (classes := _surely(scene, one))]
    # What an event's word evokes is surely meant only of what fills the role itself.
    inside = [classes for one in named if (classes := scene.classes_at(one)) and "Event" not in classes]
    return any(classes & wanted for classes in (*own, *inside)) if own or inside else None


def _surely(scene: Scene, token: int) -> frozenset[str] | None:
    """The classes of what a token stands for; for an event's word those that all its senses share."""
    classes = scene.classes_at(token)
    return scene.surely[token] if classes and "Event" in classes and token in scene.surely else classes


def _beside(parse: Parse, head: int) -> Iterator[int]:
    """The verbs of clauses that tell what whoever is struck does: "detained *while trying to hold* a vigil"."""
    for clause in parse.dependents(head, "advcl"):
        if parse.lowers[clause].endswith("ing") and parse.first(clause, "nsubj") is None:
            yield clause
            yield from parse.dependents(clause, "xcomp")


def _does(parse: Parse, refinement: Refinement, role: str, verb: int) -> bool:
    lemmas = refinement.select_lemmas.get(role, frozenset())
    while_ = parse.first(verb, "mark") is not None or parse.deps[verb] == "xcomp"
    return while_ and any(parse.lemmas[token] in lemmas for token in (verb, *parse.dependents(verb, "dobj")))


def _is_called(parse: Parse, token: int, name: str) -> bool:
    """Whether a token is the last word of a name or lemma, which may stand in the plural: "*vigilante groups*"."""
    last = name.rsplit(" ", 1)[-1]
    # A plural with a capital is taken for a name: "*Rockets* slammed into …".
    plural = parse.pos[token] == "PROPN" and parse.lowers[token].removesuffix("s") == last
    return (plural or last in (parse.lemmas[token], parse.lowers[token])) and (
        last == name or ends_with(parse, token, tuple(name.split()))
    )


def _with_contents(parse: Parse, token: int, *, inner: bool) -> Iterator[int]:
    """A filler and what is in it: "*chlorine* bombs", "shells filled with *gas*"; or what it is in: "students *at a rally*".

    `inner` says that what it is made or full of counts too: "a cylinder of *sarin*", but not "a leader of the *protest*".
    """
    yield token
    yield from parse.dependents(token, *PREMODIFIERS)
    clauses = tuple(parse.dependents(token, "acl", "relcl"))
    yield from clauses
    for holder in (token, *clauses):
        yield from parse.dependents(holder, "dobj")
        for preposition in parse.dependents(holder, "prep"):
            if inner or parse.lowers[preposition] != "of":
                yield from parse.dependents(preposition, "pobj")

"""Whom acts of speech and pressure are directed at, and what they speak of, when no slot of their own says so."""

from collections.abc import Iterator, Sequence

from kg.lexicon.words import Entry
from kg.nlp.events.scene import Scene, owners_of
from kg.nlp.events.values import Argument
from kg.nlp.lists import conjuncts
from kg.nlp.slots import Slots, add_prepositions, merge, noun_slots, verb_slots
from kg.nlp.triggers import Trigger

REACHING = ("against", "on", "to", "toward", "towards", "with", "from", "by", "of", "for")
"""Prepositions behind what is named that lead to whom it is meant for."""


def addressees(
    scene: Scene, trigger: Trigger, entry: Entry, slots: Slots, arguments: Sequence[Argument]
) -> Iterator[Argument]:
    """Further arguments: the theme inside a clause; as a target whoever the likeliest construction names, if none is known."""
    grammar = scene.syntax.grammar
    clauses = slots.get("clause", []) if "theme" in entry.frame.get("clause", ()) else []
    for clause in clauses:
        if clause not in scene.heads:
            yield from _arguments("theme", (t for t in scene.parse.dependents(clause, "dobj") if t in scene.heads))
    if any(argument.role == "target" and scene.acts(argument.token) for argument in arguments):
        return
    if not any(scene.is_a(entry.type, kind) for kind in (grammar.addressing, grammar.reaching, grammar.threatening)):
        return
    own = {argument.token for argument in arguments if argument.role == "agent"}
    for way in _ways(scene, trigger, entry, slots, clauses):
        found = [token for token in way if token not in own]
        if found:
            yield from _arguments("target", iter(found))
            return


def _ways(
    scene: Scene, trigger: Trigger, entry: Entry, slots: Slots, clauses: Sequence[int]
) -> Iterator[Iterator[int]]:
    """What each construction that a class of speech acts has names, the likeliest first."""
    grammar, verb = scene.syntax.grammar, trigger.head
    named = (*slots.get("object", ()), *(token for token in trigger.tokens[1:] if scene.parse.pos[token] == "NOUN"))
    yield _recipients(scene, verb)
    if scene.is_a(entry.type, grammar.addressing):
        yield _ordered(scene, clauses)
        yield _holders(scene, named)
    if scene.is_a(entry.type, grammar.reaching):
        # "Rallied *against* Russian rule"
        spoken = scene.is_a(entry.type, grammar.addressing) and not scene.is_a(entry.type, grammar.voicing)
        behind = ("for", "of") if spoken else ("for", "of", "on", "against", "over")
        meant = (*named, *(token for slot in behind for token in slots.get(slot, ())))
        measure = scene.is_a(entry.type, grammar.measuring)
        yield _measured(scene, (*named, *slots.get("on", ()))) if measure else _reached(scene, meant)
        if measure:
            yield (token for name in LEADING for token in slots.get(name, ()) if _is_place(scene, token))
        yield from (_reached(scene, [clause, *scene.parse.dependents(clause, "dobj")]) for clause in clauses)
    if scene.is_a(entry.type, grammar.threatening):
        yield _conditioned(scene, [verb, *clauses])


def _recipients(scene: Scene, verb: int) -> Iterator[int]:
    """Who gets the text that a participle tells of: "sent a letter *to the governor* urging"."""
    parse, label, above = scene.parse, scene.parse.deps[verb], scene.parse.heads[verb]
    if parse.tags[verb] != "VBG" or label not in ("acl", "advcl"):
        return
    sender = parse.heads[above] if label == "acl" else above
    texts = [
        noun
        for noun in (above, *parse.dependents(sender, "dobj"))
        if parse.lemmas[noun] in scene.syntax.grammar.documents
    ]
    for text in dict.fromkeys(texts):
        found = noun_slots(parse, text)
        merge(found, verb_slots(parse, sender, grammar=scene.syntax.grammar) if parse.pos[sender] == "VERB" else {})
        yield from (token for slot in ("to", "dative") for token in found.get(slot, ()) if scene.acts(token))


def _arguments(role: str, tokens: Iterator[int]) -> Iterator[Argument]:
    return (Argument(role=role, token=token, slot="clause") for token in tokens)


def _ordered(scene: Scene, clauses: Sequence[int]) -> Iterator[int]:
    """Who is to do what the clause says: "demanded that *X* halt the shelling"."""
    for clause in clauses:
        if scene.parse.first(clause, "mark") is not None:
            yield from _subjects(scene, clause)


def _subjects(scene: Scene, verb: int) -> Iterator[int]:
    for subject in scene.parse.dependents(verb, "nsubj"):
        yield from (token for token in conjuncts(scene.parse, subject) if scene.acts(token))


def _holders(scene: Scene, named: Sequence[int]) -> Iterator[int]:
    """Whose an act is that somebody welcomes or turns down: "hailed *the senator's* offer"."""
    for token in named:
        if token in scene.heads:
            yield from (owner for owner in owners_of(scene, token) if scene.parse.deps[owner] == "poss")


def _reached(scene: Scene, named: Sequence[int]) -> Iterator[int]:
    """Who stands with what is named but is no party or event: "threatened action *against X*", "rejected *Israeli* changes"."""
    for token in named:
        if token in scene.heads:
            # "Rallied against *Russian* rule"
            yield from (owner for owner in owners_of(scene, token) if scene.parse.pos[owner] == "ADJ")
        if scene.classes_at(token) is None:
            found: Slots = {}
            for head in (token, *_undergone(scene, token)):
                add_prepositions(scene.parse, found, head)
            yield from owners_of(scene, token)
            for name in REACHING:
                slots = (name, "subject") if name == "by" else (name,)
                yield from (t for slot in slots for t in found.get(slot, ()) if scene.acts(t))


MEASURED = ("on", "against", "to", "of", "between")
LEADING = MEASURED[:3]
"""Those behind which a place too is what the measure is directed at: "suspended aid *to Darfur*"."""


def _is_place(scene: Scene, token: int) -> bool:
    return "Place" in (scene.classes_at(token) or ())


def _measured(scene: Scene, measures: Sequence[int]) -> Iterator[int]:
    """At whom a measure is directed that is taken or undone, not whose it is: "lifted the EU's ban imposed *on X*"."""
    for token in measures:
        if scene.classes_at(token) is None or token in scene.heads:
            found: Slots = {}
            for head in (token, *_undergone(scene, token)):
                add_prepositions(scene.parse, found, head)
            for name in MEASURED:
                for measured in found.get(name, ()):
                    if name == "of" and token not in scene.heads and "Person" in (scene.classes_at(measured) or ()):
                        # "Returned a portrait *of a girl*" is no measure against her.
                        continue
                    whole = scene.acts(measured) or (name in LEADING and _is_place(scene, measured))
                    yield from (measured,) if whole else owners_of(scene, measured)


def _undergone(scene: Scene, noun: int) -> Iterator[int]:
    """The verbs that say what was done with a noun: "sanctions *imposed* on X", "the ban that they *imposed* on X"."""
    parse = scene.parse
    for verb in parse.dependents(noun, "acl", "relcl"):
        if parse.tags[verb] == "VBN" or (parse.deps[verb] == "relcl" and parse.pos[verb] == "VERB"):
            yield verb


def _conditioned(scene: Scene, verbs: Sequence[int]) -> Iterator[int]:
    """Who could avert what is threatened: "threatened to strike unless *X* withdrew"."""
    for verb in verbs:
        for clause in scene.parse.dependents(verb, "advcl"):
            if any(
                scene.parse.lowers[mark] in scene.syntax.grammar.conditions for mark in scene.parse.children[clause]
            ):
                yield from _subjects(scene, clause)

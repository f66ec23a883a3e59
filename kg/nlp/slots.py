"""The grammatical slots of a predicate: which tokens are its subject, its object, its "in" and so on.

Surface form is undone here, so that a lexicon entry states each frame once: the subject of a passive is its object, a
by-phrase its subject; participles, relative clauses, infinitives and conjoined verbs find the subject that they share.
Slots are those of the lexicon: subject, object, dative, clause, poss, amod, and prepositions by their own name.
"""

import re
from collections.abc import Iterator

from kg.lexicon.grammar import Grammar
from kg.nlp.parse import Parse
from kg.nlp.voice import PASSIVE_SUBJECTS, SUBJECTS, is_clipped_passive, is_passive, lost_object, second_subject

Slots = dict[str, list[int]]
"""Slot → head tokens of its fillers, conjuncts included."""

PREMODIFIERS = ("amod", "compound", "nmod", "npadvmod")
RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$"})
CLAUSES = ("ccomp", "xcomp")
CLOCK = re.compile(r"\d{1,2}[:.]\d\d")


def conjuncts(parse: Parse, token: int) -> Iterator[int]:
    """The token and what is coordinated with it, in the order of the text."""
    yield token
    for child in parse.dependents(token, "conj"):
        yield from conjuncts(parse, child)


def verb_slots(parse: Parse, verb: int, *, grammar: Grammar, transitive: bool = False) -> Slots:
    """The fillers of a verb's slots; `transitive` says that the verb wants an object, for headlines without auxiliaries."""
    slots: Slots = {}
    passive = is_passive(parse, verb) or (transitive and is_clipped_passive(parse, verb))
    subject, second = "object" if passive else "subject", second_subject(parse, verb)
    if (lost := lost_object(parse, verb)) is not None:
        _add(parse, slots, "object", lost)
    for child in parse.children[verb]:
        label = parse.deps[child]
        if child == second:
            continue
        if label in SUBJECTS:
            _add(parse, slots, subject, child)
        elif label in PASSIVE_SUBJECTS or label in ("dobj", "oprd"):
            _add(parse, slots, "object", child)
        elif label == "dative":
            _add_dative(parse, slots, child)
        elif label in CLAUSES or _follows_as_clause(parse, verb, child):
            slots.setdefault("clause", []).append(child)
        elif label in PREMODIFIERS and (parse.pos[verb] == "NOUN" or _is_hyphened(parse, child)):
            # A headline's verb that the parser takes for a noun: "*Rebels* attacks …"; "*rebel*-held Idlib".
            _add(parse, slots, "subject", child)
    add_prepositions(parse, slots, verb)
    _add_existing(parse, slots, verb)
    if parse.first(verb, *SUBJECTS, *PASSIVE_SUBJECTS) is None:
        for token in shared_subject(parse, verb, grammar=grammar):
            _add(parse, slots, subject, token)
    if passive and "subject" not in slots:
        _add_last_agent(parse, slots, verb)
    _add_antecedent(parse, slots, verb)
    return slots


def _follows_as_clause(parse: Parse, verb: int, child: int) -> bool:
    """Whether an infinitive right behind a verb, which the parser takes for a purpose, completes it: "swore *to fight*"."""
    return parse.deps[child] == "advcl" and parse.edges[child][0] == verb + 1 and parse.tags[verb + 1] == "TO"


def _add_existing(parse: Parse, slots: Slots, verb: int) -> None:
    """What there is, and where, as the parser hangs the place on it: "there are *troops* in the town"."""
    if parse.first(verb, "expl") is not None:
        for there in parse.dependents(verb, "attr"):
            _add(parse, slots, "subject", there)
            add_prepositions(parse, slots, there)


def _add_last_agent(parse: Parse, slots: Slots, verb: int) -> None:
    """The by-phrase that coordinated passives share: "was abducted and killed *by gunmen*"."""
    for other in parse.dependents(verb, "conj"):
        if parse.first(other, "nsubjpass") is None and is_passive(parse, other):
            for preposition in parse.dependents(other, "agent"):
                for noun in parse.dependents(preposition, "pobj"):
                    _add(parse, slots, "subject", noun)


def _is_hyphened(parse: Parse, token: int) -> bool:
    return token + 1 < len(parse) and parse.words[token + 1] == "-"


def _add(parse: Parse, slots: Slots, slot: str, token: int) -> None:
    """File a filler; a relative pronoun stands for the noun that its clause describes."""
    if parse.tags[token] in RELATIVE_TAGS:
        noun = _antecedent(parse, token)
        if noun is None:
            return
        token = noun
    found = slots.setdefault(slot, [])
    found.extend(t for t in conjuncts(parse, token) if t not in found)


def _antecedent(parse: Parse, token: int) -> int | None:
    for ancestor in parse.ancestors(token):
        if parse.deps[ancestor] == "relcl":
            noun = parse.heads[ancestor]
            # A cleft sentence: "it was *pilots* who bombed".
            return noun if parse.pos[noun] != "AUX" else parse.first(noun, "attr")
    return None


def _add_dative(parse: Parse, slots: Slots, child: int) -> None:
    if parse.pos[child] != "ADP":
        _add(parse, slots, "dative", child)
        return
    for noun in parse.dependents(child, "pobj"):
        _add(parse, slots, "dative", noun)
        _add(parse, slots, parse.lowers[child], noun)


def add_prepositions(parse: Parse, slots: Slots, head: int) -> None:
    """File the objects of a head's prepositions under each preposition's name; an agent's "by" is the subject."""
    for child in parse.children[head]:
        label = parse.deps[child]
        if label == "agent" and parse.first(head, "nsubj") is None:
            # The by-phrase after an active verb and its object is the object's: "repelled an assault by rebels".
            for noun in parse.dependents(child, "pobj"):
                _add(parse, slots, "subject", noun)
        elif label in ("prep", "prt", "advmod", "mark") and parse.pos[child] in ("ADP", "SCONJ", "ADV", "VERB"):
            _add_preposition(parse, slots, child, name=parse.lowers[child])


def _add_preposition(parse: Parse, slots: Slots, preposition: int, *, name: str) -> None:
    for child in parse.children[preposition]:
        label = parse.deps[child]
        if label == "pobj" and CLOCK.fullmatch(parse.words[child]):
            # "fired at 4:15 *with* mortars": nobody is fired at; what hangs on the hour is the verb's.
            add_prepositions(parse, slots, child)
        elif label == "pobj":
            _add(parse, slots, name, child)
        elif label == "pcomp":
            slots.setdefault(name, []).append(child)
        elif label == "prep":
            _add_preposition(parse, slots, child, name=f"{name}_{parse.lowers[child]}")
        elif label == "conj" and parse.pos[child] == "ADP":
            _add_preposition(parse, slots, child, name=parse.lowers[child])


def shared_subject(parse: Parse, verb: int, *, grammar: Grammar) -> tuple[int, ...]:
    """The subject of a verb that has none of its own, by the construction that it stands in."""
    label, head = parse.deps[verb], parse.heads[verb]
    if head == verb or label == "relcl":
        # "Its plan *to attack*", where the parser takes the infinitive for a relative clause.
        planned = any(parse.tags[child] == "TO" for child in parse.children[verb])
        return tuple(parse.dependents(head, "poss")) if planned else ()
    if label in ("acl", "amod"):
        return _described(parse, verb, head, grammar=grammar)
    if label == "pcomp":
        return _controller(parse, parse.heads[head], parse.lowers[head] in grammar.object_control, grammar=grammar)
    if asked := _asked(parse, verb, head, grammar=grammar):
        return asked
    if label in CLAUSES:
        return _controller(parse, head, parse.first(head, "dobj", "dative") is not None, grammar=grammar)
    # A progressive that the parser takes for a predicate: "X is *mediating* between …".
    # So is the adjective of "X is *willing* to mediate", or "X is *committed* to mediating".
    predicate = parse.tags[verb] == "VBG" or (label == "acomp" and parse.pos[verb] in ("ADJ", "VERB"))
    progressive = label in ("attr", "acomp") and predicate and parse.pos[head] in ("AUX", "VERB")
    joined = label in ("conj", "advcl", "dep", "parataxis") and parse.pos[head] in ("VERB", "AUX")
    return subject_of(parse, head, grammar=grammar) if progressive or joined else ()


def subject_of(parse: Parse, verb: int, *, grammar: Grammar) -> tuple[int, ...]:
    """A verb's surface subject, its own or shared."""
    own = tuple(parse.dependents(verb, *SUBJECTS, *PASSIVE_SUBJECTS))
    return own or shared_subject(parse, verb, grammar=grammar)


def _described(parse: Parse, verb: int, noun: int, *, grammar: Grammar) -> tuple[int, ...]:
    """The noun that a participle describes; the holder of the plan in "their plan to attack"; who issues a text."""
    if parse.tags[verb] == "VBG" and parse.lemmas[noun] in grammar.documents:
        return _issuer(parse, noun, grammar=grammar) or (noun,)
    if any(parse.tags[child] == "TO" for child in parse.children[verb]):
        holders = tuple(parse.dependents(noun, "poss"))
        governor = parse.heads[noun]
        if holders or parse.pos[governor] != "VERB":
            return holders
        return tuple(subject for subject in parse.dependents(governor, *SUBJECTS) if subject != noun)
    return (noun,)


def _asked(parse: Parse, verb: int, governor: int, *, grammar: Grammar) -> tuple[int, ...]:
    """Who is to do what an infinitive says, where a preposition names them: "called on *the rebels* to disarm"."""
    if parse.tags[verb] != "VB" or parse.deps[verb] not in ("xcomp", "advcl"):
        return ()
    for preposition in parse.dependents(governor, "prep"):
        if (parse.lemmas[governor], parse.lowers[preposition]) in grammar.asking and preposition < verb:
            return tuple(parse.dependents(preposition, "pobj"))
    return ()


def _issuer(parse: Parse, text: int, *, grammar: Grammar) -> tuple[int, ...]:
    """Whose text it is, or who puts it forth: "*the union* issued a statement calling on", "*its* letter asking for"."""
    if holders := tuple(parse.dependents(text, "poss")):
        return holders
    governor = parse.heads[text]
    if parse.deps[text] == "dobj" and parse.pos[governor] == "VERB" and not is_passive(parse, governor):
        return subject_of(parse, governor, grammar=grammar)
    return ()


def _controller(parse: Parse, governor: int, by_object: bool, *, grammar: Grammar) -> tuple[int, ...]:  # noqa: FBT001
    if by_object and (objects := tuple(parse.dependents(governor, "dobj", "dative", "nsubjpass"))):
        return objects
    if parse.pos[governor] == "NOUN":
        return tuple(parse.dependents(governor, "poss"))
    return subject_of(parse, governor, grammar=grammar)


def _add_antecedent(parse: Parse, slots: Slots, verb: int) -> None:
    """The object that a relative clause leaves out ("the town they seized") or takes from "whom", "which"; "where"."""
    if parse.deps[verb] != "relcl":
        return
    noun = parse.heads[verb]
    if any(parse.lowers[child] == "where" for child in parse.children[verb]):
        slots.setdefault("in", []).append(noun)
    elif _lacks_object(parse, verb, slots, noun):
        slots["object"] = [noun]


def _lacks_object(parse: Parse, verb: int, slots: Slots, noun: int) -> bool:
    """Whether a clause with a subject of its own describes its object; "the claim that it fell" describes nothing."""
    if noun in slots.get("subject", [noun]) or "object" in slots:
        return False
    return not any(parse.tags[mark] == "IN" for mark in parse.dependents(verb, "mark"))


def completes(parse: Parse, clause: int) -> bool:
    """Whether a clause says what a noun is of: "a demand *that X leave*", "the offer *to leave*"; "prisoners held there" not."""
    if parse.deps[clause] != "acl" or parse.pos[clause] not in ("VERB", "AUX"):
        return False
    return any(
        parse.tags[c] == "TO" or (parse.deps[c] == "mark" and parse.tags[c] == "IN") for c in parse.children[clause]
    )


def noun_slots(parse: Parse, noun: int) -> Slots:
    """The fillers of a nominal's slots: possessor, premodifiers, prepositions."""
    slots: Slots = {}
    for child in parse.children[noun]:
        label = parse.deps[child]
        if label == "poss":
            _add(parse, slots, "poss", child)
        elif label in PREMODIFIERS:
            _add(parse, slots, "amod", child)
    add_prepositions(parse, slots, noun)
    if "subject" in slots:
        slots.setdefault("by", []).extend(slots.pop("subject"))
    return slots


def merge(slots: Slots, more: Slots) -> None:
    """Add fillers to slots, in place, leaving out what is there."""
    for slot, tokens in more.items():
        found = slots.setdefault(slot, [])
        found.extend(token for token in tokens if token not in found)

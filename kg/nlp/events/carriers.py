"""Verbs that carry an event named by a noun: "*launched* an attack", "*came under* fire", "fighting *broke out*"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.lexicon.grammar import Grammar
from kg.lexicon.words import Special
from kg.nlp.events.trigger_slots import opened, phrase_slots
from kg.nlp.events.values import Syntax
from kg.nlp.parse import Parse
from kg.nlp.slots import Slots, add_prepositions, merge, verb_slots
from kg.nlp.triggers import Trigger, verb_patterns
from kg.nlp.voice import is_passive

CARRYING = frozenset({Special.LIGHT, Special.LIGHT_PASSIVE, Special.OCCURRENCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """The verb that carries a nominal event, and how: by doing it, undergoing it, or its taking place."""

    verb: int
    kind: Special


def find_carriers(parse: Parse, triggers: Sequence[Trigger], syntax: Syntax) -> dict[int, Carrier]:
    """Head token of a nominal → the light verb whose object (or subject, for one that occurs) it is."""
    found: dict[int, Carrier] = {}
    heads = frozenset(trigger.head for trigger in triggers)
    for trigger in triggers:
        for match in _matches(trigger):
            for kind in dict.fromkeys(Special(entry.type) for entry in match.entries if entry.type in CARRYING):
                for token in _carried(parse, match, kind, syntax):
                    event = _over(parse, trigger.head, token, heads) if kind is Special.OCCURRENCE else token
                    found.setdefault(event, Carrier(verb=trigger.head, kind=kind))
    return found


def _matches(trigger: Trigger | None) -> Iterator[Trigger]:
    while trigger is not None:
        yield trigger
        trigger = trigger.shorter


def _carried(parse: Parse, trigger: Trigger, kind: Special, syntax: Syntax) -> Sequence[int]:
    slots = phrase_slots(parse, trigger, syntax)
    # "Launched a wave of *attacks*", but "sat down for a *round of talks*", which is one word for them.
    merge(slots, opened(parse, slots, syntax.grammar.transparent))
    if kind is Special.OCCURRENCE:
        return slots.get("subject", ())
    if parse.first(trigger.head, "oprd") is not None:
        # "Called the raid *a crime*" carries no raid.
        return ()
    if kind is Special.LIGHT_PASSIVE and is_passive(parse, trigger.head):
        # "The town was hit by shelling": what is undergone is the by-phrase.
        return slots.get("subject", ())
    return slots.get("object", ())


def _over(parse: Parse, verb: int, noun: int, heads: frozenset[int]) -> int:
    """The event over the noun that the parser takes a clause to describe: "an *attack* on a convoy, which took place in X"."""
    if noun in heads or parse.deps[verb] != "relcl" or parse.heads[verb] != noun or parse.deps[noun] != "pobj":
        return noun
    event = parse.heads[parse.heads[noun]]
    return event if event in heads and parse.pos[event] == "NOUN" else noun


def merge_carrier(parse: Parse, slots: Slots, carrier: Carrier, syntax: Syntax, *, owned: bool) -> None:
    """The light verb's subject and prepositions belong to the nominal that it carries; not the subject of what is `owned`."""
    verb = verb_slots(parse, carrier.verb, grammar=syntax.grammar)
    objects = verb.pop("object", [])
    subject = verb.pop("subject", [])
    if carrier.kind is Special.OCCURRENCE:
        # "A blast hit the market": what the event happens to.
        merge(slots, {"against": objects})
    elif carrier.kind is Special.LIGHT:
        merge(slots, {} if owned else {"by": subject})
        merge_strayed(parse, slots, subject)
        # "gave *the rebels* an ultimatum"
        merge(slots, {"to": verb.get("dative", [])})
    else:
        undergoing = objects if is_passive(parse, carrier.verb) else subject
        merge(slots, {"object": undergoing})
    merge(slots, {slot: tokens for slot, tokens in verb.items() if slot not in ("clause", "dative")})


def keeps_out(parse: Parse, noun: int, carrier: Carrier) -> bool:
    """Whether a negated verb keeps its subject out of what goes on without it: "*did not* take part in *the* raid"."""
    negated = parse.first(carrier.verb, "neg") is not None or any(
        parse.lowers[word] == "no" for child in parse.dependents(carrier.verb, "dobj") for word in parse.children[child]
    )
    definite = any(parse.lowers[word] == "the" for word in parse.dependents(noun, "det"))
    return negated and definite and parse.deps[noun] == "pobj" and parse.pos[carrier.verb] != "AUX"


def merge_perceived(parse: Parse, slots: Slots, noun: int, grammar: Grammar) -> None:
    """Where and between whom, told with how it is known: "clashes were reported *between A and B*", "heard *near X*"."""
    verb = parse.heads[noun]
    if parse.deps[noun] == "nsubjpass" and parse.lemmas[verb] in grammar.perceiving:
        found: Slots = {}
        add_prepositions(parse, found, verb)
        merge(
            slots, {slot: tokens for slot, tokens in found.items() if slot not in slots and slot not in grammar.telling}
        )


STRAYING = ("between", "by", "against", "on", "from")


def merge_strayed(parse: Parse, slots: Slots, fillers: Sequence[int]) -> None:
    """Participants that the parser hangs on the filler before them: "battles in X *between A and B*"."""
    for filler in fillers:
        found: Slots = {}
        add_prepositions(parse, found, filler)
        merge(slots, {slot: found[slot] for slot in STRAYING if slot in found and slot not in slots})


def merge_carrying_clause(parse: Parse, slots: Slots, clause: int, syntax: Syntax) -> None:
    """The agent and place of a light verb's clause are the nominal's: "the attack *launched by rebels in Homs*"."""
    entries = verb_patterns(parse, clause, syntax.words).entries
    if any(entry.type in (Special.LIGHT, Special.OCCURRENCE) for entry in entries if len(entry.words) == 1):
        verb = verb_slots(parse, clause, grammar=syntax.grammar)
        merge(slots, {"by": verb.pop("subject", [])})
        verb.pop("object", None)
        merge(slots, verb)


def occurring_verbs(carriers: Mapping[int, Carrier], heads: frozenset[int]) -> Iterator[int]:
    """The verbs that say no more than that a nominal event happens."""
    return (carrier.verb for head, carrier in carriers.items() if head in heads and carrier.kind is Special.OCCURRENCE)

"""What speakers do by a modal: "we *will* send aid" promises, "we *will* strike" threatens, "they *must* leave" demands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import ids
from kg.extract.claims import speaker_tokens
from kg.extract.directing import reached
from kg.extract.drafts import Draft
from kg.extract.entities import Entities
from kg.extract.roles import fill_role
from kg.extract.sayings import Saying
from kg.extract.speech import is_unplaced, sides_of
from kg.facts import Event, Factuality, Role, Span, Stance
from kg.lexicon.grammar import Grammar
from kg.nlp.lists import conjuncts
from kg.nlp.parse import Parse
from kg.nlp.subjects import subject_of

SAYING = frozenset({Stance.ASSERTS, Stance.CONFIRMS})
STATES = ("country/", "government/")
PROMISE, THREAT, REJECTION, DEMAND = "Promise", "Threat", "Rejection", "Demand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The events of a document by the tokens that evoke or carry them, its entities, and the closed-class words."""

    entities: Entities
    grammar: Grammar
    by_token: Mapping[tuple[int, int], Event]

    def parse(self, paragraph: int) -> Parse:
        """The tree of a paragraph."""
        return self.entities.paragraphs[paragraph].parse

    def is_a(self, type_: str, classes: frozenset[str]) -> bool:
        """Whether a class is one of some classes or below one."""
        return not classes.isdisjoint(self.entities.ontology.superclasses(type_))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who speaks, as agents, and the ids of all on whose behalf they may speak; `unplaced` officials speak for some state."""

    agents: tuple[Role, ...]
    sides: frozenset[str]
    unplaced: bool = False


def find_undertakings(
    sayings: Sequence[Saying], *, drafts: Sequence[Draft], events: Sequence[Event], entities: Entities, grammar: Grammar
) -> tuple[Event, ...]:
    """The promises, threats, refusals and demands that speakers make by saying what they will do or others must."""
    by_id = {event.id: event for event in events}
    told = Told(entities=entities, grammar=grammar, by_token=_by_token(drafts, by_id))
    found: dict[str, Event] = {}
    for saying in sayings:
        attribution = saying.attribution
        if attribution.stance not in SAYING or attribution.attitude or attribution.source is None:
            continue
        source = Source(
            agents=tuple(_agents(told, saying)),
            sides=sides_of(saying, entities),
            unplaced=is_unplaced(saying, entities, grammar.official),
        )
        for paragraph, head in attribution.content_heads:
            for event in _performed(told, paragraph, head, source):
                found.setdefault(event.id, event)
    return tuple(found.values())


def _agents(told: Told, saying: Saying) -> Iterator[Role]:
    attribution = saying.attribution
    for token in speaker_tokens(attribution, told.entities.paragraphs):
        yield from _filled(told, attribution.source_paragraph, token, "agent")


def _by_token(drafts: Sequence[Draft], by_id: Mapping[str, Event]) -> dict[tuple[int, int], Event]:
    found: dict[tuple[int, int], Event] = {}
    for draft in drafts:
        if draft.id in by_id:
            for token in (draft.mention.head, draft.mention.governor):
                if token is not None:
                    found.setdefault((draft.paragraph, token), by_id[draft.id])
    return found


def _performed(told: Told, paragraph: int, head: int, source: Source) -> Iterator[Event]:
    """The acts of a content's verb and of those in a row with it, by the modal that they share."""
    parse = told.parse(paragraph)
    modal: tuple[int, str] | None = None
    for verb in conjuncts(parse, head):
        if parse.pos[verb] not in ("VERB", "AUX"):
            return
        modal = (
            _modal(parse, verb, told.grammar)
            or _bidding(told, paragraph, verb)
            or (modal if parse.first(verb, "nsubj", "aux") is None else None)
        )
        if modal is None:
            continue
        token, type_ = modal
        done = next(parse.dependents(verb, "xcomp"), verb) if token == verb else verb
        if type_ in (PROMISE, THREAT):
            act = _undertaken(told, paragraph, done, source, open_=type_ == THREAT)
            act = act or _precluded(told, paragraph, verb, source)
        else:
            act = type_, tuple(_demanded(told, paragraph, verb, done, source))
        if act is not None and act[1]:
            yield _event(told, parse.span(token, token + 1), done, act)


def _event(told: Told, span: Span, done: int, act: "Performed") -> Event:
    return Event(
        id=ids.mint("event", told.entities.document, act[0], span.begin, span.end, done),
        type=act[0],
        triggers=(span,),
        roles=act[1],
        factuality=Factuality.ACTUAL,
    )


def _modal(parse: Parse, verb: int, grammar: Grammar) -> tuple[int, str] | None:
    """The modal of a verb, or the verb itself where it is one ("they *have* to leave"), and the act that it performs."""
    # "Have" beside a participle is the perfect, and demands nothing.
    auxiliaries = (token for token in parse.dependents(verb, "aux") if parse.tags[token] == "MD")
    for token in (verb, *auxiliaries):
        form = parse.lemmas[token] if token == verb else parse.lowers[token]
        if form in grammar.performing and (token != verb or parse.first(verb, "xcomp") is not None):
            return token, grammar.performing[form]
    return None


def _bidding(told: Told, paragraph: int, verb: int) -> tuple[int, str] | None:
    """The cue whose content is in the subjunctive, and so a demand: "*insisted* that Togo *open* its border"."""
    parse, cue = told.parse(paragraph), told.parse(paragraph).heads[verb]
    event = told.by_token.get((paragraph, verb))
    plain = parse.tags[verb] == "VB" or (event is not None and event.factuality is Factuality.REQUESTED)
    alone = parse.first(verb, "aux", "auxpass", "neg") is None and parse.first(verb, "nsubj") is not None
    # "Gunmen *kill* nine, police say": a demand stands behind its cue.
    behind = parse.deps[verb] == "ccomp" and cue < verb
    if not plain or not alone or not behind or (paragraph, cue) in told.by_token:
        return None
    return (cue, DEMAND) if parse.pos[cue] == "VERB" else None


Performed = tuple[str, tuple[Role, ...]]
"""The class of the act and its roles."""


def _undertaken(told: Told, paragraph: int, verb: int, source: Source, *, open_: bool) -> Performed | None:
    """What a speaker says that their own side will do: a threat if it does harm, a refusal if it is not to be done.

    What it only may do (`open_`) is a threat if it does harm, and no promise.
    """
    event = told.by_token.get((paragraph, verb))
    if event is None or not (own := _own(event, source)):
        return None
    harm = told.is_a(event.type, told.grammar.threatened)
    if not harm and not told.is_a(event.type, told.grammar.promised):
        return None
    conditions = tuple(_conditioned(told, paragraph, verb))
    if open_:
        type_ = (
            THREAT if harm and event.factuality is Factuality.POSSIBLE and not _is_past(told, paragraph, verb) else None
        )
    elif event.factuality is Factuality.NEGATED:
        type_ = PROMISE if harm else REJECTION
    elif event.factuality in (Factuality.INTENDED, Factuality.HYPOTHETICAL):
        # Who would leave office "if *he* lost" puts pressure on nobody.
        averting = any(role.filler not in source.sides for role in conditions)
        type_ = THREAT if harm or averting else PROMISE
    else:
        type_ = None
    roles = (*own, *_towards(event, source.sides), *conditions, Role(property="theme", filler=event.id))
    return None if type_ is None else (type_, roles)


def _precluded(told: Told, paragraph: int, verb: int, source: Source) -> Performed | None:
    """What a speaker refuses by saying that there will be none: "*there can be no* talks with the rebels"."""
    parse = told.parse(paragraph)
    if parse.first(verb, "expl") is None:
        return None
    events = (told.by_token.get((paragraph, noun)) for noun in parse.dependents(verb, "attr", "dobj", "nsubj"))
    for event in events:
        if (
            event is not None
            and event.factuality is Factuality.NEGATED
            and told.is_a(event.type, told.grammar.promised)
        ):
            refused = Role(property="theme", filler=event.id)
            return REJECTION, (*source.agents, *_towards(event, source.sides), refused) if source.agents else ()
    return None


def _is_past(told: Told, paragraph: int, verb: int) -> bool:
    parse = told.parse(paragraph)
    return any(parse.lemmas[auxiliary] == "have" for auxiliary in parse.dependents(verb, "aux"))


def _own(event: Event, source: Source) -> list[Role]:
    """Who is to act, if that is the speaker's side: "*Kenya* will free them, the interior ministry said" speaks for Kenya."""
    acting = [role for role in event.roles if role.property == "agent"]
    states = [role for role in acting if source.unplaced and role.filler.startswith(STATES)]
    return [role for role in acting if role.filler in source.sides] or states


def _towards(event: Event, sides: frozenset[str]) -> list[Role]:
    found = (role for role in reached(event) if role.filler not in sides)
    return [Role(property="target", filler=role.filler, span=role.span) for role in found]


def _conditioned(told: Told, paragraph: int, verb: int) -> Iterator[Role]:
    """Who could avert what is said: "would withdraw unless *X* stopped firing"."""
    parse = told.parse(paragraph)
    for clause in parse.dependents(verb, "advcl"):
        if any(parse.lowers[mark] in told.grammar.averting for mark in parse.children[clause]):
            for subject in parse.dependents(clause, "nsubj"):
                yield from _filled(told, paragraph, subject, "target")


def _demanded(told: Told, paragraph: int, verb: int, done: int, source: Source) -> Iterator[Role]:
    """The roles of a demand, that others do something: they are its target."""
    parse = told.parse(paragraph)
    perfect = any(parse.lemmas[aux] == "have" for aux in parse.dependents(verb, "aux"))
    if perfect or parse.pos[done] != "VERB" or parse.first(done, "auxpass", "neg") is not None:
        return
    subjects = subject_of(parse, verb, grammar=told.grammar)
    acting = [token for token in subjects if "Actor" in (told.entities.classes_at(paragraph, token) or ())]
    filled = (role for token in acting for role in _filled(told, paragraph, token, "target"))
    targets = [role for role in filled if role.filler not in source.sides]
    if targets and source.agents:
        yield from (*source.agents, *targets)
        event = told.by_token.get((paragraph, done))
        yield from () if event is None else (Role(property="theme", filler=event.id),)


def _filled(told: Told, paragraph: int, token: int, role: str) -> Iterator[Role]:
    return fill_role(told.entities, paragraph=paragraph, token=token, role=role, event_at=lambda _, __: None)

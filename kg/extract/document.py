"""Everything that one document says."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.documents import Document
from kg.extract.answers import find_answers, without_echoes
from kg.extract.attitudes import without_attitudes
from kg.extract.chronology import find_headings
from kg.extract.claims import build_claims
from kg.extract.contents import claim_contents
from kg.extract.entities import Entities
from kg.extract.entity_facts import entity_facts
from kg.extract.events import Draft, Setting, build_events, causes_of, draft_events
from kg.extract.homes import homes_of
from kg.extract.knowledge import Knowledge
from kg.extract.owning import own_acts
from kg.extract.referents import decide_referents
from kg.extract.relations import find_relations
from kg.extract.sayings import Saying, name_claims
from kg.extract.speech import side_of_speakers
from kg.extract.strangers import find_strangers
from kg.extract.totals import is_of_a_war, running_totals
from kg.extract.undertakings import find_undertakings
from kg.facts import Claim, Facts, Factuality, Relation, SectionKind, Sentence, Span, Stance
from kg.linking import link_facts
from kg.nlp.attribution import Attribution, find_attributions
from kg.nlp.coreference import Judgement, Place, resolve
from kg.nlp.events import find_events
from kg.nlp.factuality.generality import is_general
from kg.nlp.factuality.words import QUESTION_TAGS
from kg.nlp.parse import Parse
from kg.nlp.quotes import find_quotes
from kg.nlp.reading import Paragraph
from kg.nlp.times import resolve_time

SPEAKING = frozenset({SectionKind.HEADLINE, SectionKind.BODY, SectionKind.CAPTION})
"""Sections that tell of events; bylines and datelines tell who writes and where."""

LAG = dt.timedelta(days=14)
"""How long after the day of its dateline an article may be published."""

DENYING = frozenset({Stance.DENIES, Stance.DOUBTS})
OPEN = frozenset({Stance.DOUBTS, Stance.DECLINES})
VERBAL = ("VERB", "AUX")


def extract_facts(document: Document, paragraphs: Sequence[Paragraph], knowledge: Knowledge) -> Facts:
    """The facts of a document whose paragraphs are parsed and whose mentions are found."""
    parses = [paragraph.parse for paragraph in paragraphs]
    quotes = find_quotes(parses)
    quoted = frozenset((quote.paragraph, token) for quote in quotes for token in range(quote.start, quote.end))
    entities = _resolve(document, paragraphs, quoted, knowledge)
    attributions = find_attributions(parses, cues=knowledge.lexicon.cues, quotes=quotes)
    sayings = name_claims(document.id, attributions, parses)
    entities.speakers = side_of_speakers(sayings, entities, knowledge.lexicon)
    entities.strangers = find_strangers(sayings, entities, knowledge.lexicon)
    setting = _setting(document, paragraphs, sayings, knowledge)
    answers = find_answers(sayings, entities, knowledge.lexicon.cues)
    titles = frozenset((q.paragraph, t) for q in quotes if q.title for t in range(q.start, q.end))
    drafts = without_echoes(
        _draft(document, entities, knowledge, titles), sayings, answers, paragraphs, knowledge.lexicon.cues
    )
    totals = running_totals(drafts, setting)
    apart = frozenset(d.id for d in drafts if d.id in totals and not is_of_a_war(d, setting))
    causes = causes_of(drafts, apart=apart)
    grammar = knowledge.lexicon.grammar
    entities.homes = homes_of(drafts, entities, grammar)
    events = build_events(drafts, entities, setting, causes=causes, totals=totals)
    events += find_undertakings(sayings, drafts=drafts, events=events, entities=entities, grammar=grammar)
    contents = claim_contents(sayings, drafts, setting, causes=causes, answers=answers)
    events = own_acts(events, sayings, contents, entities, grammar)
    claims = build_claims(sayings, contents, entities, setting)
    relations = tuple(dict.fromkeys(find_relations(document.id, entities, knowledge.lexicon, _denied(sayings))))
    found, mentions = entity_facts(entities)
    told = {entity.id for entity in found}
    facts = Facts(
        document=_dated(document, setting.published),
        sentences=tuple(_sentences(parses)),
        entities=found,
        mentions=mentions,
        events=events,
        claims=tuple(_about(claim, told) for claim in without_attitudes(claims, sayings, relations)),
        relations=tuple(_between(relations, told)),
    )
    return link_facts(facts, ontology=knowledge.ontology, results=knowledge.lexicon.words.results)


def _about(claim: Claim, known: Collection[str]) -> Claim:
    """The claim as being about entities that are told."""
    roles = tuple(role for role in claim.roles if role.property != "about" or role.filler in known)
    return replace(claim, roles=roles, about=tuple(id_ for id_ in claim.about if id_ in known))


def _between(relations: Iterable[Relation], known: Collection[str]) -> Iterator[Relation]:
    """The relations of entities that are told; a place described in passing is none."""
    return (r for r in relations if r.subject in known and (r.literal or r.object in known))


def _resolve(
    document: Document, paragraphs: Sequence[Paragraph], quoted: frozenset[Place], knowledge: Knowledge
) -> Entities:
    grammar = knowledge.lexicon.grammar
    referents = decide_referents(paragraphs, knowledge.gazetteer, grammar=grammar)
    judgement = Judgement(is_a=knowledge.ontology.is_a, grammar=grammar)
    return Entities(
        document=document.id,
        paragraphs=paragraphs,
        resolution=resolve(paragraphs, referents=referents, quoted=quoted, judgement=judgement),
        gazetteer=knowledge.gazetteer,
        ontology=knowledge.ontology,
        resident=grammar.resident,
        ethnic=grammar.ethnic,
        basing=grammar.basing,
    )


def _setting(
    document: Document, paragraphs: Sequence[Paragraph], sayings: Sequence[Saying], knowledge: Knowledge
) -> Setting:
    headings = find_headings(paragraphs)
    return Setting(
        headings=headings,
        paragraphs=paragraphs,
        stops=_stops(sayings, paragraphs),
        cues=_by_paragraph(head for saying in sayings for head in _cue_tokens(saying.attribution)),
        published=_writing_day(document, paragraphs, headings=frozenset(headings.values())),
        lexicon=knowledge.lexicon,
    )


def _stops(sayings: Sequence[Saying], paragraphs: Sequence[Paragraph]) -> Mapping[int, Mapping[int, Factuality]]:
    """The heads of contents by paragraph; possible what is only doubted: "no evidence that troops had *fired*", "no sign of an *attack*"."""
    stances: dict[tuple[int, int], set[Stance]] = {}
    for saying in sayings:
        for head in saying.attribution.content_heads:
            stances.setdefault(head, set()).add(saying.attribution.stance)
    found: dict[int, dict[int, Factuality]] = {}
    for (paragraph, token), told in stances.items():
        parse = paragraphs[paragraph].parse
        # Who declines to say *who did it* leaves open who, not whether.
        asks = parse.tags[parse.edges[token][0]] in QUESTION_TAGS
        # Who declines to speak of *a raid* takes it for granted.
        open_ = told <= OPEN and not asks and (parse.pos[token] in VERBAL or Stance.DECLINES not in told)
        found.setdefault(paragraph, {})[token] = Factuality.POSSIBLE if open_ else Factuality.ACTUAL
    return found


def _writing_day(document: Document, paragraphs: Sequence[Paragraph], *, headings: frozenset[int]) -> dt.date | None:
    """The day that an article counts from: its dateline's, where that names one not long before it was published."""
    published = document.published
    for number, paragraph in enumerate(paragraphs):
        dateline = paragraph.parse.section is SectionKind.DATELINE and number not in headings
        for expression in paragraph.times if dateline else ():
            start = resolve_time(expression, parse=paragraph.parse, published=published).start
            if start is not None and start.day is not None and start.year is not None:
                written = dt.date.fromisoformat(str(start))
                return written if published is None or _is_recent(written, published) else published
    return published


def _dated(document: Document, day: dt.date | None) -> Document:
    """The document as published on the day of its dateline, where nothing else says when."""
    return document if document.published is not None or day is None else replace(document, published=day)


def _is_recent(written: dt.date, published: dt.date) -> bool:
    day = published.date() if isinstance(published, dt.datetime) else published
    return dt.timedelta(0) <= day - written <= LAG


def _cue_tokens(attribution: Attribution) -> list[tuple[int, int]]:
    return [(attribution.paragraph, token) for start, end in attribution.cue for token in range(start, end)]


def _by_paragraph(addresses: Iterable[tuple[int, int]]) -> Mapping[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for paragraph, token in addresses:
        found.setdefault(paragraph, set()).add(token)
    return {paragraph: frozenset(tokens) for paragraph, tokens in found.items()}


def _draft(
    document: Document, entities: Entities, knowledge: Knowledge, titles: frozenset[tuple[int, int]]
) -> list[Draft]:
    """The events of all paragraphs but those that a rule, or the title of a song, only names."""
    drafts: list[Draft] = []
    for number, paragraph in enumerate(entities.paragraphs):
        if paragraph.parse.section not in SPEAKING:
            continue
        found = find_events(
            paragraph.parse,
            knowledge.syntax,
            triggers=paragraph.triggers,
            classes_at=lambda token, number=number: entities.classes_at(number, token),  # type: ignore[misc]
        )
        titled = paragraph.parse.section is not SectionKind.HEADLINE and titles
        told = (m for m in found if not titled or (number, m.head) not in titled)
        told = (m for m in told if not is_general(paragraph.parse, m.head, knowledge.lexicon.factuality))
        drafts.extend(draft_events(document.id, number, paragraph.parse, tuple(told)))
    return drafts


def _denied(sayings: Sequence[Saying]) -> frozenset[tuple[int, int, int]]:
    """The tokens (paragraph, start, end) that somebody denies or doubts."""
    told = (saying.attribution for saying in sayings)
    return frozenset(place for found in told if found.stance in DENYING for place in found.contents)


def _sentences(parses: Sequence[Parse]) -> Iterator[Sentence]:
    for parse in parses:
        for start, end in parse.sentences:
            span = parse.span(start, end)
            if parse.quote(start, end).strip():
                yield Sentence(span=Span(*span), section=parse.section)

"""Quads → facts: what an article's graph says of events, claims and entities, as the plain values that it was made of.

Words are not read back but for sentences, as digests: facts from a graph have an empty text and no mentions.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from kg.dates import PartialDate
from kg.documents import Document
from kg.facts import (
    Amount,
    CasualtyCount,
    Claim,
    Entity,
    Event,
    Facts,
    Factuality,
    Outcome,
    Relation,
    Role,
    Span,
    Stance,
    Time,
    TimeBasis,
)
from kg.ids import digest
from kg.namespaces import CKG, SECTOR
from kg.rdf.terms import standard
from kg.rdf.written import Vocabulary

PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
CHARACTERS = re.compile(r"#char=(\d+),(\d+)$")
NOWHERE = Span(0, 0)
ROLES = ("agent", "target", "place", "origin", "destination", "instrument", "theme")
CLAIM_ROLES = ("speaker", "addressee")
STANDING = ("memberOf", "partOf", "locatedIn")
WORDS_OF_A_SENTENCE = 8
"""Shorter sentences are in common by chance: "He gave no details"."""

Fact = TypeVar("Fact", Event, Claim)
Statements = dict[str, list[ox.NamedNode | ox.Literal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReading:
    """An article as its graph has it: its facts, and digests of its longer sentences."""

    facts: Facts
    wording: frozenset[str]


class GraphReader:
    """Reads articles' graphs. `reference` gives what is known of an entity that only the reference graph describes."""

    def __init__(self, vocabulary: Vocabulary, *, base: str, reference: Callable[[str], Entity | None]) -> None:
        self._vocabulary = vocabulary
        self._base = base
        self._reference = reference
        self._specific: dict[frozenset[str], tuple[str, ...]] = {}

    def read(self, article: ox.NamedNode, quads: Iterable[ox.Quad]) -> ArticleReading:
        """What the graph of an article says."""
        said, sentences = _indexed(quads)
        kinds = {iri: _kinds(statements) for iri, statements in said.items()}
        things = {iri: self._types(found) for iri, found in kinds.items()}
        events, claims = ([iri for iri in sorted(said) if name in kinds[iri]] for name in ("Event", "Claim"))
        return ArticleReading(
            facts=Facts(
                document=_document(article, said.get(article.value, {})),
                entities=tuple(self._entities(said, things, kinds)),
                events=tuple(_by_place(self._event(iri, said, things[iri]) for iri in events)),
                claims=tuple(_by_place(self._claim(iri, said[iri]) for iri in claims)),
                relations=tuple(self._relations(said)),
            ),
            wording=frozenset(sentences),
        )

    def path(self, iri: str) -> str:
        """The path below the base, or the IRI of what lies elsewhere."""
        return iri.removeprefix(self._base)

    def _types(self, kinds: frozenset[str]) -> tuple[str, ...]:
        """The most specific classes of ours, in order."""
        found = self._specific.get(kinds)
        if found is None:
            above = {name for kind in kinds for name in self._vocabulary.superclasses(kind) if name != kind}
            found = self._specific[kinds] = tuple(sorted(kinds - above))
        return found

    def _entities(
        self, said: dict[str, Statements], types: dict[str, tuple[str, ...]], kinds: dict[str, frozenset[str]]
    ) -> Iterator[Entity]:
        """What the article describes, and what else fills a role, but for what is told itself."""
        roles = tuple(CKG + name for name in (*ROLES, *CLAIM_ROLES, "victims", *STANDING))
        named = {
            value.value
            for statements in said.values()
            for predicate in roles
            if predicate in statements
            for value in statements[predicate]
        }
        named.update(iri for iri, found in kinds.items() if "Entity" in found)
        for iri in sorted(named):
            if not kinds.get(iri, frozenset()) & {"Event", "Claim"}:
                entity = self._entity(iri, said.get(iri, {}), types.get(iri, ()))
                if entity is not None:
                    yield entity

    def _entity(self, iri: str, statements: Statements, types: tuple[str, ...]) -> Entity | None:
        label = _first(statements, standard("rdfs:label").value)
        if label is None:
            return self._reference(iri)
        country = _first(statements, CKG + "country")
        return Entity(
            id=self.path(iri),
            types=types,
            label=label,
            alt_labels=tuple(sorted(_values(statements, standard("skos:altLabel").value))),
            country=None if country is None else self.path(country),
            sectors=tuple(sorted(value.removeprefix(SECTOR) for value in _values(statements, CKG + "sector"))),
        )

    def _relations(self, said: dict[str, Statements]) -> Iterator[Relation]:
        for iri in sorted(said):
            for predicate in STANDING:
                for value in sorted(_values(said[iri], CKG + predicate)) if CKG + predicate in said[iri] else ():
                    yield Relation(
                        id="", subject=self.path(iri), predicate=predicate, object=self.path(value), trigger=NOWHERE
                    )

    def _event(self, iri: str, said: dict[str, Statements], types: tuple[str, ...]) -> Event:
        statements = said[iri]
        return Event(
            id=self.path(iri),
            type=types[0],
            triggers=_spans(statements),
            roles=tuple(self._roles(statements, ROLES)),
            factuality=Factuality(_local(statements, "factuality") or Factuality.ACTUAL),
            time=_time(statements, "startDate", "endDate"),
            casualties=tuple(
                self._count(value, said[value])
                for value in sorted(_values(statements, CKG + "casualties"))
                if value in said
            ),
        )

    def _roles(self, statements: Statements, names: Iterable[str]) -> Iterator[Role]:
        for name in names:
            for value in sorted(_values(statements, CKG + name)):
                yield Role(property=name, filler=self.path(value))

    def _count(self, iri: str, statements: Statements) -> CasualtyCount:
        victims, whole = (_first(statements, CKG + name) for name in ("victims", "partOfCount"))
        count, minimum, maximum = (
            None if (value := _first(statements, CKG + name)) is None else int(value)
            for name in ("count", "minCount", "maxCount")
        )
        return CasualtyCount(
            id=self.path(iri),
            outcome=Outcome(_local(statements, "outcome") or Outcome.KILLED),
            amount=Amount(count=count, minimum=minimum, maximum=maximum),
            triggers=_spans(statements),
            victims=None if victims is None else self.path(victims),
            part_of=None if whole is None else self.path(whole),
            cumulative=bool(_values(statements, CKG + "cumulative")),
        )

    def _claim(self, iri: str, statements: Statements) -> Claim:
        return Claim(
            id=self.path(iri),
            stance=Stance(_local(statements, "stance") or Stance.ASSERTS),
            triggers=_spans(statements),
            roles=tuple(self._roles(statements, CLAIM_ROLES)),
            content=tuple(map(self.path, sorted(_values(statements, CKG + "content")))),
            said=_time(statements, "saidDate", None),
        )


def _indexed(quads: Iterable[ox.Quad]) -> tuple[dict[str, Statements], set[str]]:
    """Subject → predicate → objects, phrases left out; and the digests of the longer sentences."""
    said: defaultdict[str, Statements] = defaultdict(lambda: defaultdict(list))
    anchors: dict[str, str] = {}
    sentences: list[str] = []
    anchor, section = standard("nif:anchorOf").value, CKG + "section"
    for quad in quads:
        subject, predicate = quad.subject.value, quad.predicate.value  # type: ignore[union-attr]
        if "#char=" not in subject:
            said[subject][predicate].append(quad.object)  # type: ignore[arg-type]
        elif predicate == anchor:
            anchors[subject] = quad.object.value  # type: ignore[union-attr]
        elif predicate == section:
            sentences.append(subject)
    texts = (anchors.get(subject, "").split() for subject in sentences)
    return said, {digest(*words) for words in texts if len(words) >= WORDS_OF_A_SENTENCE}


def _document(article: ox.NamedNode, statements: Statements) -> Document:
    issued = _first(statements, standard("dcterms:issued").value)
    return Document(
        id=_first(statements, standard("dcterms:identifier").value) or article.value,
        text="",
        published=None if issued is None else dt.date.fromisoformat(issued[:10]),
        publisher=_first(statements, standard("dcterms:publisher").value),
    )


def _time(statements: Statements, start: str, end: str | None) -> Time | None:
    expression = _first(statements, CKG + "timeExpression")
    if expression is None:
        return None
    basis = _local(statements, "timeBasis")
    return Time(
        expression=expression,
        span=NOWHERE,
        start=_date(_first(statements, CKG + start)),
        end=None if end is None else _date(_first(statements, CKG + end)),
        basis=None if basis is None else TimeBasis(basis),
    )


def _date(value: str | None) -> PartialDate | None:
    """The date, but for one without a year, which says nothing of when."""
    match = None if value is None else PARTIAL.match(value)
    if match is None:
        return None
    year, month, day = (None if part is None else int(part) for part in match.groups())
    return PartialDate(year=year, month=month, day=day)


def _spans(statements: Statements) -> tuple[Span, ...]:
    found = (CHARACTERS.search(value) for value in _values(statements, CKG + "trigger"))
    return tuple(sorted(Span(int(match[1]), int(match[2])) for match in found if match)) or (NOWHERE,)


def _by_place(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.triggers, fact.id))


def _kinds(statements: Statements) -> frozenset[str]:
    return frozenset(
        value.removeprefix(CKG) for value in _values(statements, standard("rdf:type").value) if value.startswith(CKG)
    )


def _values(statements: Statements, predicate: str) -> list[str]:
    return [value.value for value in statements.get(predicate, ())]


def _first(statements: Statements, predicate: str) -> str | None:
    return min(_values(statements, predicate), default=None)


def _local(statements: Statements, name: str) -> str | None:
    value = _first(statements, CKG + name)
    return None if value is None else value.removeprefix(CKG)

"""The words in articles that say what a graph says of a thing: of an event or claim, or of those that links join."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from kg.namespaces import BASE, CKG, name_of
from kg.rdf.terms import standard
from kg.stores import Store

JOINED_BY = ("reportedAs", "between")
"""How an incident has its events, and a contradiction its claims."""


class Mark(NamedTuple):
    """Characters [begin, end) of a sentence, and what they are for."""

    begin: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence, and the words in it that do something for the event or claim, in order and apart from each other."""

    sentence: str
    marks: tuple[Mark, ...]
    article: ox.NamedNode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is looked at, and where."""

    store: Store
    node: ox.NamedNode
    # Class → itself and those above it.
    ancestors: Mapping[str, tuple[str, ...]]

    def objects(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        """The objects, each once, in order."""
        found = {quad.object for quad in self.store.match(subject, predicate)}
        return sorted((term for term in found if isinstance(term, ox.NamedNode | ox.Literal)), key=str)

    def named(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """Those of the objects that are no literals."""
        return [term for term in self.objects(subject, predicate) if isinstance(term, ox.NamedNode)]

    def told(self) -> list[ox.NamedNode]:
        """The events or claims of which the node consists: itself, but for an incident and a contradiction."""
        joined = [thing for name in JOINED_BY for thing in self.named(self.node, own(name))]
        return joined or [self.node]

    def label(self, thing: ox.NamedNode) -> str:
        """The thing's label, else the end of its IRI."""
        labels = self.objects(thing, standard("rdfs:label"))
        return labels[0].value if labels else name_of(thing.value).removeprefix(BASE)


def evidences(view: View) -> Iterator[Evidence]:
    """Each sentence that holds a trigger, with its marks, the earlier article's first."""
    triggers = list(dict.fromkeys(t for told in view.told() for t in view.named(told, own("trigger"))))
    words = [(phrase, "trigger") for phrase in triggers] + [
        found for told in view.told() for found in _arguments(view, told)
    ]
    sentences = {name for trigger in triggers for name in view.named(trigger, standard("nif:sentence"))}
    for sentence in sorted(sentences, key=lambda name: _order(view, name)):
        begin, _ = _position(view, sentence)
        inside = [
            (*_position(view, p), label) for p, label in words if sentence in view.named(p, standard("nif:sentence"))
        ]
        yield Evidence(
            sentence=view.objects(sentence, standard("nif:anchorOf"))[0].value,
            marks=_apart(Mark(b - begin, e - begin, label) for b, e, label in inside),
            article=_article(view, sentence),
        )


def _article(view: View, sentence: ox.NamedNode) -> ox.NamedNode | None:
    return next(iter(view.named(sentence, standard("nif:referenceContext"))), None)


def in_order(view: View, things: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
    """Events or claims in the order of their articles and words."""
    return sorted(things, key=lambda thing: (*_order(view, thing), str(thing)))


def _order(view: View, thing: ox.NamedNode) -> tuple[str, str, tuple[int, int]]:
    """When the article of a sentence, or of what has its words as trigger, appeared; its name; and where in it that is."""
    phrases = view.named(thing, own("trigger")) or [thing]
    phrase = min(phrases, key=lambda name: _position(view, name))
    article = _article(view, phrase)
    issued = view.objects(article, standard("dcterms:issued")) if article is not None else []
    return issued[0].value if issued else "", str(article), _position(view, phrase)


def _arguments(view: View, told: ox.NamedNode) -> list[tuple[ox.NamedNode, str]]:
    found = {quad.subject for quad in view.store.match(predicate=own("argumentOf"), object_=told)}
    phrases = sorted((phrase for phrase in found if isinstance(phrase, ox.NamedNode)), key=str)
    return [(p, _roles(view, told, view.named(p, standard("itsrdf:taIdentRef")))) for p in phrases]


def _roles(view: View, told: ox.NamedNode, entities: Iterable[ox.NamedNode]) -> str:
    quads = (quad for entity in entities for quad in view.store.match(told, object_=entity))
    return "/".join(sorted({name_of(quad.predicate.value) for quad in quads})) or "argument"


def _position(view: View, phrase: ox.NamedNode) -> tuple[int, int]:
    begin, end = (view.objects(phrase, standard(f"nif:{edge}Index"))[0].value for edge in ("begin", "end"))
    return int(begin), int(end)


def _apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Those that overlap none before them, in the order of the text."""
    kept: list[Mark] = []
    for mark in marks:
        if all(mark.end <= other.begin or other.end <= mark.begin for other in kept):
            kept.append(mark)
    return tuple(sorted(kept))


def pieces(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """The sentence in pieces, each with what it is for: "" where it is for nothing."""
    at = 0
    for mark in evidence.marks:
        yield evidence.sentence[at : mark.begin], ""
        yield evidence.sentence[mark.begin : mark.end], mark.label
        at = mark.end
    yield evidence.sentence[at:], ""


def own(name: str) -> ox.NamedNode:
    """A term of our ontology."""
    return ox.NamedNode(CKG + name)

"""The words in articles that say what a graph says of an event or claim."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from kg.namespaces import BASE, CKG, name_of
from kg.rdf.terms import standard
from kg.stores import Store


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

    def label(self, thing: ox.NamedNode) -> str:
        """The thing's label, else the end of its IRI."""
        labels = self.objects(thing, standard("rdfs:label"))
        return labels[0].value if labels else name_of(thing.value).removeprefix(BASE)


def evidences(view: View) -> Iterator[Evidence]:
    """Each sentence that holds a trigger, with its marks."""
    triggers = view.named(view.node, own("trigger"))
    arguments = _arguments(view)
    sentences = {name for trigger in triggers for name in view.named(trigger, standard("nif:sentence"))}
    for sentence in sorted(sentences, key=lambda name: _position(view, name)):
        begin, _ = _position(view, sentence)
        words = [(phrase, "trigger") for phrase in triggers] + arguments
        inside = [
            (*_position(view, p), label) for p, label in words if sentence in view.named(p, standard("nif:sentence"))
        ]
        marks = _apart(Mark(b - begin, e - begin, label) for b, e, label in inside)
        articles = view.named(sentence, standard("nif:referenceContext"))
        yield Evidence(
            sentence=view.objects(sentence, standard("nif:anchorOf"))[0].value,
            marks=marks,
            article=articles[0] if articles else None,
        )


def _arguments(view: View) -> list[tuple[ox.NamedNode, str]]:
    found = {quad.subject for quad in view.store.match(predicate=own("argumentOf"), object_=view.node)}
    phrases = sorted((phrase for phrase in found if isinstance(phrase, ox.NamedNode)), key=str)
    return [(p, _roles(view, view.named(p, standard("itsrdf:taIdentRef")))) for p in phrases]


def _roles(view: View, entities: Iterable[ox.NamedNode]) -> str:
    quads = (quad for entity in entities for quad in view.store.match(view.node, object_=entity))
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

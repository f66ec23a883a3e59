"""The terms that the ontology defines, and no others.

A term goes by its local name when it is one of ours (`"Capture"`), by its whole IRI otherwise; either is understood
wherever a term is asked for.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.namespaces import name_of
from kg.resources import data_folder
from kg.turtle import Knowledge, read_knowledge

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
NOTATION = "http://www.w3.org/2004/02/skos/core#notation"
CLASS_TYPES = frozenset({OWL + "Class", RDFS + "Class"})
PROPERTY_TYPES = frozenset({OWL + "ObjectProperty", OWL + "DatatypeProperty"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class, property, value or scheme. `parents` are its direct superclasses among the classes of the ontology.

    `codes` maps the name of a scheme (`"plover"`) to the codes stated at this very term.
    """

    name: str
    iri: str
    label: str
    comment: str | None
    types: tuple[str, ...]
    parents: tuple[str, ...]
    domain: str | None
    range: str | None
    codes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """All terms of some ontology files. Look-ups are of dictionaries made once."""

    files: tuple[Path, ...]
    terms: Mapping[str, Term]
    classes: tuple[str, ...]
    properties: tuple[str, ...]
    ancestors: Mapping[str, tuple[str, ...]]
    children: Mapping[str, tuple[str, ...]]

    def term(self, term: str) -> Term:
        """What is known of a term. Raises OntologyError, with the names most like it, for one that does not exist."""
        found = self.terms.get(term) or self.terms.get(name_of(term))
        if found is None:
            raise OntologyError(f"the ontology has no term {term!r}{_near(term, self.terms)}")
        return found

    def iri(self, term: str) -> str:
        """The whole IRI of a term that is there; raises OntologyError for any other."""
        return self.term(term).iri

    def label(self, term: str) -> str:
        """The label, or the name of a term that has none."""
        return self.term(term).label

    def comment(self, term: str) -> str | None:
        """What the term means."""
        return self.term(term).comment

    def superclasses(self, class_: str) -> tuple[str, ...]:
        """The class and its ancestors among the classes of the ontology, nearest first."""
        found = self.ancestors.get(class_)
        return self.ancestors[self._class(class_)] if found is None else found

    def subclasses(self, class_: str) -> tuple[str, ...]:
        """The direct subclasses, in the order of the files."""
        return self.children.get(self._class(class_), ())

    def is_a(self, class_: str, ancestor: str) -> bool:
        """Whether the class is the ancestor or lies below it."""
        return name_of(ancestor) in self.superclasses(class_)

    def below(self, class_: str) -> Iterator[str]:
        """The class and all that lies below it, a parent before its children."""
        queue, seen = deque([self._class(class_)]), set[str]()
        while queue:
            current = queue.popleft()
            if current not in seen:
                seen.add(current)
                yield current
                queue.extend(self.children.get(current, ()))

    @property
    def events(self) -> tuple[str, ...]:
        """The event classes, the most general first."""
        return tuple(self.below("Event"))

    def codes(self, class_: str) -> dict[str, tuple[str, ...]]:
        """Scheme → the codes of the class, those of its nearest ancestor that has any where it has none itself."""
        codes: dict[str, tuple[str, ...]] = {}
        for ancestor in self.superclasses(class_):
            for scheme, values in self.terms[ancestor].codes.items():
                codes.setdefault(scheme, values)
        return codes

    def _class(self, class_: str) -> str:
        name = self.term(class_).name
        if name not in self.ancestors:
            raise OntologyError(f"{class_!r} is no class of the ontology{_near(class_, self.ancestors)}")
        return name


def load_ontology(extra: Iterable[Path] = ()) -> Ontology:
    """The project's ontology with any more files of the user's own.

    Raises OntologyError for a file that is not Turtle, or that makes a class a subclass of a term of ours that is none.
    """
    files = (data_folder("ontologies") / "conflict.ttl", *extra)
    knowledge = read_knowledge(files)
    classes = tuple(name_of(subject) for subject in _classes(knowledge))
    # What has no type is not defined here: words that a user's file gives to a class, say.
    defined = (
        subject for subject, said in knowledge.triples.items() if RDF_TYPE in said or name_of(subject) in classes
    )
    terms = {name_of(subject): _term(knowledge, subject, frozenset(classes)) for subject in defined}
    return Ontology(
        files=files,
        terms=terms,
        classes=classes,
        properties=tuple(name for name, term in terms.items() if PROPERTY_TYPES.intersection(term.types)),
        ancestors={name: tuple(_ancestors(name, terms)) for name in classes},
        children=_children(classes, terms),
    )


def _classes(knowledge: Knowledge) -> Iterator[str]:
    for subject, properties in knowledge.triples.items():
        if RDFS + "subClassOf" in properties or CLASS_TYPES.intersection(knowledge.values(subject, RDF_TYPE)):
            yield subject


def _term(knowledge: Knowledge, subject: str, classes: frozenset[str]) -> Term:
    parents = tuple(dict.fromkeys(map(name_of, knowledge.values(subject, RDFS + "subClassOf"))))
    unknown = [parent for parent in parents if parent not in classes and ":" not in parent]
    if unknown:
        raise OntologyError(f"the superclass ckg:{unknown[0]} of {subject} does not exist{_near(unknown[0], classes)}")
    return Term(
        name=name_of(subject),
        iri=subject,
        label=knowledge.value(subject, RDFS + "label") or _last_part(subject),
        comment=knowledge.value(subject, RDFS + "comment"),
        types=knowledge.values(subject, RDF_TYPE),
        parents=tuple(parent for parent in parents if parent in classes),
        domain=knowledge.value(subject, RDFS + "domain"),
        range=knowledge.value(subject, RDFS + "range"),
        codes=_codes(knowledge, subject),
    )


def _codes(knowledge: Knowledge, subject: str) -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for value in knowledge.triples[subject].get(NOTATION, ()):
        if isinstance(value, ox.Literal):
            scheme = name_of(value.datatype.value)
            codes[scheme] = (*codes.get(scheme, ()), value.value)
    return codes


def _ancestors(name: str, terms: Mapping[str, Term]) -> Iterator[str]:
    """Breadth first, each once, so that a cycle does no harm."""
    queue, seen = deque([name]), set[str]()
    while queue:
        current = queue.popleft()
        if current not in seen:
            seen.add(current)
            yield current
            queue.extend(terms[current].parents)


def _children(classes: Iterable[str], terms: Mapping[str, Term]) -> dict[str, tuple[str, ...]]:
    children: dict[str, list[str]] = defaultdict(list)
    for name in classes:
        for parent in terms[name].parents:
            children[parent].append(name)
    return {parent: tuple(names) for parent, names in children.items()}


def _near(term: str, names: Iterable[str]) -> str:
    """The end of a message about an unknown term: the names most like it, if any are."""
    wanted = _last_part(term)
    by_lower = {_last_part(name).lower(): name for name in names}
    matches = get_close_matches(wanted.lower(), by_lower, n=3, cutoff=0.7)
    return f"; near it: {', '.join(by_lower[match] for match in matches)}" if matches else ""


def _last_part(iri: str) -> str:
    return iri.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1]

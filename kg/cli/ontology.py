"""`kg ontology`: the classes and properties, and the words that evoke a class."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.ontology import Ontology, Term
    from kg.turtle import Knowledge

KINDS_OF_WORDS = ("verb", "noun", "adjective", "phrase")
INDENT = "  "


def ontology(
    term: Annotated[str | None, typer.Argument(metavar="[CLASS]", help="A class or property, by name or IRI.")] = None,
    *,
    more: Annotated[list[Path] | None, typer.Option("--ontology", help="A Turtle file of classes of your own.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text.")] = False,
) -> None:
    """Show the tree of classes and the properties, or all that is known of one of them."""
    from kg.ontology import load_ontology

    loaded = load_ontology(more or ())
    if term is None:
        typer.echo(json.dumps(overview(loaded), indent=2) if as_json else "\n".join(overview_lines(loaded)))
    else:
        known = description(loaded, term, words=words(loaded.iri(term), more or []))
        typer.echo(json.dumps(known, indent=2, ensure_ascii=False) if as_json else "\n".join(description_lines(known)))


def overview(ontology: "Ontology") -> dict[str, object]:
    """Class → its direct superclasses, and property → its domain and range."""
    return {
        "classes": {name: list(ontology.term(name).parents) for name in ontology.classes},
        "properties": {name: {"domain": t.domain, "range": t.range} for name, t in _properties(ontology)},
    }


def overview_lines(ontology: "Ontology") -> Iterator[str]:
    """The tree of classes, a class indented below its superclass, then the properties."""
    for name in ontology.classes:
        if not ontology.term(name).parents:
            yield from _branch(ontology, name, 0)
    yield ""
    for name, term in _properties(ontology):
        yield f"{name}: {_short(term.domain)} → {_short(term.range)}"


def description(ontology: "Ontology", name: str, *, words: dict[str, list[str]]) -> dict[str, object]:
    """All that is known of a class or property; parts of which nothing is known are left out."""
    term = ontology.term(name)
    is_class = term.name in ontology.ancestors
    parts = {
        "name": term.name,
        "iri": term.iri,
        "label": term.label,
        "comment": term.comment,
        "domain": term.domain,
        "range": term.range,
        "superclasses": list(ontology.superclasses(term.name)[1:]) if is_class else [],
        "subclasses": list(ontology.subclasses(term.name)) if is_class else [],
        "codes": {scheme: list(codes) for scheme, codes in ontology.codes(term.name).items()} if is_class else {},
        "words": words,
    }
    return {part: value for part, value in parts.items() if value}


def description_lines(known: dict[str, object]) -> Iterator[str]:
    """A description as text, a part a line."""
    for part, value in known.items():
        if isinstance(value, dict):
            yield f"{part}:"
            yield from (f"{INDENT}{key}: {', '.join(values)}" for key, values in value.items())
        else:
            yield f"{part}: {', '.join(value) if isinstance(value, list) else value}"


def words(iri: str, more: list[Path]) -> dict[str, list[str]]:
    """Part of speech → the words that evoke the class, sorted: its own, and those of entries that evoke it."""
    from kg.namespaces import LEX
    from kg.resources import data_files
    from kg.turtle import read_knowledge

    knowledge = read_knowledge((*data_files("ontologies", "lexicon/*.ttl"), *more))
    subjects = [
        iri,
        *(entry for entry in knowledge.having(LEX + "evokes") if iri in knowledge.values(entry, LEX + "evokes")),
    ]
    found = {kind: _all_values(knowledge, subjects, LEX + kind) for kind in KINDS_OF_WORDS}
    return {kind: values for kind, values in found.items() if values}


def _all_values(knowledge: "Knowledge", subjects: list[str], predicate: str) -> list[str]:
    return sorted({value for subject in subjects for value in knowledge.values(subject, predicate)})


def _branch(ontology: "Ontology", name: str, depth: int) -> Iterator[str]:
    yield f"{INDENT * depth}{name}"
    for child in ontology.subclasses(name):
        yield from _branch(ontology, child, depth + 1)


def _properties(ontology: "Ontology") -> Iterator[tuple[str, "Term"]]:
    return ((name, ontology.term(name)) for name in ontology.properties)


def _short(iri: str | None) -> str:
    from kg.namespaces import name_of

    return "anything" if iri is None else name_of(iri)

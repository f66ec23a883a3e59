"""`kg explain`: an event or claim with the words that say so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from kg.errors import QueryError
from kg.namespaces import BASE, name_of

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.stores import Store


def explain(
    iri: Annotated[str, typer.Argument(metavar="IRI", help="An event's or claim's IRI, whole or below the base.")],
    *,
    store: Annotated[Path | None, typer.Option(help="The folder of a store.")] = None,
    graph: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="A file of RDF, instead of a store.")] = None,
) -> None:
    """Show the sentence with trigger and arguments marked, how it is meant, who said it, and its triples."""
    from rich.console import Console

    from kg.stores import memory_store, open_store

    if (store is None) == (not graph):
        raise typer.BadParameter("name one of --store FOLDER and --graph FILE")
    opened = memory_store(graph or ()) if store is None else open_store(store)
    view = View(store=opened, node=_node(iri))
    if not any(True for _ in opened.match(view.node)):
        raise QueryError(f"nothing is known of {view.node.value}")
    console = Console(highlight=False, soft_wrap=True)
    for evidence in evidences(view):
        console.print(marked(evidence) if console.is_terminal else bracketed(evidence), markup=console.is_terminal)
    for line in (*meanings(view), *sayings(view), "", turtle(view)):
        console.print(line, markup=False)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is looked at, and where."""

    store: "Store"
    node: "ox.NamedNode"

    def objects(self, subject: "ox.NamedNode", predicate: "ox.NamedNode") -> list["ox.NamedNode | ox.Literal"]:
        """The objects, each once, in order."""
        import pyoxigraph as ox

        found = {quad.object for quad in self.store.match(subject, predicate)}
        return sorted((term for term in found if isinstance(term, ox.NamedNode | ox.Literal)), key=str)

    def named(self, subject: "ox.NamedNode", predicate: "ox.NamedNode") -> list["ox.NamedNode"]:
        """Those of the objects that are no literals."""
        import pyoxigraph as ox

        return [term for term in self.objects(subject, predicate) if isinstance(term, ox.NamedNode)]

    def label(self, thing: "ox.NamedNode") -> str:
        """The thing's label, else the end of its IRI."""
        from kg.rdf.terms import standard

        labels = self.objects(thing, standard("rdfs:label"))
        return labels[0].value if labels else name_of(thing.value).removeprefix(BASE)


def evidences(view: View) -> Iterator[Evidence]:
    """Each sentence that holds a trigger, with its marks."""
    from kg.rdf.terms import standard

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
        yield Evidence(sentence=view.objects(sentence, standard("nif:anchorOf"))[0].value, marks=marks)


def _arguments(view: View) -> list[tuple["ox.NamedNode", str]]:
    import pyoxigraph as ox

    from kg.rdf.terms import standard

    found = {quad.subject for quad in view.store.match(predicate=own("argumentOf"), object_=view.node)}
    phrases = sorted((phrase for phrase in found if isinstance(phrase, ox.NamedNode)), key=str)
    return [(p, _roles(view, view.named(p, standard("itsrdf:taIdentRef")))) for p in phrases]


def _roles(view: View, entities: Iterable["ox.NamedNode"]) -> str:
    quads = (quad for entity in entities for quad in view.store.match(view.node, object_=entity))
    return "/".join(sorted({name_of(quad.predicate.value) for quad in quads})) or "argument"


def _position(view: View, phrase: "ox.NamedNode") -> tuple[int, int]:
    from kg.rdf.terms import standard

    begin, end = (view.objects(phrase, standard(f"nif:{edge}Index"))[0].value for edge in ("begin", "end"))
    return int(begin), int(end)


def _apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Those that overlap none before them, in the order of the text."""
    kept: list[Mark] = []
    for mark in marks:
        if all(mark.end <= other.begin or other.end <= mark.begin for other in kept):
            kept.append(mark)
    return tuple(sorted(kept))


def bracketed(evidence: Evidence) -> str:
    """The sentence with its marks in brackets.

    >>> bracketed(Evidence(sentence="Rebels fled.", marks=(Mark(0, 6, "agent"), Mark(7, 11, "trigger"))))
    '[agent Rebels] [trigger fled].'
    """
    return "".join(f"[{label} {text}]" if label else text for text, label in _pieces(evidence))


def marked(evidence: Evidence) -> str:
    """The sentence with its marks in colour, for a terminal."""
    from rich.markup import escape

    def shown(text: str, label: str) -> str:
        style = "bold reverse" if label == "trigger" else "bold underline"
        return f"[{style}]{escape(text)}[/] [dim]{label}[/]"

    return "".join(shown(text, label) if label else escape(text) for text, label in _pieces(evidence))


def _pieces(evidence: Evidence) -> Iterator[tuple[str, str]]:
    at = 0
    for mark in evidence.marks:
        yield evidence.sentence[at : mark.begin], ""
        yield evidence.sentence[mark.begin : mark.end], mark.label
        at = mark.end
    yield evidence.sentence[at:], ""


def meanings(view: View) -> Iterator[str]:
    """Class, factuality or stance, and dates, a line each."""
    yield f"class: {', '.join(_classes(view, view.node))}"
    for name in ("factuality", "phase", "stance", "startDate", "endDate", "saidDate", "medium", "quoted"):
        for value in view.objects(view.node, own(name)):
            yield f"{name}: {name_of(value.value)}"


def _classes(view: View, thing: "ox.NamedNode") -> list[str]:
    """The most specific ones."""
    from kg.ontology import load_ontology
    from kg.rdf.terms import standard

    ancestors = load_ontology().ancestors
    names = {name_of(class_.value) for class_ in view.named(thing, standard("rdf:type"))}
    above = {ancestor for name in names for ancestor in ancestors.get(name, ()) if ancestor != name}
    return sorted(names - above)


def sayings(view: View) -> Iterator[str]:
    """Who says what, or who says so or denies it; the article's own voice where nobody does; what contradicts it."""
    for role in ("speaker", "addressee"):
        for actor in view.named(view.node, own(role)):
            yield f"{role}: {view.label(actor)}"
    for content in view.named(view.node, own("content")):
        yield f"content: {', '.join(_classes(view, content))} <{content.value}>"
    claims = sorted({quad.subject for quad in view.store.match(predicate=own("content"), object_=view.node)}, key=str)
    own_voice = own("factuality") in {quad.predicate for quad in view.store.match(view.node)}
    if not claims and own_voice:
        yield "said by: the article itself"
    for claim in claims:
        yield f"said by: {_saying(view, claim)}"  # type: ignore[arg-type]
    for claim in view.named(view.node, own("contradicts")):
        yield f"contradicted by: {_saying(view, claim)}"


def _saying(view: View, claim: "ox.NamedNode") -> str:
    speakers = ", ".join(view.label(speaker) for speaker in view.named(claim, own("speaker")))
    stances = ", ".join(name_of(stance.value) for stance in view.objects(claim, own("stance")))
    return f"{speakers or 'nobody named'} ({stances}) <{claim.value}>"


def turtle(view: View) -> str:
    """All triples of the event or claim and of its counts, as Turtle."""
    import pyoxigraph as ox

    from kg.files import serialized

    things = (view.node, *view.named(view.node, own("casualties")))
    quads = [quad for thing in things for quad in view.store.match(thing)]
    return serialized(quads, ox.RdfFormat.TURTLE).decode()


def own(name: str) -> "ox.NamedNode":
    """A term of our ontology."""
    import pyoxigraph as ox

    from kg.namespaces import CKG

    return ox.NamedNode(CKG + name)


def _node(iri: str) -> "ox.NamedNode":
    import pyoxigraph as ox

    try:
        return ox.NamedNode(iri.strip("<>") if "://" in iri else BASE + iri)
    except ValueError as error:
        raise QueryError(f"{iri!r} is no IRI: {error}") from error

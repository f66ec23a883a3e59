"""What a graph says of a thing, in lines for people, and as triples."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.explorer.evidence import View, in_order, own
from kg.files import serialized
from kg.namespaces import CKG, name_of
from kg.rdf.terms import standard

MEANT = ("factuality", "phase", "stance", "startDate", "endDate", "saidDate", "medium", "quoted", "anonymous")
LINKED = ("ground", "ofIncident", "agreesOn", "differsOn", "score", "articleCount", "sourceCount")
"""What is said of an incident or a contradiction: words and numbers."""


def meanings(view: View) -> Iterator[str]:
    """Class, factuality or stance, and dates, a line each; of links, on what they rest."""
    yield f"class: {', '.join(_classes(view, view.node))}"
    if view.told() != [view.node]:
        yield from _bases(view)
    for name in MEANT:
        for value in view.objects(view.node, own(name)):
            yield f"{name}: {name_of(value.value)}"


def _bases(view: View) -> Iterator[str]:
    for label in view.objects(view.node, standard("rdfs:label")):
        yield f"label: {label.value}"
    for name in LINKED:
        found = view.objects(view.node, own(name))
        if found:
            yield f"{name}: {', '.join(_worded(view, value) for value in found)}"


def _worded(view: View, value: ox.NamedNode | ox.Literal) -> str:
    """A term of ours as its name, another thing as its label with its IRI."""
    if isinstance(value, ox.Literal) or value.value.startswith(CKG):
        return name_of(value.value)
    return f"{view.label(value)} <{value.value}>"


def _classes(view: View, thing: ox.NamedNode) -> list[str]:
    """The most specific ones."""
    names = {name_of(class_.value) for class_ in view.named(thing, standard("rdf:type"))}
    above = {ancestor for name in names for ancestor in view.ancestors.get(name, ()) if ancestor != name}
    return sorted(names - above)


def sayings(view: View) -> Iterator[str]:
    """Who says what, or who says so or denies it; the article's own voice where nobody does; what contradicts it.

    Of an incident its reports, of a contradiction its claims.
    """
    for event in in_order(view, view.named(view.node, own("reportedAs"))):
        yield f"reported as: {_report(view, event)}"
    for claim in view.named(view.node, own("between")):
        yield f"between: {_saying(view, claim)}"
    for role in ("speaker", "addressee"):
        for actor in view.named(view.node, own(role)):
            yield f"{role}: {view.label(actor)}"
    for content in view.named(view.node, own("content")):
        yield f"content: {', '.join(_classes(view, content))} <{content.value}>"
    claims = _claims(view, view.node)
    own_voice = own("factuality") in {quad.predicate for quad in view.store.match(view.node)}
    if not claims and own_voice:
        yield "said by: the article itself"
    for claim in claims:
        yield f"said by: {_saying(view, claim)}"
    for claim in view.named(view.node, own("contradicts")):
        yield f"contradicted by: {_saying(view, claim)}"


def _claims(view: View, event: ox.NamedNode) -> list[ox.NamedNode]:
    found = {quad.subject for quad in view.store.match(predicate=own("content"), object_=event)}
    return sorted((claim for claim in found if isinstance(claim, ox.NamedNode)), key=str)


def _report(view: View, event: ox.NamedNode) -> str:
    """Class and reality of an event, and who says so."""
    reality = "".join(f" ({name_of(value.value)})" for value in view.objects(event, own("factuality")))
    said = "; ".join(_saying(view, claim) for claim in _claims(view, event))
    return f"{', '.join(_classes(view, event))}{reality} <{event.value}>, said by {said or 'the article itself'}"


def _saying(view: View, claim: ox.NamedNode) -> str:
    speakers = ", ".join(view.label(speaker) for speaker in view.named(claim, own("speaker")))
    stances = ", ".join(name_of(stance.value) for stance in view.objects(claim, own("stance")))
    return f"{speakers or 'nobody named'} ({stances}) <{claim.value}>"


def turtle(view: View) -> str:
    """All triples of the thing and of its counts, as Turtle."""
    things = (view.node, *view.named(view.node, own("casualties")))
    quads = [quad for thing in things for quad in view.store.match(thing)]
    return serialized(quads, ox.RdfFormat.TURTLE).decode()

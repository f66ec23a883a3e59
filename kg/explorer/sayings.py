"""What a graph says of an event or claim, in lines for people, and as triples."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.explorer.evidence import View, own
from kg.files import serialized
from kg.namespaces import name_of
from kg.rdf.terms import standard


def meanings(view: View) -> Iterator[str]:
    """Class, factuality or stance, and dates, a line each."""
    yield f"class: {', '.join(_classes(view, view.node))}"
    for name in ("factuality", "phase", "stance", "startDate", "endDate", "saidDate", "medium", "quoted", "anonymous"):
        for value in view.objects(view.node, own(name)):
            yield f"{name}: {name_of(value.value)}"


def _classes(view: View, thing: ox.NamedNode) -> list[str]:
    """The most specific ones."""
    names = {name_of(class_.value) for class_ in view.named(thing, standard("rdf:type"))}
    above = {ancestor for name in names for ancestor in view.ancestors.get(name, ()) if ancestor != name}
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


def _saying(view: View, claim: ox.NamedNode) -> str:
    speakers = ", ".join(view.label(speaker) for speaker in view.named(claim, own("speaker")))
    stances = ", ".join(name_of(stance.value) for stance in view.objects(claim, own("stance")))
    return f"{speakers or 'nobody named'} ({stances}) <{claim.value}>"


def turtle(view: View) -> str:
    """All triples of the event or claim and of its counts, as Turtle."""
    things = (view.node, *view.named(view.node, own("casualties")))
    quads = [quad for thing in things for quad in view.store.match(thing)]
    return serialized(quads, ox.RdfFormat.TURTLE).decode()

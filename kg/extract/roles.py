"""The fillers of roles: from the token that grammar gives to the entity or event that it stands for."""

from collections.abc import Callable, Iterator

from kg.extract.entities import Entities
from kg.facts import Role
from kg.nlp.parse import Parse

EventAt = Callable[[int, int], str | None]
"""The id of the event that a token of a paragraph evokes."""


def fill_role(
    entities: Entities, parse: Parse, *, paragraph: int, token: int, role: str, event_at: EventAt, transparent: frozenset[str]
) -> Iterator[Role]:
    """The entities that a token stands for in a role; through nouns that only portion out ("parts of X"); else an event."""
    found = False
    for place in entities.places_at(paragraph, token):
        filler = entities.id_at(place, role)
        if filler is not None:
            found = True
            yield Role(property=role, filler=filler, span=entities.span(place))
    if found:
        return
    event = event_at(paragraph, token)
    if event is not None:
        if role in EVENT_ROLES:
            yield Role(property="theme", filler=event)
        return
    if parse.lemmas[token] in transparent or parse.lowers[token] in transparent:
        for inner in portioned(parse, token):
            yield from fill_role(
                entities, parse, paragraph=paragraph, token=inner, role=role, event_at=event_at, transparent=transparent
            )


EVENT_ROLES = frozenset({"theme"})


def portioned(parse: Parse, token: int) -> Iterator[int]:
    """What stands behind the "of" of a noun."""
    for preposition in parse.dependents(token, "prep"):
        if parse.lowers[preposition] == "of":
            yield from parse.dependents(preposition, "pobj")

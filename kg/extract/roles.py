"""The fillers of roles: from the token that grammar gives to the entity or event that it stands for."""

from collections.abc import Callable, Iterator

from kg.extract.entities import Entities
from kg.facts import Role

EventAt = Callable[[int, int], str | None]
"""The id of the event that a token of a paragraph evokes."""


def fill_role(entities: Entities, *, paragraph: int, token: int, role: str, event_at: EventAt) -> Iterator[Role]:
    """The entities that a token stands for in a role; else, for a theme, the event that it evokes."""
    found = False
    for place in entities.places_at(paragraph, token):
        filler = entities.id_at(place, role)
        if filler is not None:
            found = True
            yield Role(property=role, filler=filler, span=entities.span(entities.most_telling(place)))
    event = event_at(paragraph, token)
    if not found and event is not None and role in EVENT_ROLES:
        yield Role(property=role, filler=event)


EVENT_ROLES = frozenset({"theme"})
"""Roles that an event may fill."""

"""The fillers of roles: from the token that grammar gives to the entity or event that it stands for."""

from collections.abc import Callable, Iterator

from kg.extract.entities import Entities
from kg.facts import Role
from kg.nlp.coreference import Place
from kg.nlp.mentions import Kind

EventAt = Callable[[int, int], str | None]
"""The id of the event that a token of a paragraph evokes."""


def fill_role(entities: Entities, *, paragraph: int, token: int, role: str, event_at: EventAt) -> Iterator[Role]:
    """The entities that a token stands for in a role; else, for a theme, the event that it evokes."""
    found = False
    for place in entities.places_at(paragraph, token):
        filler = entities.id_at(place, role)
        if filler is not None:
            found = True
            yield Role(property=role, filler=filler, span=entities.span(_most_telling(entities, place)))
    event = event_at(paragraph, token)
    if not found and event is not None and role in EVENT_ROLES:
        yield Role(property=role, filler=event)


EVENT_ROLES = frozenset({"theme"})
"""Roles that an event may fill."""


def _most_telling(entities: Entities, place: Place) -> Place:
    """Where a sentence says best who a pronoun in it stands for: the nearest name or description, those before it first.

    Arguments are shown by the most informative mention of the sentence, as in TAC KBP's event arguments.
    """
    paragraph, n = place
    number, mention = entities.cluster_of(place), entities.mention(place)
    if mention.kind is not Kind.PRONOUN or number is None:
        return place
    parse, mentions = entities.paragraphs[paragraph].parse, entities.paragraphs[paragraph].mentions
    sentence = parse.sentence_of[mention.head]
    for m in (*range(n - 1, -1, -1), *range(n + 1, len(mentions))):
        other = mentions[m]
        told = other.kind is not Kind.PRONOUN and parse.sentence_of[other.head] == sentence
        if told and entities.cluster_of((paragraph, m)) == number and entities.is_mention((paragraph, m)):
            return paragraph, m
    return place

"""Which facts of an article are those of the gold, one to one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.claims import ClaimWords
from kg.evaluate.classes import Classes
from kg.evaluate.facts.annotation import Annotation, Filler, GoldClaim, GoldEvent
from kg.evaluate.facts.reading import Article, Known, ReadEvent
from kg.evaluate.measures import Matches, all_matches, one_to_one
from kg.evaluate.spans import Fit, characters, paired
from kg.facts import Span

EQUAL, RELATED, OTHER = 3, 2, 1
"""How close two classes are: the same, one above the other, neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An article's gold, what the graph says of it, and which events and claims of the two are the same."""

    gold: Annotation
    article: Article
    known: Known
    events: tuple[tuple[GoldEvent, ReadEvent], ...]
    claims: tuple[tuple[GoldClaim, ClaimWords], ...]

    @property
    def nodes(self) -> Mapping[str, str]:
        """Ids of the gold's events and claims → the graph's names for them."""
        events = {gold.id: found.id for gold, found in self.events}
        return events | {gold.id: found.id for gold, found in self.claims}


def compare(gold: Annotation, article: Article, known: Known) -> Comparison:
    """Events go together when their triggers share a character, those of a like class first; claims, by their cues."""

    def event_fit(wanted: GoldEvent, found: ReadEvent) -> Fit:
        length = common(wanted.trigger, found.trigger)
        return (closeness(wanted.type, found.classes, known.classes), length) if length else ()

    def claim_fit(wanted: GoldClaim, found: ClaimWords) -> Fit:
        length = common(wanted.cue, found.cue)
        return (length, common(wanted.content, found.content)) if length else ()

    return Comparison(
        gold=gold,
        article=article,
        known=known,
        events=tuple(paired(gold.events, article.events, event_fit)),
        claims=tuple(paired(gold.claims, article.claims, claim_fit)),
    )


def closeness(type_: str, classes: frozenset[str], known: Classes) -> int:
    """How close a class of the gold is to the classes of a thing."""
    if type_ in known.lowest(classes):
        return EQUAL
    return RELATED if known.related(type_, classes) else OTHER


def common(some: Sequence[Span], others: Sequence[Span]) -> int:
    """How many characters lie in both."""
    return len(characters(some) & characters(others))


def role_matches(comparison: Comparison, role: str) -> Matches:
    """The fillers of a role in the events that are the same."""
    pairs = ((wanted.roles[role], found.id) for wanted, found in comparison.events)
    return all_matches(filler_matches(comparison, wanted, node, role) for wanted, node in pairs)


def filler_matches(comparison: Comparison, wanted: Sequence[Filler], node: str, role: str) -> Matches:
    """What fills a role of one event or claim: an entity is right when any mention of it shares a character."""
    nodes, article = comparison.nodes, comparison.article

    def fit(gold: Filler, filler: str) -> Fit:
        if isinstance(gold, str):
            return (1,) if nodes.get(gold) == filler else ()
        length = max((common(gold, [span]) for span in article.words_of(filler)), default=0)
        return (length,) if length else ()

    found = comparison.known.fillers.get((node, role), ())
    return one_to_one(len(paired(wanted, found, fit)), predicted=len(found), gold=len(wanted))

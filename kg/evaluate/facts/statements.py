"""Measures of what is said to happen and of who says so: events, their parts, claims."""

from collections.abc import Iterator, Sequence

from kg.evaluate.facts.comparing import EQUAL, RELATED, Comparison, closeness, filler_matches, role_matches
from kg.evaluate.measures import Matches, Scores, all_matches, mean, one_to_one
from kg.evaluate.spans import characters
from kg.evaluate.tables import load_table

Comparisons = Sequence[Comparison]


def event_scores(comparisons: Comparisons) -> Scores:
    """Events by their triggers, with any class, a like one, the same one."""
    return {
        "event": all_matches(_events(comparison, least=0) for comparison in comparisons),
        "event, class like it": all_matches(_events(comparison, least=RELATED) for comparison in comparisons),
        "event, class the same": all_matches(_events(comparison, least=EQUAL) for comparison in comparisons),
    }


def _events(comparison: Comparison, *, least: int) -> Matches:
    classes = comparison.known.classes
    hits = sum(closeness(wanted.type, found.classes, classes) >= least for wanted, found in comparison.events)
    return one_to_one(hits, predicted=len(comparison.article.events), gold=len(comparison.gold.events))


def detail_scores(comparisons: Comparisons) -> Scores:
    """Roles, factuality and start of the events that are the same."""
    roles = {
        role: all_matches(role_matches(comparison, role) for comparison in comparisons)
        for role in load_table("facts")["roles"]
    }
    return {
        **roles,
        "all roles": all_matches(roles.values()),
        "factuality": mean(right for comparison in comparisons for right in _factualities(comparison)),
        "start date": mean(right for comparison in comparisons for right in _starts(comparison)),
    }


def _factualities(comparison: Comparison) -> Iterator[bool]:
    for wanted, found in comparison.events:
        yield comparison.known.values.get((found.id, "factuality")) == wanted.factuality


def _starts(comparison: Comparison) -> Iterator[bool]:
    """Of events that have one in the gold or in the graph."""
    for wanted, found in comparison.events:
        start = comparison.known.values.get((found.id, "startDate"))
        if not (start is None and wanted.start is None):
            yield start == wanted.start


def claim_scores(comparisons: Comparisons) -> Scores:
    """Claims by their cues; speaker, stance, the characters of the content and the events in it of those that are the same."""
    return {
        "claim": all_matches(
            one_to_one(len(item.claims), predicted=len(item.article.claims), gold=len(item.gold.claims))
            for item in comparisons
        ),
        "speaker": all_matches(
            filler_matches(item, wanted.speaker, found.id, "speaker")
            for item in comparisons
            for wanted, found in item.claims
        ),
        "stance": mean(
            item.known.values.get((found.id, "stance")) == wanted.stance
            for item in comparisons
            for wanted, found in item.claims
        ),
        "content": all_matches(_contents(item) for item in comparisons),
        "what is claimed": all_matches(
            filler_matches(item, wanted.asserts, found.id, "content")
            for item in comparisons
            for wanted, found in item.claims
        ),
    }


def _contents(comparison: Comparison) -> Matches:
    spans = [(characters(wanted.content), characters(found.content)) for wanted, found in comparison.claims]
    return all_matches(
        one_to_one(len(wanted & found), predicted=len(found), gold=len(wanted)) for wanted, found in spans
    )

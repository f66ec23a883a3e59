"""Attributions of PolNeAR (the Political News Attribution Relations corpus): source, cue and content.

Each part is compared from where its first phrase begins to where its last one ends, as in the corpus' own scorer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.claims import ClaimWords, find_claims
from kg.evaluate.gold import Record, span
from kg.evaluate.graph import Graph
from kg.evaluate.measures import Matches, Scores, all_matches, one_to_one, together
from kg.evaluate.spans import characters, hull, span_scores, touch
from kg.facts import Span

# A content counts as the same when it shares at least half of all characters that either has.
LEAST_SHARED = 0.5
Parts = Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """A text, and its attributions as part → phrases."""

    id: str
    attributions: tuple[Parts, ...]


def read(record: Record) -> Attributed:
    """A record with `attributions`: `source`, `cue` and `content`, each a list of pairs."""
    found = (
        {part: tuple(map(span, attribution[part])) for part in ("source", "cue", "content")}
        for attribution in record["attributions"]
    )
    return Attributed(id=record["id"], attributions=tuple(found))


def score(gold: Sequence[Attributed], graph: Graph) -> Scores:
    """Spans of each part, by overlap and strictly, and of whole attributions those whose source touches and whose content fits."""
    claims = find_claims(graph)
    pairs = [(text.attributions, tuple(map(_parts, claims.get(text.id, ())))) for text in gold]
    parts = (
        span_scores(part, ((_hulls(part, wanted), _hulls(part, found)) for wanted, found in pairs))
        for part in ("source", "cue", "content")
    )
    return together((*parts, {"who said what": all_matches(_whole(wanted, found) for wanted, found in pairs)}))


def _parts(claim: ClaimWords) -> Parts:
    return {"source": claim.speaker, "cue": claim.cue, "content": claim.content}


def _hulls(part: str, attributions: Iterable[Parts]) -> tuple[Span, ...]:
    return tuple(hull(attribution[part]) for attribution in attributions if attribution[part])


def _whole(gold: Iterable[Parts], predicted: Sequence[Parts]) -> Matches:
    """Attributions that have both source and content; each takes the first claim that fits and is still free."""
    asked = [attribution for attribution in gold if attribution["source"] and attribution["content"]]
    free = [claim for claim in predicted if claim["source"] and claim["content"]]
    told, hits = len(free), 0
    for attribution in asked:
        match = next((claim for claim in free if _fits(attribution, claim)), None)
        if match is not None:
            free.remove(match)
            hits += 1
    return one_to_one(hits, predicted=told, gold=len(asked))


def _fits(attribution: Parts, claim: Parts) -> bool:
    if not touch(attribution["source"], claim["source"]):
        return False
    wanted, found = characters(attribution["content"]), characters(claim["content"])
    return len(wanted & found) / len(wanted | found) >= LEAST_SHARED

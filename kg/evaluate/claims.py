"""Claims as their words: cue, speaker, content."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.evaluate.graph import Graph
from kg.facts import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWords:
    """The phrases of a claim, each part in the order of the text; a part that the text leaves out is empty."""

    id: str
    cue: tuple[Span, ...]
    speaker: tuple[Span, ...]
    content: tuple[Span, ...]


def find_claims(graph: Graph) -> Mapping[str, tuple[ClaimWords, ...]]:
    """Article → its claims in the order of their cues."""
    cues: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for article, claim, begin, end in graph.rows("claims"):
        cues[article, claim].append(Span(int(begin), int(end)))
    speakers, contents = graph.spans("speakers"), graph.spans("contents")
    articles: dict[str, list[ClaimWords]] = defaultdict(list)
    for (article, claim), cue in sorted(cues.items(), key=lambda found: (sorted(found[1]), found[0])):
        words = ClaimWords(
            id=claim,
            cue=tuple(sorted(cue)),
            speaker=tuple(speakers.get(claim, ())),
            content=tuple(contents.get(claim, ())),
        )
        articles[article].append(words)
    return {article: tuple(claims) for article, claims in articles.items()}

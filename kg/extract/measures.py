"""Which event a distance, an area, a mass or a sum of money is told of."""

from collections.abc import Mapping, Sequence

from kg import ids
from kg.extract.dating import EMBEDDING
from kg.extract.drafts import Draft, DraftAt, with_carriers
from kg.extract.setting import Setting
from kg.facts import Measure
from kg.nlp.parse import Parse
from kg.nlp.quantities.measures import MeasureMention

Measures = Mapping[str, Sequence[Measure]]
"""Event → the measures told of it."""


def measures_of(drafts: Sequence[Draft], setting: Setting) -> Measures:
    """The measures of the events whose clause tells them; what stands outside an event's clause is no event's."""
    at = with_carriers(drafts)
    found: dict[str, list[Measure]] = {}
    for number, paragraph in enumerate(setting.paragraphs):
        for mention in paragraph.measures:
            draft = _told_of(paragraph.parse, mention, at, number)
            if draft is not None:
                found.setdefault(draft.id, []).append(_measure(paragraph.parse, mention, draft))
    return found


def _told_of(parse: Parse, mention: MeasureMention, at: DraftAt, paragraph: int) -> Draft | None:
    """The nearest event on the way up, within the clause: "captured *300 square miles*", "a bus *40 miles* north of X"."""
    token = mention.head
    while (paragraph, token) not in at:
        above = parse.heads[token]
        joined = parse.deps[token] == "conj" and parse.pos[token] in ("VERB", "AUX")
        if above == token or joined or parse.deps[token] in EMBEDDING:
            return None
        token = above
    return at[paragraph, token]


def _measure(parse: Parse, mention: MeasureMention, draft: Draft) -> Measure:
    span = parse.span(mention.start, mention.end)
    return Measure(
        id=ids.mint("measure", draft.id, span.begin, span.end),
        kind=mention.kind,
        magnitude=mention.magnitude,
        unit=mention.unit,
        trigger=span,
    )

"""Capitals that are named by their country alone: "the *Sudanese* capital", "*Yemen's* capital", "the capital *of Mali*"."""

from collections.abc import Iterator, Sequence

from kg.extract.senses import Decision
from kg.gazetteer import Gazetteer
from kg.nlp.coreference import Place
from kg.nlp.mentions import Kind, Link, Mention
from kg.nlp.reading import Paragraph

WHOSE = frozenset({Link.ADJECTIVE, Link.POSSESSIVE, Link.OF, Link.COMPOUND})


def decide_capitals(
    paragraphs: Sequence[Paragraph], gazetteer: Gazetteer, *, nouns: frozenset[str]
) -> Iterator[tuple[Place, Decision]]:
    """The town that each such description stands for; `nouns` are the words for one."""
    for number, paragraph in enumerate(paragraphs):
        for n, mention in enumerate(paragraph.mentions):
            if mention.kind is Kind.NOMINAL and not mention.plural and mention.noun in nouns:
                seat = _seat(paragraph, mention, gazetteer)
                if seat is not None:
                    yield (number, n), (seat, gazetteer.referent(seat).types[0])


def _seat(paragraph: Paragraph, mention: Mention, gazetteer: Gazetteer) -> str | None:
    tied = {tie.token for tie in mention.ties if tie.link in WHOSE}
    owners = [m for m in paragraph.mentions if m is not mention and any(m.start <= t < m.end for t in tied)]
    countries = {c.key for m in owners for c in m.candidates[:1] if c.key.startswith("country/")}
    # "Bangladesh's *commercial* capital" is another town.
    modifiers = paragraph.parse.dependents(mention.head, "amod", "compound", "nmod")
    if len(countries) != 1 or any(token not in tied for token in modifiers):
        return None
    return gazetteer.seat_of(next(iter(countries)))

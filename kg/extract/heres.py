"""Where "here" is: in the town of the article's dateline."""

from collections.abc import Iterator

from kg.extract.drafts import Draft
from kg.extract.entities import Entities
from kg.extract.roles import fill_role
from kg.facts import Role, SectionKind
from kg.lexicon.grammar import Grammar
from kg.nlp.parse import Parse

PLACE = "place"


def place_here(draft: Draft, entities: Entities, grammar: Grammar) -> Iterator[Role]:
    """The place of an event that the outlet says to have happened "here", where a dateline tells where it writes."""
    paragraph, mention = entities.paragraphs[draft.paragraph], draft.mention
    if grammar.located.isdisjoint(entities.ontology.superclasses(mention.type)):
        return
    heads = (mention.head, *mention.tokens, *(() if mention.governor is None else (mention.governor,)))
    if any(_is_here(paragraph.parse, child, grammar) for head in heads for child in paragraph.parse.children[head]):
        yield from _of_dateline(draft.paragraph, entities)


def _is_here(parse: Parse, token: int, grammar: Grammar) -> bool:
    """Whether a word points to where the outlet writes; in a quotation it points to where the speaker is."""
    before = parse.tags[:token]
    return parse.lowers[token] in grammar.here and before.count("``") == before.count("''")


def _of_dateline(number: int, entities: Entities) -> Iterator[Role]:
    """The first town that the dateline of the paragraph's article names."""
    part = entities.paragraphs[number].part
    for other in range(number - 1, -1, -1):
        paragraph = entities.paragraphs[other]
        if paragraph.part != part:
            return
        if paragraph.parse.section is SectionKind.DATELINE:
            for token in (mention.head for mention in paragraph.mentions):
                if "Settlement" in (entities.classes_at(other, token) or ()):
                    yield from fill_role(
                        entities, paragraph=other, token=token, role=PLACE, event_at=lambda _, __: None
                    )
                    return
            return

"""All mentions of a paragraph: names, descriptions and pronouns."""

from dataclasses import dataclass

from kg.gazetteer import Gazetteer
from kg.lexicon.nouns import Nouns
from kg.lexicon.number_words import NumberWords
from kg.nlp.mentions import Kind, Mention
from kg.nlp.names import find_names
from kg.nlp.nominals import name_mentions, nominal_mentions
from kg.nlp.parse import Parse
from kg.nlp.quantities import find_amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What finding mentions needs to know of words."""

    gazetteer: Gazetteer
    nouns: Nouns
    numbers: NumberWords


PRONOUNS = frozenset({"PRP", "PRP$"})


def find_mentions(parse: Parse, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Names, descriptions and pronouns of a paragraph in the order of the text."""
    names = tuple(find_names(parse, gazetteer=vocabulary.gazetteer, nouns=vocabulary.nouns))
    amounts = {head: amount for head, (amount, _) in find_amounts(parse, vocabulary.numbers).items()}
    in_name = {token for name in names for token in range(name.start, name.end)}
    found = [mention for name in names for mention in name_mentions(parse, name, vocabulary.nouns)]
    found += nominal_mentions(parse, names=names, nouns=vocabulary.nouns, amounts=amounts)
    found += (_pronoun(parse, token) for token in range(len(parse)) if parse.tags[token] in PRONOUNS and token not in in_name)
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _pronoun(parse: Parse, token: int) -> Mention:
    return Mention(
        start=token,
        end=token + 1,
        head=token,
        kind=Kind.PRONOUN,
        label=parse.lowers[token],
    )

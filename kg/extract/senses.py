"""What the other names of a document say of one name: its short forms, its neighbours, its other occurrences."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from kg.facts import SectionKind
from kg.gazetteer import Sense
from kg.nlp.coreference import Place
from kg.nlp.mentions import Kind, Mention
from kg.nlp.reading import Paragraph

Decision = tuple[str | None, str | None]
"""The gazetteer's key and the class; either may be unknown."""
PEOPLE = ("Person", "Group")
PERSON: Decision = (None, "Person")
NOTHING: Decision = (None, None)
KNOWN_PERSON = "person/"
"""What the keys of the gazetteer's persons begin with."""
OUTLET: Decision = (None, "MediaOrganization")


def agree_senses(
    paragraphs: Sequence[Paragraph], decided: Mapping[Place, Decision], *, located: Collection[Place]
) -> dict[Place, Decision]:
    """The decisions on all names, where one name's helps another's; of those `located` the sentence says that they are places."""
    found = dict(decided)
    found.update(_narrowed(paragraphs, found))
    found.update(_towns(paragraphs, found))
    found.update(_acronyms(paragraphs, found))
    found.update(_coordinated(paragraphs, found))
    agreed = _one_sense_each(paragraphs, found)
    # Somebody "in *Houston*" is in the town, whatever Mr Houston does.
    return agreed | {place: found[place] for place in located if found[place][0] is not None}


def _narrowed(paragraphs: Sequence[Paragraph], decided: Mapping[Place, Decision]) -> Iterator[tuple[Place, Decision]]:
    """A country's namesake that the text places once ("Macon, *Georgia*") is meant where the name stands alone, too."""
    parts = {
        paragraphs[number].mentions[n].label: decision
        for (number, n), decision in decided.items()
        if decision[0] is not None and decision[0].startswith("region/")
    }
    for (number, n), (key, _) in decided.items():
        part = parts.get(paragraphs[number].mentions[n].label)
        if part is not None and key is not None and key.startswith("country/"):
            yield (number, n), part


def _towns(paragraphs: Sequence[Paragraph], decided: Mapping[Place, Decision]) -> Iterator[tuple[Place, Decision]]:
    """A district's name alone is its town's where the text has spoken of the town: "the *town* of X … X has fallen"."""
    towns: dict[str, Decision] = {}
    for (number, n), decision in decided.items():
        mention = paragraphs[number].mentions[n]
        key, type_ = decision
        if mention.noun is not None and key is not None:
            towns.pop(_bare(mention), None)
            if type_ == "Settlement":
                towns[_bare(mention)] = decision
        elif key is not None and key.startswith("region/") and mention.label in towns:
            yield (number, n), towns[mention.label]


def _acronyms(paragraphs: Sequence[Paragraph], decided: Mapping[Place, Decision]) -> Iterator[tuple[Place, Decision]]:
    """What stands in brackets behind a name as its short form is what the name is: "New South Wales (*NSW*)"."""
    for (number, n), decision in decided.items():
        paragraph = paragraphs[number]
        short = paragraph.mentions[n]
        for m in range(n - 1, max(n - 4, -1), -1):
            long = paragraph.mentions[m]
            if long.kind is Kind.NAME and _abbreviates(paragraph, short, long) and decision[0] is None:
                yield (number, n), decided[number, m]


def _abbreviates(paragraph: Paragraph, short: Mention, long: Mention) -> bool:
    words = paragraph.parse.words
    return (
        short.start == long.end + 1
        and words[long.end] == "("
        and short.end < len(words)
        and words[short.end] == ")"
        and short.label.isupper()
        and short.label[0] == paragraph.parse.words[long.start][0].upper()
    )


def _coordinated(
    paragraphs: Sequence[Paragraph], decided: Mapping[Place, Decision]
) -> Iterator[tuple[Place, Decision]]:
    """An unknown name that is joined to a place's is a place's: "in Aleppo and *X*", whatever the model makes of it."""
    for (number, n), decision in decided.items():
        paragraph = paragraphs[number]
        mention = paragraph.mentions[n]
        if decision[0] is not None or mention.certain:
            continue
        other = _partner(paragraph, n)
        if other is not None and decided[number, other][1] in ("Settlement", "Region", "NaturalFeature"):
            yield (number, n), (None, decided[number, other][1])


def _partner(paragraph: Paragraph, n: int) -> int | None:
    """The name before that the parser joins a name to, or that stands right before the "and" before it."""
    mention, parse = paragraph.mentions[n], paragraph.parse
    joined = parse.deps[mention.head] in ("conj", "appos")
    above = parse.heads[mention.head] if joined else mention.start - 2
    if not joined and (mention.start < 2 or parse.tags[mention.start - 1] != "CC"):
        return None
    earlier = (m for m in range(n - 1, -1, -1) if paragraph.mentions[m].kind is Kind.NAME)
    return next((m for m in earlier if paragraph.mentions[m].start <= above < paragraph.mentions[m].end), None)


def _one_sense_each(paragraphs: Sequence[Paragraph], decided: dict[Place, Decision]) -> dict[Place, Decision]:
    """A name means in all of a document what one place of it makes sure (one sense per discourse, after Gale et al.).

    So does the surname of a person who is named in full.
    """
    sure: dict[str, Decision] = {}
    for (number, n), decision in decided.items():
        mention = paragraphs[number].mentions[n]
        if decision[0] is not None or mention.certain:
            sure.setdefault(_bare(mention), decision)
            if decision == NOTHING and len(words := mention.label.split()) > 1:
                # "Typhoon Haiyan", later "Haiyan"
                sure.setdefault(" ".join(words[1:]), decision)
    sure = {**_usual(paragraphs, decided), **sure}
    people = dict.fromkeys(_outlets(paragraphs, decided), OUTLET)
    people.update(dict.fromkeys(_surnames(paragraphs, decided), PERSON))
    decided = {**decided, **dict(_namesakes(paragraphs, decided, people))}
    return {
        (number, n): _settled(paragraphs[number].mentions[n], decision, sure, people)
        for (number, n), decision in decided.items()
    }


def _namesakes(
    paragraphs: Sequence[Paragraph], decided: Mapping[Place, Decision], people: Mapping[str, Decision]
) -> Iterator[tuple[Place, Decision]]:
    """A surname alone is that of somebody whom the text names in full, not of a known person whom it does not."""
    in_full = {key for (number, n), (key, _) in decided.items() if " " in paragraphs[number].mentions[n].label}
    for (number, n), (key, _) in decided.items():
        mention = paragraphs[number].mentions[n]
        is_alone = key is not None and key.startswith(KNOWN_PERSON) and key not in in_full and mention.title is None
        if is_alone and people.get(mention.label) == PERSON:
            yield (number, n), PERSON


def _settled(mention: Mention, own: Decision, sure: Mapping[str, Decision], people: Mapping[str, Decision]) -> Decision:
    if mention.certain or (own[0] is not None and not own[0].startswith("place/geonames-")):
        return own
    if own[1] in PEOPLE and any(candidate.sense in (Sense.DEMONYM, Sense.PEOPLE) for candidate in mention.candidates):
        return own
    name = _bare(mention)
    return people.get(name, own if own[0] is not None else sure.get(name, own))


def _usual(paragraphs: Sequence[Paragraph], decided: Mapping[Place, Decision]) -> dict[str, Decision]:
    """The class that the model most often gives to a name, a place's where it cannot decide."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (number, n), (key, type_) in decided.items():
        if key is None and type_ is not None:
            counts[_bare(paragraphs[number].mentions[n])][type_] += 1
    return {
        name: (None, max(types, key=lambda type_: (types[type_], type_ == "Settlement", type_)))
        for name, types in counts.items()
    }


def _surnames(paragraphs: Sequence[Paragraph], decided: Mapping[Place, Decision]) -> Iterator[str]:
    """The ends of the names of people who are named in full, and of those whose title stands with them."""
    for (number, n), decision in decided.items():
        mention = paragraphs[number].mentions[n]
        words = mention.label.split()
        if decision == (None, "Person") and (len(words) > 1 or mention.title):
            yield from (" ".join(words[start:]) for start in range(0 if mention.title else 1, len(words)))
            yield from words[1:-1]


def _outlets(paragraphs: Sequence[Paragraph], decided: Mapping[Place, Decision]) -> Iterator[str]:
    """The last word of the name of who publishes: "the *Bulletin*" is the Delta Bulletin of the dateline."""
    for (number, n), decision in decided.items():
        words = paragraphs[number].mentions[n].label.split()
        if decision == OUTLET and len(words) > 1 and paragraphs[number].parse.section is SectionKind.DATELINE:
            yield words[-1]


def _bare(mention: Mention) -> str:
    """The name without the noun that says what kind of place it is of."""
    noun = mention.noun
    return (
        mention.label[: -len(noun)].rstrip() if noun and mention.label.lower().endswith(" " + noun) else mention.label
    )

"""The claims of a document as facts: who says, with what stance, which events."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from kg.extract.dating import anchors, dated_first
from kg.extract.entities import Entities
from kg.extract.resolving import resolve
from kg.extract.sayings import Saying, cue_spans
from kg.extract.setting import Setting
from kg.facts import Claim, Role, Time
from kg.lexicon.grammar import Grammar
from kg.nlp.attribution import Attribution
from kg.nlp.coreference import Place
from kg.nlp.parse import Parse
from kg.nlp.reading import Paragraph
from kg.nlp.ties import preposition_of


def build_claims(
    sayings: Sequence[Saying], contents: Mapping[str, tuple[str, ...]], entities: Entities, setting: Setting
) -> tuple[Claim, ...]:
    """The sayings as facts, in their order; `contents` maps each to what it says is, or is not, so."""
    return tuple(_claim(saying, sayings, contents.get(saying.id, ()), entities, setting) for saying in sayings)


def _claim(
    saying: Saying, sayings: Sequence[Saying], content: tuple[str, ...], entities: Entities, setting: Setting
) -> Claim:
    found, parses = saying.attribution, [paragraph.parse for paragraph in setting.paragraphs]
    spans = tuple(parses[p].span(start, end) for p, start, end in found.contents)
    roles = tuple(_participants(saying, entities, setting))
    speakers = frozenset(role.filler for role in roles if role.property == "speaker")
    topic = () if content else tuple(_topic(found, entities, speakers, setting.lexicon.grammar.locative))
    medium = parses[found.paragraph].quote(*found.medium).rstrip(".") if found.medium else None
    return Claim(
        id=saying.id,
        stance=found.stance,
        triggers=cue_spans(found, parses),
        roles=(*roles, *topic),
        content=content,
        about=tuple(dict.fromkeys(id_ for id_ in _told_of(found, entities) if id_ not in speakers)),
        content_spans=spans,
        medium=medium,
        quoted=found.quoted,
        anonymous=found.anonymous,
        said=_said(found, setting),
        continues=sayings[found.continues].id if found.continues is not None else None,
    )


def _participants(saying: Saying, entities: Entities, setting: Setting) -> Iterator[Role]:
    found = saying.attribution
    sources = speaker_tokens(found, setting.paragraphs)
    speakers = tuple(role for token in sources for role in _fill(entities, found.source_paragraph, token, "speaker"))
    if speakers:
        yield from speakers
        yield from _relative(found, entities, speakers[0])
    elif found.source is not None:
        parse = setting.paragraphs[found.source_paragraph].parse
        described = entities.describe(found.source_paragraph, phrase(parse, found.source), role="speaker")
        yield described
        yield from _relative(found, entities, described)
    else:
        yield entities.unnamed(saying.id, role="speaker")
    if found.addressee is not None:
        yield from _fill(entities, found.paragraph, found.addressee, "addressee")


def _relative(found: Attribution, entities: Entities, speaker: Role) -> Iterator[Role]:
    """The relative pronoun beside the cue as a mention of the speaker: the colonel, *who* denied it."""
    if found.pronoun is not None and found.pronoun != found.source:
        yield entities.refer(found.paragraph, found.pronoun, speaker)


def speaker_tokens(attribution: Attribution, paragraphs: Sequence[Paragraph]) -> tuple[int, ...]:
    """The heads of all who speak: "*doctors* and *residents* said"."""
    if attribution.source is None:
        return ()
    parse = paragraphs[attribution.source_paragraph].parse
    found = [attribution.source]
    while (joined := parse.first(found[-1], "conj")) is not None and parse.pos[joined] in ("NOUN", "PROPN", "PRON"):
        found.append(joined)
    return tuple(found)


def phrase(parse: Parse, head: int) -> tuple[int, int]:
    """The noun phrase of a head without what follows it in clauses of its own."""
    end = head + 1
    for child in parse.children[head]:
        if (
            child > head
            and parse.deps[child] in ("prep", "appos", "compound", "nummod")
            and parse.edges[child][1] > end
        ):
            end = parse.edges[child][1] if parse.deps[child] != "appos" else end
    return parse.edges[head][0], end


def _fill(entities: Entities, paragraph: int, token: int, role: str) -> Iterator[Role]:
    """Who speaks or is spoken to is an actor; words that were taken for a place are left to be described."""
    for place in entities.places_at(paragraph, token):
        filler = entities.id_at(place, role) if entities.acts(place) else None
        if filler is not None:
            yield Role(property=role, filler=filler, span=entities.span(place))


def _topic(
    found: Attribution, entities: Entities, speakers: Collection[str], locative: Collection[str]
) -> Iterator[Role]:
    """The mention of what a statement that tells no event is about first, more than that it is there."""
    for place in _within(found, entities):
        id_ = entities.id_of(place)
        if id_ is not None and entities.is_mention(place) and id_ not in speakers:
            if preposition_of(entities.paragraphs[place[0]].parse, entities.mention(place).head) in locative:
                return
            yield Role(property="about", filler=id_, span=entities.span(place))
            return


def _told_of(found: Attribution, entities: Entities) -> Iterator[str]:
    """The entities that the content mentions; who speaks of themselves says so in a role."""
    ids = (entities.id_of(place) for place in _within(found, entities) if entities.is_mention(place))
    return (id_ for id_ in ids if id_ is not None)


def _within(found: Attribution, entities: Entities) -> Iterator[Place]:
    for paragraph, start, end in found.contents:
        for n, mention in enumerate(entities.paragraphs[paragraph].mentions):
            if start <= mention.head < end:
                yield paragraph, n


def _said(found: Attribution, setting: Setting) -> Time | None:
    """When it was said: the time that stands with the cue."""
    paragraph = setting.paragraphs[found.paragraph]
    parse = paragraph.parse
    cue = {token for start, end in found.cue for token in range(start, end)}
    near = cue | {parse.heads[token] for token in cue if parse.pos[token] == "NOUN"}
    grammar = setting.lexicon.grammar
    near |= {noun for token in cue for noun in _documents(parse, token, grammar)}
    expression = dated_first(paragraph.times, frozenset().union(*(anchors(parse, token, grammar) for token in near)))
    return None if expression is None else resolve(expression, found.paragraph, setting)


def _documents(parse: Parse, cue: int, grammar: Grammar) -> Iterator[int]:
    """The text that something is said in: "found in a *report* published on Monday"."""
    for preposition in parse.dependents(cue, "prep"):
        yield from (noun for noun in parse.dependents(preposition, "pobj") if parse.lemmas[noun] in grammar.documents)

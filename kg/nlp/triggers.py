"""Which words of a paragraph match patterns of the lexicon."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.facts import SectionKind
from kg.lexicon.words import NO_PATTERNS, Entry, Part, Patterns, Special, Words
from kg.nlp.parse import Parse

HYPHENS = frozenset("-–")
NOUNS = frozenset({"NOUN", "PROPN"})
DATED = frozenset({"DATE", "TIME"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The tokens that match a pattern, its head first, and the readings that it has: none where it evokes nothing.

    `shorter` is the next shorter match at the same head, for when the fillers rule all these readings out.
    """

    head: int
    tokens: tuple[int, ...]
    part: Part
    entries: tuple[Entry, ...]
    shorter: "Trigger | None" = None


def find_triggers(parse: Parse, words: Words, *, names: frozenset[int] = frozenset()) -> Iterator[Trigger]:
    """The longest match at each token outside `names`; a token that a longer match has used starts none of its own."""
    present = frozenset(parse.lemmas) | frozenset(parse.lowers)
    found = [
        _named(parse, trigger, words)
        for token in range(len(parse))
        if token not in names
        for trigger in _at(parse, token, words, present)
    ]
    used: set[int] = set()
    kept: dict[int, Trigger] = {}
    for trigger in sorted(found, key=lambda t: (-len(t.tokens), t.head)):
        if trigger.head in used or trigger.head in kept:
            continue
        if not trigger.entries:
            # A verb that evokes nothing leaves the event nouns around it alone: "strike a blow" but "called a strike".
            used.update(trigger.tokens if trigger.part is Part.NOUN else (trigger.head,))
            continue
        kept[trigger.head] = trigger
        used.update(trigger.tokens)
    return (kept[head] for head in sorted(kept))


def _named(parse: Parse, trigger: Trigger, words: Words) -> Trigger:
    """The trigger with the name that it bears for its head: in "Hurricane *Mitch* hit" that is what hits."""
    head = parse.heads[trigger.head]
    if parse.lemmas[trigger.head] not in words.named or head <= trigger.head or parse.deps[trigger.head] != "compound":
        return trigger
    return replace(trigger, head=head, tokens=(head, *trigger.tokens), shorter=None)


def _at(parse: Parse, token: int, words: Words, present: frozenset[str]) -> Iterator[Trigger]:
    """The matches at a token; `present` are the paragraph's words and lemmas, without which no pattern need be tried."""
    lemma, pos, tag = parse.lemmas[token], parse.pos[token], parse.tags[token]
    if (
        tag in VERB_TAGS
        or pos == "VERB"
        or _is_headline_verb(parse, token, words)
        or _has_auxiliary(parse, token, words)
    ):
        yield from _longest(parse, token, Part.VERB, verb_patterns(parse, token, words).among(present))
    elif pos in NOUNS:
        yield from _longest_noun(parse, token, words, present)
    if pos == "ADJ" or tag in ("VBN", "VBD", "VBG"):
        patterns = words.adjectives.get(parse.lowers[token]) or words.adjectives.get(lemma, NO_PATTERNS)
        yield from _longest(parse, token, Part.ADJECTIVE, patterns.among(present))
    if pos == "ADP":
        yield from _longest(
            parse, token, Part.PHRASE, words.phrases.get(parse.lowers[token], NO_PATTERNS).among(present)
        )


def verb_patterns(parse: Parse, token: int, words: Words) -> Patterns:
    """The patterns of a verb, also where the lemmatizer takes its "e" for the ending's: "stag-ed" for "stage-d"."""
    lemma = parse.lemmas[token]
    inflected = parse.tags[token] in ("VBD", "VBN", "VBG")
    return words.verbs.get(lemma) or (words.verbs.get(lemma + "e", NO_PATTERNS) if inflected else NO_PATTERNS)


def _is_headline_verb(parse: Parse, token: int, words: Words) -> bool:
    """The present tense that a headline's parse takes for a plural: "Minister *visits* flooded town"."""
    return (
        parse.section is SectionKind.HEADLINE
        and parse.tags[token] == "NNS"
        and parse.heads[token] == token
        and parse.lemmas[token] in words.verbs
        and token > 0
    )


def _has_auxiliary(parse: Parse, token: int, words: Words) -> bool:
    """The verb that the parser takes for a noun: "had *overrun* the outpost"; "aid groups *hand* over food"."""
    if parse.pos[token] not in NOUNS or parse.lemmas[token] not in words.verbs:
        return False
    governing = parse.first(token, "nsubj") is not None and parse.first(token, "dobj") is not None
    return governing or any(parse.lemmas[auxiliary] == "have" for auxiliary in parse.dependents(token, "aux"))


def _longest(parse: Parse, token: int, part: Part, entries: Sequence[Entry]) -> Iterator[Trigger]:
    if not entries:
        return
    matches = ((entry, _dependents(parse, token, entry.words[1:])) for entry in entries)
    yield from _chained(token, part, [match for match in matches if not _is_loose(parse, *match)])


def _is_loose(parse: Parse, entry: Entry, tokens: tuple[int, ...] | None) -> bool:
    """Whether a pattern that evokes nothing takes for its own a preposition that stands apart: "held talks *on* Sunday"."""
    return (
        tokens is not None
        and entry.type == Special.NO_EVENT
        and any(parse.deps[token] == "prep" and token - 1 not in tokens for token in tokens[1:])
    )


def _chained(token: int, part: Part, matches: Sequence[tuple[Entry, tuple[int, ...] | None]]) -> Iterator[Trigger]:
    """The longest match, with the others behind it down to one that evokes nothing; matches come longest first."""
    groups: dict[tuple[int, ...], list[Entry]] = {}
    for entry, tokens in matches:
        if tokens is not None:
            groups.setdefault(tokens, []).append(entry)
    if not groups:
        return
    blocked = max((len(tokens) for tokens, entries in groups.items() if not _evoking(entries)), default=0)
    trigger: Trigger | None = None
    # Of two as long, what stands closer together is the idiom: "*shot dead* two men at the gate".
    for tokens, entries in sorted(groups.items(), key=lambda group: (len(group[0]), min(group[0]) - max(group[0]))):
        if len(tokens) > blocked:
            trigger = Trigger(head=token, tokens=tokens, part=part, entries=_evoking(entries), shorter=trigger)
        elif len(tokens) == blocked and not _evoking(entries):
            trigger = Trigger(head=token, tokens=tokens, part=part, entries=())
    if trigger is not None:
        yield trigger


def _evoking(entries: list[Entry]) -> tuple[Entry, ...]:
    """The entries that evoke something; patterns that evoke nothing only keep shorter ones from matching."""
    return tuple(entry for entry in entries if entry.type != Special.NO_EVENT)


def _dependents(parse: Parse, head: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """The head and a dependent for each word, directly or over other words of the pattern ("fire tear gas")."""
    matched = [head]
    missing = list(words)
    while missing:
        pairs = ((word, token) for word in missing for token in _free(parse, matched, missing))
        found = next((pair for pair in pairs if _fits(parse, pair[1], pair[0], head)), None)
        if found is None:
            return None
        missing.remove(found[0])
        matched.append(found[1])
    return tuple(matched)


def _fits(parse: Parse, token: int, word: str, head: int) -> bool:
    """Whether a token is a pattern's word: no preposition before the verb ("*On* Sunday they called"), no active subject.

    "Withdraw troops" is not what is said of the troops in "*troops* withdrew".
    """
    if not _is(parse, token, word):
        return False
    if parse.deps[token] == "nsubj" and parse.section is not SectionKind.HEADLINE:
        return False
    if parse.deps[token] in ("advcl", "conj") and parse.first(token, "nsubj", "nsubjpass") is not None:
        return False
    if parse.deps[token] == "ccomp" and parse.first(token, "mark", "aux", "auxpass", "dobj") is not None:
        # "reported killed", but "reported that bombs killed five"
        return False
    if parse.deps[token] == "prep" and _leads_to_date(parse, token):
        return False
    # The "to" of "*to* return to the table" is the infinitive's.
    return token > head or (parse.deps[token] != "prep" and parse.tags[token] != "TO")


def _leads_to_date(parse: Parse, preposition: int) -> bool:
    """Whether a preposition only says when: "called him *on Monday*" is not "called on him"."""
    noun = parse.first(preposition, "pobj")
    return noun is not None and any(
        entity.start <= noun < entity.end and entity.label in DATED for entity in parse.entities
    )


def _free(parse: Parse, matched: list[int], missing: list[str]) -> Iterator[int]:
    """What may match next: dependents of what is matched, prepositions that hang on the object, the next word of the text."""
    for token in reversed(matched):
        yield from (child for child in parse.children[token] if child not in matched)
    for noun in parse.dependents(matched[0], "dobj"):
        # "Held the crew *as* hostages", "stripped them *of* citizenship".
        yield from (t for t in parse.dependents(noun, "prep") if parse.lowers[t] in ("as", "of") and t not in matched)
    after = max(matched) + 1  # In "took prisoner two men" the parser hangs "prisoner" on "men".
    if after < len(parse) and matched[0] in parse.ancestors(after) and not _begins_compound(parse, after, missing):
        yield after


def _begins_compound(parse: Parse, token: int, missing: list[str]) -> bool:
    """Whether a noun only says of what kind the one behind it is, no word of the pattern: "withdraw *arms* monitors"."""
    head = parse.heads[token]
    compound = parse.deps[token] == "compound" and head == token + 1 and parse.pos[head] == "NOUN"
    return compound and not any(_is(parse, head, word) for word in missing)


def _is(parse: Parse, token: int, word: str) -> bool:
    return parse.lemmas[token] == word or parse.lowers[token] == word


def ends_with(parse: Parse, token: int, words: tuple[str, ...]) -> bool:
    """Whether the words, hyphens aside, stand right before a token and in it."""
    return _preceding(parse, token + 1, words) is not None


def _preceding(parse: Parse, end: int, words: tuple[str, ...]) -> list[int] | None:
    """The tokens of the words that end right before a token, last first."""
    found: list[int] = []
    token = end
    for word in reversed(words):
        token -= 1
        if token >= 0 and parse.words[token] in HYPHENS:
            token -= 1
        if token < 0 or not _is(parse, token, word):
            return None
        found.append(token)
    return found


def _longest_noun(parse: Parse, token: int, words: Words, present: frozenset[str]) -> Iterator[Trigger]:
    lemma, lower = parse.lemmas[token], parse.lowers[token]
    # Some nouns evoke an event in the plural alone: "*talks* about a truce", but "talk of a truce".
    forms = (lemma, lower) if lower != lemma else (lemma,)
    possible = [entry for form in forms if form in words.nouns for entry in words.nouns[form].among(present)]
    matches = [(entry, _noun_tokens(parse, token, entry)) for entry in possible]
    yield from _chained(token, Part.NOUN, matches)


def _noun_tokens(parse: Parse, head: int, entry: Entry) -> tuple[int, ...] | None:
    """Premodifiers stand right before the head, hyphens aside; what follows it depends on it."""
    before = _preceding(parse, head, entry.words[: entry.at])
    if before is None:
        return None
    after = _dependents(parse, head, entry.words[entry.at + 1 :])
    return None if after is None else (head, *before, *after[1:])

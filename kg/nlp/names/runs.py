"""How far a name goes: by the gazetteer, the model's span and the run of capitals."""

import re
from dataclasses import dataclass

from kg.gazetteer import Candidate, Gazetteer, Sense
from kg.lexicon.nouns import Nouns
from kg.nlp.names.classes import noun_at, title_end
from kg.nlp.parse import Entity, Parse

ORDINAL = re.compile(r"\d+(st|nd|rd|th)")
LABELLED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
"""The model's labels of what may act or hold; others are of dates, works and amounts."""
JOINING = frozenset({"of", "for"})
LONG = 7
"""Words from which a name with "of" in it does not go on after another "of"."""
INNER = frozenset(
    {"al", "el", "de", "del", "da", "dos", "du", "la", "bin", "ibn", "ul", "ur", "van", "von", "e", "y", "-", "–", "&"}
)
"""Small words inside names, with capitals on both sides."""
JOINED_KINDS = ("Region", "Settlement", "Country")
"""Kinds of places whose "of" introduces the name: "the City *of* X", other than "the Gulf of X"."""
COMMON = ("VERB", "AUX", "ADV", "DET", "ADP", "PRON")
BINDING = ("PROPN", "ADP", "PUNCT", "NUM", "ADJ", "NOUN", "PART", "DET", "CCONJ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """A paragraph with what bounds its names: the model's spans by token, and the tokens of dates."""

    parse: Parse
    gazetteer: Gazetteer
    nouns: Nouns
    labelled: dict[int, Entity]
    dated: frozenset[int]

    def known_at(self, token: int) -> tuple[int, tuple[Candidate, ...]] | None:
        """The gazetteer's longest name here, not cut out of a longer phrase, nor a person's name without a sign of place."""
        known = self._uncut(token) if token < len(self.parse) else None
        if known is None or all(self.parse.pos[t] in COMMON or t in self.dated for t in range(token, known[0])):
            return None
        end, candidates = known
        if all(candidate.shy for candidate in candidates) and not self._placed(token, end):
            return None
        return known

    def _uncut(self, token: int) -> tuple[int, tuple[Candidate, ...]] | None:
        """The longest match that does not end in a modifier of what follows: "Malian *military* doctors"."""
        parse = self.parse
        known = self.gazetteer.match(parse.text, parse.begins, parse.ends, token)
        if known is None or known[0] == token + 1 or not self._is_modifier(known[0] - 1):
            return known
        for end in range(known[0] - 1, token, -1):
            found = self.gazetteer.find(parse.quote(token, end))
            if found:
                return end, found
        return None

    def _is_modifier(self, token: int) -> bool:
        parse = self.parse
        return parse.words[token].islower() and parse.pos[token] == "ADJ" and parse.heads[token] == token + 1

    def _placed(self, start: int, end: int) -> bool:
        """Whether a preposition or the place that holds it marks a name as a place's: "in Warren", "Warren, Ohio"."""
        parse = self.parse
        before = (
            start > 0 and parse.tags[start - 1] == "IN" and parse.lowers[start - 1] not in ("by", "with", "of", "for")
        )
        comma = end + 1 < len(parse) and parse.words[end] == "," and parse.words[end + 1][:1].isupper()
        return before or (comma and self.gazetteer.match(parse.text, parse.begins, parse.ends, end + 1) is not None)

    def end(self, token: int, known_end: int) -> int:
        """The end of the name that begins here by the model's span or the capitals, less dates and what follows a comma."""
        if title_end(self.parse, token, self.nouns) > token:
            return token
        entity = self.labelled.get(token)
        run = self._run(token)
        if entity is None or entity.label not in LABELLED:
            return run
        if (
            any(self.parse.words[t][:1].isupper() for t in range(entity.start, token))
            and known_end == token
            and run == token
        ):
            return token
        spanned = self._trimmed(token, entity)
        return spanned if spanned > token and (spanned >= run or run <= known_end) else run

    def _trimmed(self, token: int, entity: Entity) -> int:
        """The end of the model's span from a token on, cut at commas, dates, titles and at "and" between two names."""
        parse = self.parse
        if not (parse.words[token][:1].isupper() or ORDINAL.fullmatch(parse.words[token])):
            return token
        end = token + 1
        while end < entity.end and not self._cuts(token, end, entity):
            end += 1
        while end > token and (parse.words[end - 1].islower() or not parse.words[end - 1][:1].isalnum()):
            end -= 1
        return end

    def _cuts(self, start: int, token: int, entity: Entity) -> bool:
        """Whether a token of the model's span is beyond the name."""
        parse = self.parse
        if parse.words[token] in (",", ";", ":", "(", "|", "/", '"', "“", "”") or token in self.dated:
            return True
        if parse.lowers[token] in JOINING and self._owned(start, token):
            return True
        if parse.tags[token] == "POS":
            return not (
                token + 1 < entity.end
                and parse.words[token + 1][:1].isupper()
                and entity.label in ("ORG", "FAC", "GPE")
            )
        if parse.tags[token] == "CC":
            noun = noun_at(parse, token - 1, self.nouns, start=start, named=True)
            return entity.label != "ORG" or noun is not None
        return entity.label != "ORG" and self._is_title(token)

    def _owned(self, start: int, of: int) -> bool:
        """Whether what follows "of" is whose a unit is, and no part of its name: "77th Division of *the Malian army*"."""
        after = of + 1 + (of + 1 < len(self.parse) and self.parse.lowers[of + 1] == "the")
        known = self.known_at(after) if after < len(self.parse) else None
        if known is None:
            return False
        noun = noun_at(self.parse, of - 1, self.nouns, start=start, named=True)
        return (noun is not None and noun.unit) or all(c.sense is not Sense.NAME for c in known[1])

    def _run(self, token: int) -> int:
        """The end of the run of proper nouns from a token, with the small words between them."""
        parse = self.parse
        if not self._starts(token):
            return token
        end = token + 1
        while end < len(parse):
            step = self._step(token, end)
            if not step:
                break
            end += step
        return end

    def _starts(self, token: int) -> bool:
        parse = self.parse
        if ORDINAL.fullmatch(parse.words[token]):
            return token + 1 < len(parse) and parse.words[token + 1][:1].isupper() and parse.pos[token + 1] == "PROPN"
        return parse.pos[token] == "PROPN" and parse.words[token][:1].isupper() and token not in self.dated

    def _step(self, start: int, token: int) -> int:
        """How many tokens from here on belong to the run that began at `start`; 0 ends it."""
        if self._is_part(token):
            return 1 if not self._is_title(token) or self._is_kind(start, token) else 0
        lower, after = self.parse.lowers[token], token + 1
        if lower in INNER and after < len(self.parse) and self._is_part(after):
            hyphen = self.parse.words[token] in "-–"
            return 2 if not hyphen or self._unspaced(token) else 0
        if lower in JOINING and self._is_headed(start, token) and not self._owned(start, token):
            after += after < len(self.parse) and self.parse.lowers[after] == "the"
            return after + 1 - token if after < len(self.parse) and self._is_part(after) else 0
        return 0

    def _is_part(self, token: int) -> bool:
        parse = self.parse
        capital = parse.words[token][:1].isupper()
        return capital and parse.pos[token] in ("PROPN", "NOUN", "ADJ", "NUM") and token not in self.dated

    def _is_title(self, token: int) -> bool:
        """Whether an office or title begins here, and no surname as the model's person ends with: "Ann *Bishop*"."""
        last = title_end(self.parse, token, self.nouns)
        if last == token or not self.parse.words[token][:1].isupper():
            return False
        entity = self.labelled.get(token)
        named = entity is not None and entity.label == "PERSON" and entity.start < token
        return not (named and entity is not None and last == token + 1 == entity.end)

    def _is_kind(self, start: int, token: int) -> bool:
        """Whether a title word is part of a body's kind: "*General* Staff", "Central *Command*"."""
        after = token + 1
        ends = [t for t in (token, after) if t < len(self.parse)]
        found = (noun_at(self.parse, t, self.nouns, start=start, named=True) for t in ends)
        return any(
            noun is not None and not noun.office and not noun.honorific and t - len(noun.words) < token
            for t, noun in zip(ends, found, strict=True)
        )

    def _unspaced(self, hyphen: int) -> bool:
        parse = self.parse
        return parse.begins[hyphen + 1] == parse.ends[hyphen] and parse.begins[hyphen] == parse.ends[hyphen - 1]

    def _is_headed(self, start: int, of: int) -> bool:
        """Whether "of" or "for" goes on with a name: "*Ministry of* Defence", "*Sons of* the Valley", not "City of X"."""
        noun = noun_at(self.parse, of - 1, self.nouns, start=start, named=True)
        if noun is not None:
            return noun.type not in JOINED_KINDS and not noun.office and noun.type != "Person"
        if any(self.parse.lowers[t] in JOINING for t in range(start, of)) and of - start < LONG:
            return self.known_at(of + 1) is None
        plural = (
            self.parse.words[of - 1].endswith(("s", "hood")) and of - start == 1 and self.labelled.get(start) is None
        )
        return plural or (self.labelled.get(of) is not None and self.labelled[of].label in ("ORG", "FAC"))

    def binds(self, known_end: int, end: int) -> bool:
        """Whether the words after a known name belong to it: "Sudan Liberation Army" does, "Ukraine President X" not."""
        parse = self.parse
        if parse.tags[known_end] == "POS" or self._is_title(known_end):
            return False
        if self._is_person(known_end) or self._is_other_side(known_end):
            return False
        return all(parse.pos[token] in BINDING for token in range(known_end, end))

    def _is_person(self, token: int) -> bool:
        """Whether the model sees a person's name of two words begin here: "minister for Palau *Ann Sol*"."""
        entity = self.labelled.get(token)
        return entity is not None and entity.label == "PERSON" and entity.start == token < entity.end - 1

    def _is_other_side(self, hyphen: int) -> bool:
        """Whether a hyphen parts two known names: "Chad-*Niger* border"."""
        parse, after = self.parse, hyphen + 1
        return parse.words[hyphen] in "-–" and after < len(parse) and self.known_at(after) is not None

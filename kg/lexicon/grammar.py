"""Closed-class words: what steers control, what is transparent, where places stand, whom pronouns stand for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from kg.namespaces import LEX, SECTOR, name_of
from kg.turtle import Knowledge

PRONOUNS = ("Person", "Plural", "Thing", "Speaker", "Side")
GENDERS = ("feminine", "masculine")

Reader = Callable[[Knowledge], object]
READER = "reader"


def _values(knowledge: Knowledge, name: str) -> tuple[str, ...]:
    return knowledge.values(LEX + "Grammar", LEX + name)


def _read(reader: Reader) -> Any:
    """A field that a reader finds in the knowledge."""
    return field(metadata={READER: reader})


def _words(*names: str) -> Any:
    """A field of the words that are stated under any of some properties."""
    return _read(lambda knowledge: frozenset(word for name in names for word in _values(knowledge, name)))


def _classes(name: str) -> Any:
    """A field of the classes that are stated under a property."""
    return _read(lambda knowledge: frozenset(map(name_of, _values(knowledge, name))))


def _sectors(name: str) -> Any:
    """A field of the sectors that are stated under a property."""
    return _read(lambda knowledge: frozenset(word.removeprefix(SECTOR) for word in _values(knowledge, name)))


def _asking(knowledge: Knowledge) -> frozenset[tuple[str, str]]:
    return frozenset((verb, preposition) for verb, preposition in map(str.split, _values(knowledge, "askingVerb")))


def _phrases(name: str) -> Reader:
    return lambda knowledge: frozenset(tuple(phrase.split()) for phrase in _values(knowledge, name))


def _kinds(property_: str, kinds: tuple[str, ...]) -> Reader:
    """Word → its kind, each kind having a property of its own."""
    return lambda knowledge: {word: kind for kind in kinds for word in _values(knowledge, property_ + kind)}


def _fillers(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    return {
        name_of(role): frozenset(map(name_of, knowledge.values(role, LEX + "filledBy")))
        for role in knowledge.having(LEX + "filledBy")
    }


def _bodies(knowledge: Knowledge) -> Mapping[str, str]:
    having = knowledge.having(LEX + "body")
    return {sector: name_of(knowledge.values(sector, LEX + "body")[0]) for sector in having}


def _performing(knowledge: Knowledge) -> Mapping[str, str]:
    return {
        word: name_of(act)
        for act in sorted(knowledge.having(LEX + "performedBy"))
        for word in knowledge.values(act, LEX + "performedBy")
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Lemmas by function. `asking` holds verbs with the preposition that leads to whom they ask to act; `bidding` nouns are said to them, and `heeding` verbs are theirs; before "with" `jointly` words lead to who acts as well; after those of `contacting` it is the subject that acts, unless the infinitive is `answering`. `pronouns` maps a form to Person, Plural, Thing, Speaker or Side (the speaker's own), `genders` words for one person to feminine or masculine.

    `perceiving` are verbs whose passive only says how an event is known, `telling` prepositions of who knows it, `course`
    those of an operation in which something is done, `media` those of where a statement stands. `rounding` are prepositions before a number. `capitals` are nouns for the seat of a government, those of `anyone` may be of people of any kind. `grounds` are verbs and nouns whose object, if a name, is a place's; that of `taking` ones may be a person's as well, that of `seizing` ones one's of full name, that of `holding` ones is a place's if one of its name is known. `here` are adverbs for where an article is written.

    `fillers` maps a role to the classes that its fillers are of. `causal` are the slots, and `causal_marks` the
    conjunctions, of what harm comes from. Of classes, `harmful` ones are harm and may have a cause, `harming` ones may be
    it, but not the `sparing` ones of these; `conducted` ones are operations in whose course their makers do `conducting` ones; `judging` ones are made by whoever says so; `attended` ones are made by those who do `travelling` ones for them, behind a word of `purpose`;
    `undergone` ones befall people who own them, unless they are of the `wielding` classes or sectors; `located` ones happen where their participants are; `attributive` ones are told by a participle before a noun too;
    those `addressing` are directed at whoever does, or is to do, what they speak of; `blaming` ones say who did it;
    `reaching` ones strike at somebody through what they name;
    `striking` ones are directed at those whom they kill or hurt, and at the place that they hit, `fought` ones at those whom a side kills; `yielding` ones befall those who do them; `people` are the
    classes of those who are counted without a noun, by a numeral or one of `bare_numbers`, or by one of `nobodies`; `literal` ones are told only where no party is a `figurative` word, and in a sentence with one of `sports` only
    among armed parties; `ceremonial` ones are not told of `private` visitors; `hosted` ones at the country
    that they lead to; `measuring` ones at those whom the measure that they take or undo is directed at; `covering` ones, if
    nobody else is named, at the place that they hold for; `threatening`
    ones at whoever could avert them, whom a clause with one of the `conditions` names;
    `corporate` ones are done by the body whose people do them; `bodies` maps the sector of such people to the class of
    what they are as a side. `prior` words lead to what came before or is a reason, `simultaneous`
    ones to what happens at the same time. A `dating` verb beside a noun says when it was or is to be. `naming` are verbs before another name,
    `documents` are nouns of texts, for
    which their issuers speak; `spans` are nouns of time, which fill no role behind a preposition, nor do the `span_names`.
    `raising` verbs, the `surely_raising` ones also with a person as subject, bring one of the `tallies` to a number; `including` verbs tell some of those harmed; `wars`
    last longer than an incident, `onset` words open a span that has not ended, `so_far` phrases close it now; `held` verbs tell a state.
    `voicing` ones are for what a `voiced` one in their purpose or manner clause is for.
    Whose action `helping` verbs and nouns further they name as object or after "for": "support *X* in the fight".
    Who says that an act was so with an `owning` cue says that it was theirs: "*claimed* the attack".
    An `ethnic` word makes a people of a nation; of people of a `resident` sector the country that they are in is theirs,
    of others that which a `basing` verb names. Holders of `state_offices` are of the only country that a document names. `rooted` ones are suffered by those at home where they happen, and done by
    those of an `official` sector there; what such people do of the `domestic` classes they do to their own.
    `performing` maps a modal, or a verb used like one, to the class of what a speaker does by it; who undertakes one of
    the `threatened` classes threatens, one of the `promised` classes promises. A clause with a word of `averting` says
    who could avert it.
    """

    object_control: frozenset[str] = _words("objectControl")
    asking: frozenset[tuple[str, str]] = _read(_asking)
    bidding: frozenset[str] = _words("biddingNoun")
    heeding: frozenset[str] = _words("heedingVerb")
    jointly: frozenset[str] = _words("jointWord")
    contacting: frozenset[str] = _words("contactVerb")
    answering: frozenset[str] = _words("answeringVerb")
    helping: frozenset[str] = _words("helpingWord")
    naming: frozenset[str] = _words("namingVerb")
    owning: frozenset[str] = _words("owningCue")
    transparent: frozenset[str] = _words("transparentNoun")
    documents: frozenset[str] = _words("documentNoun")
    spans: frozenset[str] = _words("spanNoun")
    span_names: frozenset[str] = _words("spanName")
    locative: frozenset[str] = _words("locative")
    ethnic: frozenset[str] = _words("ethnicWord")
    resident: frozenset[str] = _sectors("resident")
    official: frozenset[str] = _sectors("official")
    state_offices: frozenset[str] = _words("stateOffice")
    basing: frozenset[str] = _words("basingVerb")
    perceiving: frozenset[str] = _words("perceivingVerb")
    telling: frozenset[str] = _words("tellerPreposition")
    course: frozenset[str] = _words("coursePreposition")
    media: frozenset[str] = _words("mediumPreposition")
    rounding: frozenset[str] = _words("roundingPreposition")
    capitals: frozenset[str] = _words("capitalNoun")
    anyone: frozenset[str] = _words("anyoneNoun")
    grounds: frozenset[str] = _words("groundVerb", "groundNoun")
    taking: frozenset[str] = _words("takingVerb")
    seizing: frozenset[str] = _words("seizingVerb")
    holding: frozenset[str] = _words("holdingVerb")
    here: frozenset[str] = _words("hereAdverb")
    pronouns: Mapping[str, str] = _read(_kinds("pronoun", PRONOUNS))
    genders: Mapping[str, str] = _read(_kinds("", GENDERS))
    fillers: Mapping[str, frozenset[str]] = _read(_fillers)
    causal: frozenset[str] = _words("causalSlot")
    causal_marks: frozenset[str] = _words("causalMark")
    harmful: frozenset[str] = _classes("harmful")
    harming: frozenset[str] = _classes("harming")
    sparing: frozenset[str] = _classes("sparing")
    undergone: frozenset[str] = _classes("undergone")
    wielding: frozenset[str] = _classes("wielding")
    conducted: frozenset[str] = _classes("conducted")
    conducting: frozenset[str] = _classes("conducting")
    judging: frozenset[str] = _classes("judging")
    travelling: frozenset[str] = _classes("travelling")
    attended: frozenset[str] = _classes("attended")
    purpose: frozenset[str] = _words("purposePreposition")
    located: frozenset[str] = _classes("located")
    attributive: frozenset[str] = _classes("attributive")
    addressing: frozenset[str] = _classes("addressing")
    blaming: frozenset[str] = _classes("blaming")
    reaching: frozenset[str] = _classes("reaching")
    striking: frozenset[str] = _classes("striking")
    fought: frozenset[str] = _classes("fought")
    yielding: frozenset[str] = _classes("yielding")
    nobodies: frozenset[str] = _words("nobody")
    bare_numbers: frozenset[str] = _words("bareNumber")
    raising: frozenset[str] = _words("raisingVerb")
    surely_raising: frozenset[str] = _words("surelyRaising")
    tallies: frozenset[str] = _words("tallyNoun")
    including: frozenset[str] = _words("includingVerb")
    wars: frozenset[str] = _words("warNoun")
    onset: frozenset[str] = _words("onsetMark")
    so_far: frozenset[tuple[str, ...]] = _read(_phrases("soFar"))
    held: frozenset[str] = _words("heldVerb")
    people: frozenset[str] = _classes("people")
    hosted: frozenset[str] = _classes("hosted")
    measuring: frozenset[str] = _classes("measuring")
    literal: frozenset[str] = _classes("literal")
    figurative: frozenset[str] = _words("figurativeParty")
    ceremonial: frozenset[str] = _classes("ceremonial")
    private: frozenset[str] = _words("privateParty")
    sports: frozenset[str] = _words("sportWord")
    covering: frozenset[str] = _classes("covering")
    threatening: frozenset[str] = _classes("threatening")
    corporate: frozenset[str] = _classes("corporate")
    bodies: Mapping[str, str] = _read(_bodies)
    prior: frozenset[str] = _words("priorMark")
    simultaneous: frozenset[str] = _words("simultaneousMark")
    dating: frozenset[str] = _words("datingVerb")
    conditions: frozenset[str] = _words("conditionMark")
    voicing: frozenset[str] = _classes("voicing")
    voiced: frozenset[str] = _classes("voiced")
    rooted: frozenset[str] = _classes("rooted")
    domestic: frozenset[str] = _classes("domestic")
    averting: frozenset[str] = _words("avertingMark")
    performing: Mapping[str, str] = _read(_performing)
    threatened: frozenset[str] = _classes("threatened")
    promised: frozenset[str] = _classes("promised")


def compile_grammar(knowledge: Knowledge) -> Grammar:
    """The closed classes of all files together, each field as its reader finds it."""
    return Grammar(**{field_.name: field_.metadata[READER](knowledge) for field_ in fields(Grammar)})

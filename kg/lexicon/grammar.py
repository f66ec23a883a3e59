"""Closed-class words: what steers control, what is transparent, where places stand, whom pronouns stand for."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.namespaces import LEX, SECTOR, name_of
from kg.turtle import Knowledge

PRONOUNS = ("Person", "Plural", "Thing", "Speaker", "Side")
GENDERS = ("feminine", "masculine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Lemmas by function. `asking` holds verbs with the preposition that leads to whom they ask to act; `bidding` nouns are said to them, and `heeding` verbs are theirs; before "with" `jointly` words lead to who acts as well; after those of `contacting` it is the subject that acts, unless the infinitive is `answering`. `pronouns` maps a form to Person, Plural, Thing, Speaker or Side (the speaker's own), `genders` words for one person to feminine or masculine.

    `perceiving` are verbs whose passive only says how an event is known. `rounding` are prepositions before a number. `capitals` are nouns for the seat of a government. `grounds` are verbs and nouns whose object, if a name, is a place's; that of `taking` ones may be a person's as well.

    `fillers` maps a role to the classes that its fillers are of. `causal` are the slots, and `causal_marks` the
    conjunctions, of what harm comes from. Of classes, `harmful` ones are harm and may have a cause, `harming` ones may be
    it, but not the `sparing` ones of these; `conducted` ones are operations in whose course their makers do `conducting` ones;
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
    of others that which a `basing` verb names. `rooted` ones are suffered by those at home where they happen, and done by
    those of an `official` sector there; what such people do of the `domestic` classes they do to their own.
    `performing` maps a modal, or a verb used like one, to the class of what a speaker does by it; who undertakes one of
    the `threatened` classes threatens, one of the `promised` classes promises. A clause with a word of `averting` says
    who could avert it.
    """

    object_control: frozenset[str]
    asking: frozenset[tuple[str, str]]
    bidding: frozenset[str]
    heeding: frozenset[str]
    jointly: frozenset[str]
    contacting: frozenset[str]
    answering: frozenset[str]
    helping: frozenset[str]
    naming: frozenset[str]
    owning: frozenset[str]
    transparent: frozenset[str]
    documents: frozenset[str]
    spans: frozenset[str]
    span_names: frozenset[str]
    locative: frozenset[str]
    ethnic: frozenset[str]
    resident: frozenset[str]
    official: frozenset[str]
    basing: frozenset[str]
    perceiving: frozenset[str]
    rounding: frozenset[str]
    capitals: frozenset[str]
    grounds: frozenset[str]
    taking: frozenset[str]
    pronouns: Mapping[str, str]
    genders: Mapping[str, str]
    fillers: Mapping[str, frozenset[str]]
    causal: frozenset[str]
    causal_marks: frozenset[str]
    harmful: frozenset[str]
    harming: frozenset[str]
    sparing: frozenset[str]
    undergone: frozenset[str]
    wielding: frozenset[str]
    conducted: frozenset[str]
    conducting: frozenset[str]
    located: frozenset[str]
    attributive: frozenset[str]
    addressing: frozenset[str]
    blaming: frozenset[str]
    reaching: frozenset[str]
    striking: frozenset[str]
    fought: frozenset[str]
    yielding: frozenset[str]
    nobodies: frozenset[str]
    bare_numbers: frozenset[str]
    raising: frozenset[str]
    surely_raising: frozenset[str]
    tallies: frozenset[str]
    including: frozenset[str]
    wars: frozenset[str]
    onset: frozenset[str]
    so_far: frozenset[tuple[str, ...]]
    held: frozenset[str]
    people: frozenset[str]
    hosted: frozenset[str]
    measuring: frozenset[str]
    literal: frozenset[str]
    figurative: frozenset[str]
    ceremonial: frozenset[str]
    private: frozenset[str]
    sports: frozenset[str]
    covering: frozenset[str]
    threatening: frozenset[str]
    corporate: frozenset[str]
    bodies: Mapping[str, str]
    prior: frozenset[str]
    simultaneous: frozenset[str]
    dating: frozenset[str]
    conditions: frozenset[str]
    voicing: frozenset[str]
    voiced: frozenset[str]
    rooted: frozenset[str]
    domestic: frozenset[str]
    averting: frozenset[str]
    performing: Mapping[str, str]
    threatened: frozenset[str]
    promised: frozenset[str]


def compile_grammar(knowledge: Knowledge) -> Grammar:
    """The closed classes of all files together."""

    def words(name: str) -> tuple[str, ...]:
        return knowledge.values(LEX + "Grammar", LEX + name)

    def classes(name: str) -> frozenset[str]:
        return frozenset(map(name_of, words(name)))

    return Grammar(
        object_control=frozenset(words("objectControl")),
        asking=frozenset((verb, preposition) for verb, preposition in map(str.split, words("askingVerb"))),
        bidding=frozenset(words("biddingNoun")),
        heeding=frozenset(words("heedingVerb")),
        jointly=frozenset(words("jointWord")),
        contacting=frozenset(words("contactVerb")),
        answering=frozenset(words("answeringVerb")),
        helping=frozenset(words("helpingWord")),
        naming=frozenset(words("namingVerb")),
        owning=frozenset(words("owningCue")),
        transparent=frozenset(words("transparentNoun")),
        documents=frozenset(words("documentNoun")),
        spans=frozenset(words("spanNoun")),
        span_names=frozenset(words("spanName")),
        locative=frozenset(words("locative")),
        ethnic=frozenset(words("ethnicWord")),
        basing=frozenset(words("basingVerb")),
        resident=frozenset(word.removeprefix(SECTOR) for word in words("resident")),
        official=frozenset(word.removeprefix(SECTOR) for word in words("official")),
        rounding=frozenset(words("roundingPreposition")),
        capitals=frozenset(words("capitalNoun")),
        perceiving=frozenset(words("perceivingVerb")),
        grounds=frozenset((*words("groundVerb"), *words("groundNoun"))),
        taking=frozenset(words("takingVerb")),
        pronouns={word: kind for kind in PRONOUNS for word in words("pronoun" + kind)},
        genders={word: kind for kind in GENDERS for word in words(kind)},
        fillers={
            name_of(role): frozenset(map(name_of, knowledge.values(role, LEX + "filledBy")))
            for role in knowledge.having(LEX + "filledBy")
        },
        causal=frozenset(words("causalSlot")),
        causal_marks=frozenset(words("causalMark")),
        harmful=classes("harmful"),
        harming=classes("harming"),
        sparing=classes("sparing"),
        undergone=classes("undergone"),
        wielding=classes("wielding"),
        conducted=classes("conducted"),
        conducting=classes("conducting"),
        located=classes("located"),
        attributive=classes("attributive"),
        addressing=classes("addressing"),
        blaming=classes("blaming"),
        reaching=classes("reaching"),
        striking=classes("striking"),
        fought=classes("fought"),
        yielding=classes("yielding"),
        nobodies=frozenset(words("nobody")),
        bare_numbers=frozenset(words("bareNumber")),
        raising=frozenset(words("raisingVerb")),
        surely_raising=frozenset(words("surelyRaising")),
        tallies=frozenset(words("tallyNoun")),
        including=frozenset(words("includingVerb")),
        wars=frozenset(words("warNoun")),
        onset=frozenset(words("onsetMark")),
        so_far=frozenset(tuple(phrase.split()) for phrase in words("soFar")),
        held=frozenset(words("heldVerb")),
        people=classes("people"),
        hosted=classes("hosted"),
        measuring=classes("measuring"),
        literal=classes("literal"),
        figurative=frozenset(words("figurativeParty")),
        ceremonial=classes("ceremonial"),
        private=frozenset(words("privateParty")),
        sports=frozenset(words("sportWord")),
        covering=classes("covering"),
        threatening=classes("threatening"),
        corporate=classes("corporate"),
        bodies={
            sector: name_of(knowledge.values(sector, LEX + "body")[0]) for sector in knowledge.having(LEX + "body")
        },
        prior=frozenset(words("priorMark")),
        simultaneous=frozenset(words("simultaneousMark")),
        dating=frozenset(words("datingVerb")),
        conditions=frozenset(words("conditionMark")),
        voicing=classes("voicing"),
        voiced=classes("voiced"),
        rooted=classes("rooted"),
        domestic=classes("domestic"),
        averting=frozenset(words("avertingMark")),
        performing={
            word: name_of(act)
            for act in sorted(knowledge.having(LEX + "performedBy"))
            for word in knowledge.values(act, LEX + "performedBy")
        },
        threatened=classes("threatened"),
        promised=classes("promised"),
    )

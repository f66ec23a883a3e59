"""What a reading of one trigger may look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.nlp.events.values import ClassesAt, Syntax
from kg.nlp.lists import conjuncts
from kg.nlp.parse import Parse

OWNERS = ("amod", "poss", "compound", "nmod")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a reading of one trigger may look at.

    `heads` are those of all triggers, `harmful` of those of harm; `surely` has the classes that an event's word evokes in
    all its senses.
    """

    parse: Parse
    syntax: Syntax
    classes_at: ClassesAt
    heads: frozenset[int]
    harmful: frozenset[int]
    surely: Mapping[int, frozenset[str]]

    def is_a(self, type_: str, classes: frozenset[str]) -> bool:
        """Whether a class is one of some classes or below one."""
        return not classes.isdisjoint(self.syntax.ancestors(type_))

    def all_are(self, name: str, classes: frozenset[str]) -> bool:
        """Whether classes are all below one; none of them is a sector."""
        return all("/" not in type_ and name in self.syntax.ancestors(type_) for type_ in classes)

    def acts(self, token: int) -> bool:
        """Whether a token is known to stand for an actor."""
        return "Actor" in (self.classes_at(token) or ())

    def is_time(self, token: int) -> bool:
        """Whether a preposition's object says when or how long: "clashed *for three days*", "struck on *March* 3"."""
        parse, grammar = self.parse, self.syntax.grammar
        if parse.deps[token] != "pobj":
            return False
        return parse.lemmas[token] in grammar.spans or (
            parse.pos[token] == "PROPN" and parse.lemmas[token] in grammar.span_names
        )


def owners_of(scene: Scene, token: int) -> Iterator[int]:
    """The actors before a noun, conjuncts included: "*Indian* and *French* warships"."""
    for owner in scene.parse.dependents(token, *OWNERS):
        yield from (one for one in conjuncts(scene.parse, owner) if scene.acts(one))

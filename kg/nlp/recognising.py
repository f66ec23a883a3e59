"""Named entities as spaCy's recogniser finds them, but the words of all texts looked at together.

The recogniser goes from word to word and asks at each which of its seventy steps may be taken. Outside an entity a step's
score depends on that word alone, and whether it may be taken on that word and the next: one product and one comparison do
for all words. Only inside entities, at one word in ten, is there a step before to wait for.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START  # type: ignore[import-not-found]
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

Look: TypeAlias = tuple[int, int, int]
"""The tokens that a score is made from: the one looked at, the first of the open entity, the one before; NOTHING outside."""

Row: TypeAlias = NDArray[np.float32]
"""The scores of all steps at one look."""

LOOKS, NOTHING = 3, -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The numbers of a recogniser's steps: those that make an entity of one word, open one, go on with one or end one."""

    whole: Mapping[int, str]
    first: Mapping[int, str]
    inner: Mapping[str, int]
    last: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of several texts in one row: the best step at each if no entity is open, and whether one may go on from it."""

    best: Sequence[int]
    goes_on: Sequence[bool]


def is_usual(recogniser: EntityRecognizer, docs: Sequence[Doc]) -> bool:
    """Whether a recogniser is of spaCy's usual make, and nothing before it has set entities."""
    model, steps = recogniser.model, steps_of(recogniser)
    if not model.attrs["has_upper"] or model.attrs["unseen_classes"] or recogniser.cfg["beam_width"] != 1:
        return False
    complete = steps.inner.keys() == steps.last.keys() == set(steps.first.values())
    # Of two steps that score alike the earlier is taken.
    ordered = all(steps.inner[label] < steps.last[label] for label in steps.inner) if complete else False
    looks = model.get_ref("lower").get_dim("nF")
    return ordered and looks == LOOKS and not any(doc.has_annotation("ENT_IOB") for doc in docs)


def steps_of(recogniser: EntityRecognizer) -> Steps:
    """A recogniser's steps, by kind."""
    moves = recogniser.moves
    names = [moves.get_class_name(n) for n in range(moves.n_moves)]
    labels = {n: name[2:] for n, name in enumerate(names) if name[2:]}
    return Steps(
        whole={n: label for n, label in labels.items() if names[n].startswith("U")},
        first={n: label for n, label in labels.items() if names[n].startswith("B")},
        inner={label: n for n, label in labels.items() if names[n].startswith("I")},
        last={label: n for n, label in labels.items() if names[n].startswith("L")},
    )


def recognise(recogniser: EntityRecognizer, docs: Sequence[Doc]) -> None:
    """Sets the entities of Docs that have words."""
    steps = steps_of(recogniser)
    model: Any = recogniser.model.predict(docs)
    words = _words(model, docs, steps)
    begins = accumulate(map(len, docs), initial=0)
    readers = [_entities(doc, begin, words, steps) for doc, begin in zip(docs, begins, strict=False)]
    waiting: dict[int, Look] = {}

    def go_on(number: int, scores: Row | None) -> None:
        try:
            waiting[number] = readers[number].send(scores)
        except StopIteration as end:
            docs[number].set_ents(end.value, default="outside")

    for number in range(len(docs)):
        go_on(number, None)
    while waiting:
        looks, waiting = waiting, {}
        for number, scores in zip(looks, _scores(model, list(looks.values())), strict=True):
            go_on(number, scores)
    model.clear_memory()


def _entities(doc: Doc, begin: int, words: Words, steps: Steps) -> Generator[Look, Row | None, list[Span]]:
    """The entities of a Doc whose words begin at a place of the row; yields where it looks, takes the scores there."""
    found: list[Span] = []
    place, end = begin, begin + len(doc)
    while place < end:
        start, step = place, words.best[place]
        if label := steps.first.get(step):
            inner, last = steps.inner[label], steps.last[label]
            place += 1
            scores = yield place, start, place - 1
            while scores is not None and words.goes_on[place] and scores[inner] >= scores[last]:
                place += 1
                scores = yield place, start, place - 1
        if label := label or steps.whole.get(step):
            found.append(Span(doc, start - begin, place - begin + 1, label=label))
        place += 1
    return found


def _words(model: Any, docs: Sequence[Doc], steps: Steps) -> Words:
    blank, starts = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs]).T
    last = np.cumsum([len(doc) for doc in docs]) - 1
    goes_on = np.append(starts[1:] != 1, False)
    goes_on[last] = False
    looks = np.full((len(blank), LOOKS), NOTHING)
    looks[:, 0] = np.arange(len(blank))
    scores = _scores(model, looks)
    scores[:, [*steps.inner.values(), *steps.last.values()]] = -np.inf
    scores[np.ix_((blank == 1) | ~goes_on, list(steps.first))] = -np.inf
    scores[np.ix_(blank == 1, list(steps.whole))] = -np.inf
    return Words(best=scores.argmax(axis=1).tolist(), goes_on=goes_on.tolist())


def _scores(model: Any, looks: Sequence[Look] | NDArray[np.int_]) -> NDArray[np.float32]:
    """The scores of all steps, a row a look."""
    tokens = np.ascontiguousarray(looks, dtype="i")
    scores: NDArray[np.float32] = model.vec2scores.predict(model.state2vec.predict(tokens))
    return scores

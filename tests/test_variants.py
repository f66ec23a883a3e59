"""What is read from a case stays the same when its words change for others of their class, and clauses their order.

A case names in `vary` classes of tests/cases/variations.toml, and in `orders` the same told in another order. `unstable`
gives variants that are read otherwise, each with the reason.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pytest
from _pytest.mark import ParameterSet

from kg.documents import Document
from kg.extract import Extractor
from kg.facts import Facts
from tests.rows import holds, rows_of
from tests.test_cases import FOLDER, Case, read_case

Forms: TypeAlias = tuple[str, ...]
CLASSES: Mapping[str, Sequence[str | list[str]]] = tomllib.loads(
    (FOLDER / "variations.toml").read_text(encoding="utf-8")
)
FILLED = re.compile(r"\b(agent|target|speaker|addressee|place|about|destination|victims)=[^;]*")
"""What fills a role in a row."""
SHARE = 10
"""One case in so many is varied at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A case's text and rows in other words."""

    name: str
    text: str
    must: list[str]
    never: list[str]


def forms_of(member: str | list[str]) -> Forms:
    """A member's forms."""
    return (member,) if isinstance(member, str) else tuple(member)


def with_capitals(forms: Forms) -> Forms:
    """The forms, and as they open a sentence."""
    return (*forms, *(form[0].upper() + form[1:] for form in forms))


def exchanged(text: str, old: Forms, new: Forms) -> str:
    """The text with each form of one member as the other's, whole words only."""
    table = dict(zip(old, new, strict=True))
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in sorted(table, key=len, reverse=True)))
    return pattern.sub(lambda match: table[match.group()], text)


def row_exchanged(row: str, old: Forms, new: Forms) -> str:
    """A row in the words of a variant: names of classes and values stay."""
    return FILLED.sub(lambda m: exchanged(m.group(), with_capitals(old), with_capitals(new)), exchanged(row, old, new))


def in_other_words(case: Case, class_: str) -> Iterator[Variant]:
    """The case with the members of a class that stand in it exchanged for each of the others."""
    members = [forms_of(member) for member in CLASSES[class_]]
    for old in members:
        for new in members:
            text = exchanged(case.text, with_capitals(old), with_capitals(new))
            if text != case.text:
                rows = ([row_exchanged(row, old, new) for row in some] for some in (case.must, case.never))
                must, never = rows
                yield Variant(name=f"{old[0]} → {new[0]}", text=text, must=must, never=never)


def variants(case: Case) -> Iterator[Variant]:
    for class_ in case.vary:
        yield from in_other_words(case, class_)
    for number, text in enumerate(case.orders):
        yield Variant(name=f"order {number + 1}", text=text, must=case.must, never=case.never)


VARIED = {
    f"{path.parent.name}/{path.stem}": case
    for path in sorted(FOLDER.glob("*/*.toml"))
    if (case := read_case(path)).vary or case.orders
}


def parameters() -> Iterator[ParameterSet]:
    for id_, case in VARIED.items():
        for variant in variants(case):
            reason = case.unstable.get(variant.name)
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            yield pytest.param(variant, id=f"{id_}: {variant.name}", marks=marks)


def test_a_tenth_of_the_cases_is_varied() -> None:
    assert len(VARIED) * SHARE >= len(list(FOLDER.glob("*/*.toml")))


@pytest.mark.parametrize(("id_", "case"), VARIED.items())
def test_each_class_that_a_case_names_changes_it(id_: str, case: Case) -> None:
    assert all(list(in_other_words(case, class_)) for class_ in case.vary), id_
    assert set(case.unstable) <= {variant.name for variant in variants(case)}


@pytest.mark.parametrize("variant", list(parameters()))
def test_the_reading_stays_the_same(variant: Variant, extractor: Extractor) -> None:
    (facts,) = extractor([Document(id=variant.name, text=variant.text)])
    assert isinstance(facts, Facts)
    rows = rows_of(facts, gazetteer=extractor.knowledge.gazetteer)
    ontology = extractor.knowledge.ontology
    missing = [row for row in variant.must if not holds(row, rows, ontology)]
    wrong = [row for row in variant.never if holds(row, rows, ontology)]
    listing = "\n".join(map(str, rows))
    assert (missing, wrong) == ([], []), f"{variant.text}\nread:\n{listing}"

"""Parses kept on disk."""

import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import RunError
from kg.nlp.caching import FILE, ParseCache, parser_digest, read_parse, write_parse
from kg.nlp.parse import Parse, parse_of
from kg.nlp.pipeline import DEFAULT_MODEL, parse_texts

TEXTS = (
    "Rebels shelled Goma on Sunday; the army said nobody was hurt.",
    "The president, whose convoy they had\nattacked twice, left for Bukavu.",
    "",
    "“We hold the town”, a spokesman for M23 said – the third such claim.",
)
PARSER = b"a parser"


def parses_of(nlp: Language, texts: Iterable[str]) -> list[Parse]:
    return [parse_of(doc) for doc in parse_texts(nlp, texts)]


def never(texts: Iterable[str]) -> Iterator[Parse]:
    assert not list(texts), "what is kept is parsed again"
    return iter(())


@pytest.fixture
def cache(tmp_path: Path, nlp: Language) -> ParseCache:
    made = ParseCache(tmp_path, parser=PARSER)
    assert list(made.parses(TEXTS, lambda texts: iter(parses_of(nlp, texts)))) == parses_of(nlp, TEXTS)
    return made


@pytest.mark.parametrize("text", TEXTS)
def test_a_parse_is_read_back_as_it_was(nlp: Language, text: str) -> None:
    (parse,) = parses_of(nlp, [text])
    assert read_parse(write_parse(parse), text) == parse


def test_a_crossing_tree_is_read_back_as_it_was(nlp: Language) -> None:
    # "something" belongs to the town, beyond the verb that the town is the subject of.
    words = ["He", "said", "she", "feared", "Goma", "had", "fallen", "–", "something", "which", "nobody", "wanted", "."]
    heads = [1, 1, 3, 1, 6, 6, 3, 6, 4, 11, 11, 8, 1]
    deps = [
        "nsubj",
        "ROOT",
        "nsubj",
        "ccomp",
        "nsubj",
        "aux",
        "ccomp",
        "punct",
        "appos",
        "dobj",
        "nsubj",
        "relcl",
        "punct",
    ]
    parse = parse_of(Doc(nlp.vocab, words=words, heads=heads, deps=deps))
    assert parse.edges[3] == (2, 12)
    assert read_parse(write_parse(parse), parse.text) == parse


def test_what_is_kept_is_not_parsed_again(cache: ParseCache, nlp: Language, tmp_path: Path) -> None:
    for other in (cache, ParseCache(tmp_path, parser=PARSER)):
        assert list(other.parses(TEXTS[::-1], never)) == parses_of(nlp, TEXTS[::-1])


def test_the_parse_of_another_parser_is_not_taken(cache: ParseCache, tmp_path: Path) -> None:
    assert cache.path == tmp_path / FILE
    with pytest.raises(AssertionError, match="parsed again"):
        list(ParseCache(tmp_path, parser=b"another").parses(TEXTS, never))


@pytest.mark.parametrize(
    "damage",
    ["zeroblob(40)", "substr(record, 1, 20)", "x''", "substr(record, 1, 30) || zeroblob(1) || substr(record, 32)"],
)
def test_a_damaged_record_is_parsed_anew_and_mended(cache: ParseCache, nlp: Language, damage: str) -> None:
    with sqlite3.connect(cache.path) as database:
        database.execute(f"UPDATE parse SET record = {damage}")
    expected = parses_of(nlp, TEXTS)
    assert list(cache.parses(TEXTS, lambda texts: iter(parses_of(nlp, texts)))) == expected
    assert list(cache.parses(TEXTS, never)) == expected


def test_a_file_that_is_no_cache_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("no database at all, but long enough to be taken for one " * 20)
    with pytest.raises(RunError, match="cannot be used as a cache of parses"):
        ParseCache(tmp_path, parser=PARSER)


def test_the_digest_changes_with_the_model_and_the_pipeline(tmp_path: Path, nlp: Language) -> None:
    stock = spacy.load(DEFAULT_MODEL)
    stock.to_disk(tmp_path / "same")
    stock.meta["version"] = "9"
    stock.to_disk(tmp_path / "other")
    digests = {parser_digest(spacy.load(tmp_path / name)) for name in ("same", "other")}
    assert len(digests | {parser_digest(nlp)}) == 3
    assert parser_digest(nlp) == parser_digest(nlp)


def fill(folder: Path, number: int) -> int:
    """What a process of its own does: keep many parses where others keep theirs."""
    texts = [f"Report {n} of {number % 2}." for n in range(200)]
    cache = ParseCache(folder, parser=PARSER)
    blank = Parse(
        text="", offset=0, section=parse_of(spacy.blank("en")("")).section, words=(), lowers=(), lemmas=(), pos=(),
        tags=(), deps=(), heads=(), children=(), edges=(), begins=(), ends=(), sentences=(), sentence_of=(), entities=(),
    )  # fmt: skip
    return len(list(cache.parses(texts, lambda missing: (blank for _ in missing))))


def test_several_processes_share_a_cache(tmp_path: Path) -> None:
    with ProcessPoolExecutor(max_workers=3, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(fill, [tmp_path] * 4, range(4))) == [200] * 4
    with sqlite3.connect(tmp_path / FILE) as database:
        assert database.execute("SELECT count(*) FROM parse").fetchone() == (400,)

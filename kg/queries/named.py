"""Queries as files hold them: title, description and typed parameters in the opening comments, SPARQL below.

#title: Towns
#description: Towns of a country.
#param country iso3 required "The country."
#param most integer default=10 "How many rows."
#param near place "Only those within this place."
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import dropwhile, takewhile
from pathlib import Path

from kg.errors import QueryError

FIELD = re.compile(r"#\s?(title|description):\s*(.*)")
PARAMETER = re.compile(r'#\s?param\s+(\w+)\s+([\w-]+)\s+(?:(required|optional|default=\S+)\s+)?"(.*)"\s*')


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a query takes. Left out, it takes the default, and leaves the query open where there is none."""

    name: str
    type: str
    text: str
    required: bool = False
    default: str | None = None

    def __str__(self) -> str:
        """The parameter as messages name it.

        >>> str(Parameter(name="km", type="decimal", text="How far.", default="50"))
        'km (decimal, default 50)'
        """
        need = ", required" if self.required else f", default {self.default}" if self.default is not None else ""
        return f"{self.name} ({self.type}{need})"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query, the SPARQL whole with its comments, so that lines of messages are lines of the file."""

    name: str
    text: str
    title: str | None = None
    description: str | None = None
    parameters: tuple[Parameter, ...] = ()

    @property
    def body(self) -> str:
        """The SPARQL without the comments at its beginning."""
        lines = self.text.splitlines(keepends=True)
        return "".join(dropwhile(lambda line: line.startswith("#") or not line.strip(), lines))


def load_queries(folder: Path) -> Mapping[str, NamedQuery]:
    """Name → query, for each .rq file of a folder, in the order of the names."""
    return {path.stem: read_query(path) for path in sorted(folder.glob("*.rq"))}


def read_query(path: Path) -> NamedQuery:
    """The query of a file. Raises QueryError, with file and line, for what is no parameter, and if there is no file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise QueryError(f"{path} cannot be read: {reason}") from error
    return parse_query(path.stem, text, where=str(path))


def parse_query(name: str, text: str, *, where: str) -> NamedQuery:
    """The query that a text holds; `where` it is from stands in messages."""
    header = list(takewhile(lambda line: line.startswith("#") or not line.strip(), text.splitlines()))
    fields = [match.groups() for match in map(FIELD.fullmatch, header) if match]
    return NamedQuery(
        name=name,
        text=text,
        title=_joined(value for field, value in fields if field == "title"),
        description=_joined(value for field, value in fields if field == "description"),
        parameters=tuple(_parameters(header, where)),
    )


def find_query(queries: Mapping[str, NamedQuery], name: str) -> NamedQuery:
    """The query of that name. Raises QueryError, with the names most like it, if there is none."""
    if name in queries:
        return queries[name]
    near = get_close_matches(name, queries, n=3, cutoff=0.5)
    hint = f"near it: {', '.join(near)}" if near else f"there are: {', '.join(queries)}"
    raise QueryError(f"no query is named {name!r}; {hint}")


def _parameters(header: Iterable[str], where: str) -> Iterator[Parameter]:
    for number, line in enumerate(header, 1):
        if re.match(r"#\s?param\b", line) is None:
            continue
        match = PARAMETER.fullmatch(line)
        if match is None:
            raise QueryError(
                f'{where}:{number}: not of the form #param NAME TYPE [required|default=VALUE] "text": {line}'
            )
        name, type_, need, text = match.groups()
        default = need.removeprefix("default=") if need and need.startswith("default=") else None
        yield Parameter(name=name, type=type_, text=text, required=need == "required", default=default)


def _joined(lines: Iterable[str]) -> str | None:
    return " ".join(lines) or None

"""A Dask cluster that can build: its scheduler answers, and all its workers read and see what this machine does."""

import secrets
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from distributed import Client
from distributed.comm.addressing import parse_address
from distributed.comm.registry import get_backend
from distributed.versions import VersionMismatchWarning

from kg.cluster.jobs import Job, fingerprint, made_of
from kg.errors import RunError

ANSWER = 30.0
"""Seconds for the scheduler to answer."""
COMING = 120.0
"""Seconds for a first worker to come."""


PACKAGES = ("python", "dask", "distributed", "msgpack", "cloudpickle", "tornado", "toolz")
"""What client, scheduler and workers talk to each other with."""


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A client of the scheduler at an address. Raises RunError where none answers, or with another version of Dask."""
    _check_scheme(address)
    try:
        with warnings.catch_warnings():
            # Told below, and as an error.
            warnings.simplefilter("ignore", VersionMismatchWarning)
            client = Client(address, timeout=ANSWER, set_as_default=False)
    except OSError as error:
        raise RunError(f"no Dask scheduler answers at {address}: start one with `dask scheduler`") from error
    with client:
        _wait_for_workers(client, address)
        _check_versions(client)
        yield client


def _check_scheme(address: str) -> None:
    try:
        get_backend(parse_address(address)[0])
    except ValueError as error:
        raise RunError(f"{address} is no address of a Dask scheduler such as tcp://HOST:8786") from error


def _check_versions(client: Client) -> None:
    found: Mapping[str, Any] = client.get_versions()  # type: ignore[assignment]
    mine = found["client"]["packages"]
    for name, versions in {"the scheduler": found["scheduler"], **found["workers"]}.items():
        theirs = versions["packages"]
        other = [package for package in PACKAGES if theirs.get(package) != mine.get(package)]
        if other:
            shown = ", ".join(f"{package} {theirs.get(package)}, here {mine.get(package)}" for package in other)
            raise RunError(f"{name} has {shown}: all need the same")


def _wait_for_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=COMING)
    except TimeoutError as error:
        raise RunError(f"the scheduler at {address} has no workers: start some with `dask worker {address}`") from error


def check_workers(client: Client, job: Job) -> None:
    """Raises RunError for a worker that lacks our software, has another version of what reads, or does not see the folder."""
    token, sign = secrets.token_hex(8), "work/sign"
    job.folder.write(sign, token.encode())
    try:
        answers: Mapping[str, Any] = client.run(look, job, sign, on_error="return")
    finally:
        job.folder.drop([sign])
    mine = made_of(job.recipe)
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, ImportError):
            raise RunError(f"the worker {worker} lacks conflict-kg[cluster] of this version: {answer}") from answer
        if isinstance(answer, BaseException):
            raise RunError(f"the worker {worker} cannot be used: {answer}") from answer
        makeup, seen = answer
        other = [name for name in sorted({*mine, *makeup}) if mine.get(name) != makeup.get(name)]
        if other:
            shown = ", ".join(_differing(name, mine, makeup) for name in other)
            raise RunError(f"the worker {worker} would read otherwise than this machine: {shown}")
        if seen != token:
            raise RunError(
                f"the worker {worker} does not see {job.folder.address}: it must be on a shared disk or address"
            )


def look(job: Job, sign: str) -> tuple[Mapping[str, str], str | None]:
    """What a worker's reader is made of, and what it finds in the folder."""
    seen = job.folder.read(sign).decode() if job.folder.has(sign) else None
    return made_of(job.recipe), seen


def _differing(name: str, mine: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """What differs: versions as they are, not digests."""
    versions = mine.get(name, "none"), theirs.get(name, "none")
    if max(map(len, versions)) < 24:
        return f"{name} {versions[1]} instead of {versions[0]}"
    return f"another {name}"


def expectation(recipe: Any) -> str:
    """What the recipe is made of here, as workers compare it."""
    return fingerprint(made_of(recipe))

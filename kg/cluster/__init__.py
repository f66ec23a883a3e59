"""Building past one machine: partitions of the sources, each a file of N-Quads that a worker of a Dask cluster writes."""

from kg.cluster.building import StoppedError, Watcher, build_parts
from kg.cluster.connecting import connected, expectation
from kg.cluster.jobs import Job, sent
from kg.cluster.places import Folder, is_address
from kg.cluster.tasks import Calls

__all__ = [
    "Calls",
    "Folder",
    "Job",
    "StoppedError",
    "Watcher",
    "build_parts",
    "connected",
    "expectation",
    "is_address",
    "sent",
]

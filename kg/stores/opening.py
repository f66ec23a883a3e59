"""A store by where it is: a folder, a server's address, or nowhere but in memory."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import StoreError
from kg.stores.access import Access
from kg.stores.oxigraph import create_store, memory_store, open_store
from kg.stores.protocol import Store

# What speaks HTTP is imported when there is a server: it takes longer to load than a local query takes to run.
if TYPE_CHECKING:
    from kg.stores.credentials import Credentials
    from kg.stores.remote import RemoteStore

MEMORY = ":memory:"


def open_location(location: str | Path = MEMORY, *, read_only: bool = False, access: Access | None = None) -> Store:
    """The store in a folder, the server at an http(s) address or, for ":memory:", a new store in this process.

    A folder is opened for reading and writing, made where there is none; `read_only` gives it as it is now.
    """
    if str(location) == MEMORY:
        return memory_store()
    if str(location).startswith(("http://", "https://")):
        return open_remote(str(location), access or Access())
    return open_store(Path(location)) if read_only else create_store(Path(location))


def open_remote(endpoint: str, access: Access) -> "RemoteStore":
    """The server at an address. Raises StoreError where there is none, or credentials are wanted and not found."""
    from kg.stores.connection import Connection
    from kg.stores.kinds import Addresses, checked_address, detected, kind_of, service
    from kg.stores.remote import RemoteStore

    address = checked_address(endpoint)
    credentials = _credentials(address, access)
    connection = Connection(credentials=credentials, timeout=access.timeout, patience=access.patience)
    try:
        kind = kind_of(access.kind) if access.kind is not None else detected(connection, address)
    except StoreError:
        connection.close()
        raise
    places = Addresses(endpoint=address, update=access.update, graphs=access.graphs)
    return RemoteStore(service(places, kind, with_credentials=credentials is not None), connection)


def _credentials(address: str, access: Access) -> "Credentials | None":
    from kg.stores.credentials import find_credentials, scheme_of

    if access.auth is None:
        return None
    return find_credentials(scheme_of(access.auth), host=urlsplit(address).hostname or "", ask=access.ask)

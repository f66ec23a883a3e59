"""A store in a folder over the SPARQL 1.1 Protocol, for queries alone.

Queries run in processes of their own, so that one that takes too long, or too much memory, can be ended without the
others. An answer is written to a file before any of it is sent: what breaks a limit gets a status that says so, never
a body that ends too early.
"""

from kg.endpoint.application import application
from kg.endpoint.limits import Limits
from kg.endpoint.serving import address_of, listen, serve

__all__ = ["Limits", "address_of", "application", "listen", "serve"]

"""Matrix products that do not depend on company: a row's product is the same bits, whatever rows stand beside it.

The libraries that multiply matrices choose another way of adding up for small ones, so that the last digits of a
paragraph's numbers, and where two readings are close the reading, would depend on which paragraphs are parsed with it.
"""

from typing import cast

from thinc.api import NumpyOps
from thinc.types import Floats2d

ENOUGH = 64
"""Rows from which on OpenBLAS multiplies the matrices of spaCy's small models in one way; 24 were seen to be too few."""


class SteadyOps(NumpyOps):  # type: ignore[misc]  # compiled, without types
    """numpy's operations, small matrices filled up with zeros before they are multiplied."""

    def gemm(  # noqa: D102 - the signature is thinc's
        self,
        x: Floats2d,
        y: Floats2d,
        out: Floats2d | None = None,
        trans1: bool = False,  # noqa: FBT001, FBT002
        trans2: bool = False,  # noqa: FBT001, FBT002
    ) -> Floats2d:
        rows = x.shape[0]
        if trans1 or rows >= ENOUGH:
            return cast("Floats2d", super().gemm(x, y, out=out, trans1=trans1, trans2=trans2))
        filled = self.alloc2f(ENOUGH, x.shape[1])
        filled[:rows] = x
        product = cast("Floats2d", super().gemm(filled, y, trans2=trans2)[:rows])
        if out is None:
            return product
        out[:] = product
        return out

"""Word vectors remembered: what a model makes of a word by itself is the same wherever the word stands.

The first layers of spaCy's models see a word's form, prefix, suffix and shape, and nothing around it. They take a third
of the time of the layers that do look around, and nine words in ten have been met before.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

CAPACITY = 16_000
"""Words that are remembered, 400 bytes each for each component; in 170,000 words of news there are 15,000 different ones."""

LAYERS = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
"""What `spacy.MultiHashEmbed` is made of. Models with vectors from outside, or with transformers, have other layers."""


def remember_words(nlp: Language) -> None:
    """Lets each component that embeds words from their forms alone do so once a word."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in list(model.walk()) if isinstance(model, Model) else ():
            for number, layer in enumerate(node.layers):
                if [inner.name.split("(")[0] for inner in layer.layers] == LAYERS:
                    node.layers[number] = Model("remembered_words", _forward, attrs={"memory": _Memory(layer)})


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> Any:  # noqa: FBT001 - thinc's signature
    memory: _Memory = model.attrs["memory"]
    return memory.layer(docs, is_train) if is_train else (memory.vectors(docs), _untrained)


def _untrained(_: object) -> None:
    raise NotImplementedError("vectors that are remembered are not trained")


class _Memory:
    """The vectors of the words met so far: a state that lives as long as its pipeline."""

    def __init__(self, layer: Model[Any, Any]) -> None:
        self.layer = layer
        self.rows: dict[bytes, int] = {}
        self.table: NDArray[np.float32] = np.empty((CAPACITY, 0), dtype="f")

    def vectors(self, docs: Sequence[Doc]) -> list[NDArray[np.float32]]:
        """The vectors of each Doc's words."""
        extract = self.layer.layers[0]
        features: list[NDArray[np.uint64]] = extract.predict(docs)
        keys = [key for part in features for key in _keys(part)]
        new = list(dict.fromkeys(key for key in keys if key not in self.rows))
        if len(self.rows) + len(new) > CAPACITY:
            self.rows.clear()
            new = list(dict.fromkeys(keys))
        if len(new) > CAPACITY:
            found: list[NDArray[np.float32]] = self.layer.predict(docs)
            return found
        if new:
            self._learn(new, columns=features[0].shape[1])
        whole = self.table[[self.rows[key] for key in keys]]
        return np.split(whole, np.cumsum([len(part) for part in features])[:-1])

    def _learn(self, keys: Sequence[bytes], *, columns: int) -> None:
        rows: Any = [np.frombuffer(b"".join(keys), dtype=np.uint64).reshape(len(keys), columns)]
        for layer in self.layer.layers[1:]:
            rows = layer.predict(rows)
        begin = len(self.rows)
        if not self.table.shape[1]:
            self.table = np.empty((CAPACITY, rows[0].shape[1]), dtype="f")
        self.table[begin : begin + len(keys)] = rows[0]
        self.rows.update((key, begin + n) for n, key in enumerate(keys))


def _keys(features: NDArray[np.uint64]) -> list[bytes]:
    if not len(features):
        return []
    whole = np.ascontiguousarray(features)
    return list(whole.view(f"V{whole.itemsize * whole.shape[1]}").ravel().tolist())

"""What the layers of the models have in common: fast products of matrices, and small files.

Products are NumPy's, since thinc's own (BLIS) take three times as long on the sizes that matter here.

Weights are in half precision on disk, in single precision at work. That halves the size, and the figures in
the card are those of the packed weights. spaCy knows no moment after a pipeline was
loaded, so a model unpacks itself when it is first used.
"""

from __future__ import annotations

from typing import Any

from thinc.api import Model, NumpyOps, get_current_ops

PACKED, UNPACKED = "float16", "float32"


def with_fast_products(model: Model[Any, Any]) -> Model[Any, Any]:
    """The model, made to multiply with NumPy; on a GPU nothing changes."""
    if isinstance(get_current_ops(), NumpyOps):
        ops = NumpyOps(use_blis=False)
        for layer in model.walk():
            layer.ops = ops
    return model


def pack(model: Model[Any, Any]) -> None:
    """Round all weights of a model to half precision, in place."""
    _convert(model, UNPACKED, PACKED)


def unpack(model: Model[Any, Any]) -> None:
    """Bring packed weights to single precision, in place; nothing happens where there are none."""
    _convert(model, PACKED, UNPACKED)


def _convert(model: Model[Any, Any], before: str, after: str) -> None:
    for layer in model.walk():
        for name in layer.param_names:
            if layer.has_param(name) and layer.get_param(name).dtype == before:
                layer.set_param(name, layer.get_param(name).astype(after))

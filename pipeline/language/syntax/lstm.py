"""A bidirectional LSTM over sentences, in NumPy.

thinc has one, but it multiplies with BLIS, three times slower than NumPy on the sizes that matter here.
The sentences of a batch go side by side, longest first, so that at each step the ones still running are
the first rows. Both directions share the steps.

Source: Hochreiter & Schmidhuber (1997), without peepholes; the forget gate starts at one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from thinc.api import Model, glorot_uniform_init
from thinc.types import Floats3d, Ragged

State = dict[str, Any]
GATES = 4  # input, forget, output, candidate


def BiLSTM(nO: int | None = None, nI: int | None = None) -> Model[Ragged, Ragged]:
    """One layer, both ways: (words, nI) to (words, nO), of which half are read from either side."""
    return Model(
        "helder_bilstm",
        forward,
        init=init,
        dims={"nO": nO, "nI": nI},
        params={"W": None, "U": None, "b": None},
    )


def init(model: Model[Ragged, Ragged], X: Ragged | None = None, Y: Ragged | None = None) -> None:
    """Set the parameters: W (2, nI, 4h), U (2, h, 4h), b (2, 1, 4h)."""
    if X is not None and model.has_dim("nI") is None:
        model.set_dim("nI", X.dataXd.shape[1])
    inputs, half = model.get_dim("nI"), model.get_dim("nO") // 2
    W, U = (
        np.stack(
            [
                np.concatenate([glorot_uniform_init(model.ops, (rows, half)) for _ in range(GATES)], axis=1)
                for _ in range(2)
            ]
        )
        for rows in (inputs, half)
    )
    b = model.ops.alloc3f(2, 1, GATES * half)
    b[:, :, half : 2 * half] = 1.0
    model.set_param("W", W)
    model.set_param("U", U)
    model.set_param("b", b)


def forward(
    model: Model[Ragged, Ragged], X: Ragged, is_train: bool
) -> tuple[Ragged, Callable[[Ragged], Ragged]]:
    """Read every sentence from both sides."""
    W, U, b = (np.asarray(model.get_param(name)) for name in "WUb")
    rows = _rows_by_step(np.asarray(X.lengths))
    # (2, words, 4h); sigmoid(x) = (tanh(x / 2) + 1) / 2, so that one tanh does for all four
    gates = np.empty((2, len(X.dataXd), W.shape[2]), dtype="f")
    for way in (0, 1):  # one by one: NumPy's product of stacks is five times slower
        np.dot(X.dataXd, W[way], out=gates[way])
    gates += b
    hidden, cells, tanhs = _read(gates, U, rows, keep=is_train)
    output = np.concatenate([hidden[0], hidden[1]], axis=1)

    def backprop(dY: Ragged) -> Ragged:
        half = U.shape[1]
        dhidden = np.stack([dY.dataXd[:, :half], dY.dataXd[:, half:]])
        dgates, dU = _read_back(dhidden, gates, hidden, cells, tanhs, U, rows)
        model.inc_grad("U", dU)
        model.inc_grad("b", dgates.sum(axis=1, keepdims=True))
        model.inc_grad("W", np.stack([X.dataXd.T @ dgates[way] for way in (0, 1)]))
        return Ragged(dgates[0] @ W[0].T + dgates[1] @ W[1].T, dY.lengths)

    return Ragged(model.ops.asarray2f(output), X.lengths), backprop


def _rows_by_step(lengths: np.ndarray) -> list[np.ndarray]:
    """For each step the rows it reads: (2, sentences still running), forwards and backwards."""
    order = np.argsort(-lengths, kind="stable")
    order = order[lengths[order] > 0]
    sizes = lengths[order]
    ends = np.cumsum(lengths)[order]
    starts = ends - sizes
    steps = int(sizes[0]) if len(sizes) else 0
    running = np.searchsorted(-sizes, -np.arange(steps), side="left")
    return [np.stack([starts[:n] + step, ends[:n] - 1 - step]) for step, n in enumerate(running)]


def _read(
    gates: Floats3d, U: Floats3d, rows: list[np.ndarray], *, keep: bool
) -> tuple[Floats3d, Floats3d, Floats3d]:
    """Hidden states, cells and their tanh, each (2, words, h); `gates` becomes what the gates let through."""
    half = U.shape[1]
    hidden = np.zeros((2, gates.shape[1], half), dtype="f")
    cells, tanhs = (np.zeros_like(hidden), np.zeros_like(hidden)) if keep else (hidden, hidden)
    first = len(rows[0][0]) if rows else 0
    h, c = np.zeros((2, first, half), dtype="f"), np.zeros((2, first, half), dtype="f")
    for step, at in enumerate(rows):
        n = at.shape[1]
        g = np.stack([gates[0, at[0]], gates[1, at[1]]])
        if step:
            g += np.matmul(h[:, :n], U)
        g[:, :, : 3 * half] *= 0.5
        np.tanh(g, out=g)
        g[:, :, : 3 * half] *= 0.5
        g[:, :, : 3 * half] += 0.5
        c = g[:, :, half : 2 * half] * c[:, :n] + g[:, :, :half] * g[:, :, 3 * half :]
        tanh_c = np.tanh(c)
        h = g[:, :, 2 * half : 3 * half] * tanh_c
        for way in (0, 1):
            hidden[way, at[way]] = h[way]
            if keep:
                gates[way, at[way]] = g[way]
                cells[way, at[way]] = c[way]
                tanhs[way, at[way]] = tanh_c[way]
    return hidden, cells, tanhs


def _read_back(
    dhidden: Floats3d,
    gates: Floats3d,
    hidden: Floats3d,
    cells: Floats3d,
    tanhs: Floats3d,
    U: Floats3d,
    rows: list[np.ndarray],
) -> tuple[Floats3d, Floats3d]:
    """The gradients of what went into the gates (2, words, 4h) and of U."""
    half = U.shape[1]
    dgates = np.zeros_like(gates)
    before = np.zeros_like(hidden)  # the hidden state each word was read with
    first = len(rows[0][0]) if rows else 0
    dh_next, dc_next = np.zeros((2, first, half), dtype="f"), np.zeros((2, first, half), dtype="f")
    back = U.transpose(0, 2, 1)
    for step in range(len(rows) - 1, -1, -1):
        at = rows[step]
        n = at.shape[1]
        pick = lambda array: np.stack([array[0, at[0]], array[1, at[1]]])  # noqa: B023, E731
        g, tanh_c = pick(gates), pick(tanhs)
        i, f = g[:, :, :half], g[:, :, half : 2 * half]
        o, z = g[:, :, 2 * half : 3 * half], g[:, :, 3 * half :]
        dh = pick(dhidden) + dh_next[:, :n]
        dc = dc_next[:, :n] + dh * o * (1 - tanh_c * tanh_c)
        dg = np.empty_like(g)
        dg[:, :, :half] = dc * z * i * (1 - i)
        if step:
            last = rows[step - 1][:, :n]
            c_before = np.stack([cells[0, last[0]], cells[1, last[1]]])
            dg[:, :, half : 2 * half] = dc * c_before * f * (1 - f)
            for way in (0, 1):
                before[way, at[way]] = hidden[way, last[way]]
        else:
            dg[:, :, half : 2 * half] = 0
        dg[:, :, 2 * half : 3 * half] = dh * tanh_c * o * (1 - o)
        dg[:, :, 3 * half :] = dc * i * (1 - z * z)
        for way in (0, 1):
            dgates[way, at[way]] = dg[way]
        dh_next[:, :n] = np.matmul(dg, back)
        dc_next[:, :n] = dc * f
    return dgates, np.stack([before[way].T @ dgates[way] for way in (0, 1)])

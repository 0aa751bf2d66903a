"""Errors in the data: raw values as they might have been reported."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..panel import Floats, Panel
from ..scheme import Scheme

Columns = Mapping[str, Floats]  # raw columns (P, D, U) of D draws


class Noise:
    """Errors in the cells of some raw columns, independent of each other: `width` numbers a draw.

    Each value is multiplied by exp(s z), z standard normal and s the column's relative standard
    deviation (for small s: s x 100 per cent), so that a total stays positive. A part never comes
    to lie above its whole, where the scheme says `at_most`.
    """

    def __init__(self, panel: Panel, scheme: Scheme, amounts: Mapping[str, float]) -> None:
        self.panel, self.scheme = panel, scheme
        # By name, so that neither the order of the columns nor that of the units matters.
        self.amounts = {id: amounts[id] for id in sorted(amounts) if id in panel.columns}
        by_name = np.argsort(panel.units.astype(str), kind="stable")
        self.place = np.argsort(by_name)  # of each unit among the numbers of a period
        self.width = len(self.amounts) * panel.present.size
        parts = [id for id in panel.columns if _above(id, scheme)]
        self.parts = sorted(parts, key=lambda part: len(_above(part, scheme)))  # a whole first

    def noised(self, numbers: Floats) -> Columns:
        """The raw columns (P, D, U) of D draws, from numbers (D, width) in [0, 1)."""
        from scipy.special import ndtri

        draws, (periods, units) = len(numbers), self.panel.shape
        shape = (draws, len(self.amounts), periods, units)
        normal = ndtri(np.maximum(numbers, 2.0**-54)).reshape(shape)
        columns = {
            id: np.broadcast_to(values[:, None], (periods, draws, units))
            for id, values in self.panel.columns.items()
        }
        for number, (id, amount) in enumerate(self.amounts.items()):
            z = normal[:, number][..., self.place].swapaxes(0, 1)
            columns[id] = columns[id] * np.exp(amount * z)
        for id in self.parts:
            whole = columns.get(_above(id, self.scheme)[0])
            if whole is not None:
                columns[id] = np.where(columns[id] > whole, whole, columns[id])
        return columns


def _above(id: str, scheme: Scheme) -> list[str]:
    """The columns that a column may not exceed, the nearest first."""
    found: list[str] = []
    while (raw := scheme.raw.get(id)) and raw.at_most and raw.at_most not in found:
        id = raw.at_most
        found.append(id)
    return found

"""Whether the tables together give every column that the indicators need."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..messages import say
from ..panel import Panel
from .findings import Findings
from .tables import Table
from .vocabulary import Vocabulary


def check_missing(tables: Sequence[Table], vocabulary: Vocabulary, findings: Findings) -> None:
    """An error for each needed column that no table has, and for units told apart in two ways."""
    given = {id for table in tables for id in table.layout.columns}
    given |= {id for table in tables if table.readings for id in table.readings.columns}
    unused = [name for table in tables for name in (*table.layout.ignored, *table.unknown)]
    headings = [heading for table in tables for heading in table.layout.headings if heading]
    for id in vocabulary.required:
        if id not in given:
            text = say('missing column "{id}" ({name})', id=id, name=vocabulary.raw[id].name)
            of_first = findings.about(tables[0].source.name)
            help = vocabulary.missing_column(id, unused, headings)
            of_first.fault(text, help, row=tables[0].layout.line, fatal=False)
    coded = {"unit" in table.layout.labels for table in tables if table.layout.unit is not None}
    if len(coded) > 1:
        for table in tables:
            if table.layout.unit is not None and "unit" not in table.layout.labels:
                text = say("only names of units here, but codes in another table")
                help = say("add the column of codes: {names}", names=vocabulary.labels["unit"])
                findings.about(table.source.name).fault(text, help, row=table.layout.line)


def warn_of_gaps(panel: Panel, vocabulary: Vocabulary, findings: Findings) -> None:
    """A column without a single value in a period is one that its tables do not have."""
    for i, period in enumerate(panel.periods):
        empty = [id for id in vocabulary.required if np.isnan(panel.columns[id][i]).all()]
        if empty and period:
            findings.warn(say("no values in {period} of: {names}", period=period, names=empty))
        elif empty:
            findings.warn(say("no values of: {names}", names=empty))

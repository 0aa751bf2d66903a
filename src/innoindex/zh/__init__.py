"""The Chinese of every message, by its English, one file a room."""

from .audit import AUDIT
from .brief import BRIEF
from .charts import CHARTS
from .cli import CLI
from .compute import COMPUTE
from .explain import EXPLAIN
from .goal import GOAL
from .method import METHOD
from .read import READ
from .report import REPORT
from .robust import ROBUST
from .scheme import SCHEME
from .screening import SCREENING
from .steps import STEPS
from .weighting import WEIGHTING
from .weights import WEIGHTS
from .whatif import WHATIF
from .workbook import WORKBOOK

ZH = {
    **AUDIT,
    **CHARTS,
    **BRIEF,
    **CLI,
    **COMPUTE,
    **EXPLAIN,
    **GOAL,
    **METHOD,
    **READ,
    **REPORT,
    **ROBUST,
    **SCHEME,
    **SCREENING,
    **STEPS,
    **WEIGHTING,
    **WEIGHTS,
    **WHATIF,
    **WORKBOOK,
}

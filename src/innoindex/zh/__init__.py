"""The Chinese of every message, by its English, one file a room."""

from .audit import AUDIT
from .brief import BRIEF
from .cli import CLI
from .compute import COMPUTE
from .explain import EXPLAIN
from .goal import GOAL
from .read import READ
from .robust import ROBUST
from .scheme import SCHEME
from .steps import STEPS
from .weighting import WEIGHTING
from .weights import WEIGHTS
from .whatif import WHATIF

ZH = {
    **AUDIT,
    **BRIEF,
    **CLI,
    **COMPUTE,
    **EXPLAIN,
    **GOAL,
    **READ,
    **ROBUST,
    **SCHEME,
    **STEPS,
    **WEIGHTING,
    **WEIGHTS,
    **WHATIF,
}

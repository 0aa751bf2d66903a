"""The Chinese of every message, by its English, one file a room."""

from .audit import AUDIT
from .cli import CLI
from .compute import COMPUTE
from .explain import EXPLAIN
from .goal import GOAL
from .read import READ
from .scheme import SCHEME
from .weighting import WEIGHTING
from .whatif import WHATIF

ZH = {**READ, **SCHEME, **COMPUTE, **CLI, **WHATIF, **EXPLAIN, **GOAL, **WEIGHTING, **AUDIT}

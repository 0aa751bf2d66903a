"""The Chinese of every message, by its English, one file a room."""

from .cli import CLI
from .compute import COMPUTE
from .read import READ
from .scheme import SCHEME
from .whatif import WHATIF

ZH = {**READ, **SCHEME, **COMPUTE, **CLI, **WHATIF}

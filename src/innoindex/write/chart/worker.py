"""Vega in a process of its own: a spec in a line of JSON in, its SVG in a line of JSON out.

It is started early and is warm when the first chart is ready to be drawn. It imports nothing of the
package, so that it starts fast.
"""

import json
import sys
from typing import Any


def draw(spec: dict[str, Any]) -> str:
    """A Vega-Lite spec as SVG; data from anywhere but the spec itself are refused."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


def main() -> None:
    """Draw until the input ends."""
    draw({"data": {"values": [{"text": "1"}]}, "mark": "text"})  # the first takes half a second
    for line in sys.stdin.buffer:
        answer = json.dumps(draw(json.loads(line)))
        sys.stdout.buffer.write(answer.encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

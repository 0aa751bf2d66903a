"""What a report's page says around its tables and pictures."""

from __future__ import annotations

from ...messages import Message, say

WORDS: dict[str, Message] = {
    "all_units": say("All units"),
    "command": say("Command"),
    "contents": say("Contents"),
    "copy_it": say("Copy"),
    "how_weights": say(
        "Shares of the weight in per cent, each among its siblings. What is set stays as it is, "
        "the others keep their proportions; ranks follow at once."
    ),
    "link": say("Link to these weights"),
    "method": say("Method, data and sources"),
    "name": say("Name"),
    "need_script": say("The sliders need JavaScript; without it they show the scheme's weights."),
    "new_rank": say("New rank"),
    "new_score": say("New score"),
    "places": say("Places"),
    "rank_now": say("Rank now"),
    "ranking": say("Ranking"),
    "reset": say("Reset"),
    "search": say("Search"),
    "weights": say("What if the weights change?"),
    "what_if_ranking": say("The ranking under these weights"),
}

# Those that the script fills in; {words} stand for its values.
SCRIPTED: dict[str, Message] = {
    "copied": say("copied"),
    "differs": say("The ranks cannot be reproduced in this browser, so the sliders are off."),
    "found": say("found: {count}", count="{count}"),
    "outcome": say(
        "{set} · {unit}: rank {before} → {after} ({change}) · units that moved: {moved}",
        set="{set}",
        unit="{unit}",
        before="{before}",
        after="{after}",
        change="{change}",
        moved="{moved}",
    ),
    "untouched": say(
        "{unit}: rank {before}, with the scheme's weights", unit="{unit}", before="{before}"
    ),
}

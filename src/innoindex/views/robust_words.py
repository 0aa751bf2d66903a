"""What `robust` says in words: what was varied, how sure a unit's rank is, what must be known."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..messages import Message, say
from ..shares import weighed_leaves
from ..uncertainty.choices import Spread, own_rule
from ..uncertainty.robust_record import WIDE, Robust
from ..view import fixed, places, share_text, whole

NAMES: dict[str, Message] = {
    "weights": say("weights"),
    "normalise": say("normalisation"),
    "aggregate": say("aggregation"),
    "impute": say("imputation"),
    "treat": say("treatment of outliers"),
    "leave-out": say("indicator left out"),
    "noise": say("errors in the data"),
}


def per_cent(share: float) -> str:
    """A share that was asked for, with the decimals that it was given."""
    return f"{100 * share:.12g}%"


def varied_sentence(done: Robust) -> Message:
    if not done.varied:
        return say("nothing is varied")
    return say("varied: {choices}", choices=varied(done))


def varied(done: Robust) -> list[Message]:
    """Each choice that is varied, with its alternatives."""
    return [
        say("{choice} ({alternatives})", choice=NAMES[id], alternatives=alternatives(done, id))
        for id in done.varied
    ]


def alternatives(done: Robust, choice: str) -> Message:
    """What stands beside what, the scheme's own first."""
    choices, scheme = done.choices, done.base.scheme
    if choice == "weights":
        return _spread(choices.weights)
    if choice == "leave-out":
        return say("none or one of {count} indicators", count=len(weighed_leaves(scheme)))
    if choice == "noise":
        amounts = {per_cent(amount) for amount in choices.noise.values() if amount}
        count = sum(map(bool, choices.noise.values()))
        if len(amounts) == 1:
            return say("{amount} of {count} columns", amount=amounts.pop(), count=count)
        least = per_cent(min(filter(None, choices.noise.values())))
        most = per_cent(max(choices.noise.values()))
        return say("{least} to {most} of {count} columns", least=least, most=most, count=count)
    parts = {id for each in choices.alternatives(choice) for id in each.rules}
    methods = {own_rule(choice, id, scheme).name for id in parts}
    own: Message | str = methods.pop() if len(methods) == 1 else say("the scheme's own")
    if len(parts) == 1:
        own = say("{id}={method}", id=next(iter(parts)), method=own)
    names = " | ".join(each.name for each in choices.alternatives(choice))
    return say("{own} | {others}", own=own, others=names)


def _spread(spread: Spread) -> Message:
    if spread.how == "uniform":
        return say("within {amount}", amount=per_cent(spread.amount))
    if spread.how == "dirichlet":
        return say("around their shares, Dirichlet {amount}", amount=f"{spread.amount:g}")
    return say("any")


def highlight_sentence(done: Robust, unit: int) -> Message:
    """Where a unit's rank lies, how sure its tier is, its neighbours, and its move."""
    if np.isnan(done.ranking.rank[unit]) or np.isnan(done.median[unit]):
        return say("{unit} has no rank", unit=done.base.labels.label(unit))
    parts = [_rank_part(done, unit), *_tier_part(done, unit)]
    return say("{parts}", parts=[*parts, *_next_parts(done, unit), *_move_part(done, unit)])


def _rank_part(done: Robust, unit: int) -> Message:
    best, low, median, high, worst = (
        whole(each[unit]) for each in (done.best, done.low, done.median, done.high, done.worst)
    )
    values = {"unit": done.base.labels.label(unit), "rank": whole(done.ranking.rank[unit])}
    interval = per_cent(done.interval)
    if best == worst:
        return say("{unit}: rank {rank}, in all draws rank {best}", best=best, **values)
    if low == high:
        return say(
            "{unit}: rank {rank}, in {interval} of draws rank {low}, in all between {best} and "
            "{worst}",
            interval=interval,
            low=low,
            best=best,
            worst=worst,
            **values,
        )
    return say(
        "{unit}: rank {rank}, in {interval} of draws between {low} and {high} (median {median})",
        interval=interval,
        low=low,
        high=high,
        median=median,
        **values,
    )


def _tier_part(done: Robust, unit: int) -> Iterator[Message]:
    tier = int(done.ranking.tier[unit])
    if tier < 0 or np.isnan(share := float(done.tier_shares[unit, tier])):
        return
    name, draws = done.base.scheme.tiers[tier].name, _share_of_draws(share)
    if _on_own_scale(done) < done.tally.draws:
        yield say("{tier} in {draws} on the scheme's own scale", tier=name, draws=draws)
    else:
        yield say("{tier} in {draws}", tier=name, draws=draws)


def _on_own_scale(done: Robust) -> int:
    """The draws that can tell tiers."""
    return int(done.tally.tiers.sum(axis=1).max(initial=0))


def _next_parts(done: Robust, unit: int) -> Iterator[Message]:
    """The units ranked just above and just below."""
    at = int(np.flatnonzero(done.units == unit)[0])
    above, below = float(done.beats_above[unit]), float(done.beats_below[unit])
    if not np.isnan(above):
        other = done.base.labels.label(int(done.units[at - 1]))
        draws = _share_of_draws(above)
        yield say("ahead of {other} (just above) in {draws}", other=other, draws=draws)
    if not np.isnan(below):
        other = done.base.labels.label(int(done.units[at + 1]))
        draws = _share_of_draws(below)
        yield say("ahead of {other} (just below) in {draws}", other=other, draws=draws)


def _move_part(done: Robust, unit: int) -> Iterator[Message]:
    change = float(done.ranking.rank_change[unit])
    up, same, down = (float(share) for share in done.move_shares[unit])
    if np.isnan(change + up):
        return
    values = {"previous": done.ranking.previous_period, "change": places(change)}
    if change > 0:
        draws = _share_of_draws(up)
        yield say(
            "climbed against {previous} in {draws} (as it stands {change})", draws=draws, **values
        )
    elif change < 0:
        draws = _share_of_draws(down)
        yield say(
            "fell against {previous} in {draws} (as it stands {change})", draws=draws, **values
        )
    else:
        draws = _share_of_draws(same)
        yield say(
            "same place as in {previous} in {draws}", draws=draws, previous=values["previous"]
        )


def _share_of_draws(share: float) -> Message:
    if share == 1:
        return say("all draws")
    return say("no draw") if share == 0 else say("{share} of draws", share=share_text(share))


def whole_sentence(done: Robust) -> Message:
    """How sure the ranking is as a whole."""
    if not done.tally.draws:
        return say("no draw has an index")
    return say(
        "average rank shift {shift} places; {share} of units have a {interval} interval wider than "
        "{wide} places",
        shift=fixed(done.mean_shift, 2),
        share=share_text(done.wide_share),
        interval=per_cent(done.interval),
        wide=WIDE,
    )


def run_notes(done: Robust) -> Iterator[Message]:
    """What must be known of the draws: how many, from which seed, and what is not in them."""
    yield say(
        "{draws} draws with seed {seed}; shares are of these", draws=done.draws, seed=done.seed
    )
    if done.interrupted:
        yield say("interrupted: these are not all the draws that were asked for")
    yield from done.said
    if done.failed:
        yield say("{failed} of the draws have no index and count for nothing", failed=done.failed)
    tally = done.tally
    ranked = tally.ranks.sum(axis=1)
    if some := int(((ranked > 0) & (ranked < tally.draws)).sum()):
        yield say(
            "{count} of the units have a rank in some draws only: their shares are of these",
            count=some,
        )
    told = _on_own_scale(done)
    if done.base.scheme.tiers and told < tally.draws:
        yield say("tiers: of the {count} draws on the scheme's own scale", count=told)
    if tally.width > 1:
        steps = fixed(tally.width * tally.step, 0)
        yield say(
            "ranks in the draws are to within {steps} places, the first and the last ones exact",
            steps=steps,
        )

"""What each method does, in one short sentence with its formula; docs/method.md says it in full."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..expression import Expression
from ..messages import Message, say
from ..normalise import METHODS
from ..scheme import Rule

Words = Callable[[Rule], Message]


_REFERENCE = say("r the reference")


def normalisation(
    rule: Rule, direction: int, stats: str, reference: Message = _REFERENCE
) -> Message:
    """How a value x becomes a score by a rule, and what it is measured against."""
    parts = [_NORMALISE[rule.name](rule, direction)]
    if rule.name in ("base-ratio", "standard"):
        parts.append(reference)
    parts += _limits(rule)
    if not METHODS[rule.name].alone:
        parts.append(sample_words(stats))
    if rule.options.get("within") == "group":
        parts.append(say("each group by itself"))
    return say("{parts}", parts=parts)


def sample_words(stats: str) -> Message:
    """Which values the lowest, the highest, means and ranks are taken of."""
    if stats == "period":
        return say("measured within each period")
    if stats == "pooled":
        return say("measured over all periods together")
    return say("measured in {period}", period=stats)


def _limits(rule: Rule) -> list[Message]:
    said = []
    if rule.options.get("cap") is not None:
        said.append(say("at most {most}", most=f"{rule['cap']:g}"))
    if rule.options.get("clip"):
        said.append(say("not beyond them"))
    limit = rule.options.get("truncate")
    if isinstance(limit, Expression):
        said.append(say("z at most {limit} either way", limit=limit.text))
    elif limit is not None:
        said.append(say("z at most {limit} either way", limit=f"{limit:g}"))
    if rule.options.get("round") is not None:
        said.append(say("rounded to {n} decimals", n=rule["round"]))
    return said


def _ratio(rule: Rule, direction: int) -> Message:
    return say("100 x / r") if direction > 0 else say("100 r / x")


def _line(rule: Rule, direction: int) -> Message:
    low, high = (f"{each:g}" for each in rule["range"][::direction])
    return say("{low} at the lowest value, {high} at the highest, even between", low=low, high=high)


def _goalposts(rule: Rule, direction: int) -> Message:
    low, high = (f"{each:g}" for each in rule["range"][::direction])
    lower, upper = f"{rule['lower']:g}", f"{rule['upper']:g}"
    return say(
        "{low} at x = {lower}, {high} at x = {upper}, even between",
        low=low,
        high=high,
        lower=lower,
        upper=upper,
    )


def _z_score(rule: Rule, direction: int) -> Message:
    mean, sd = f"{rule['mean']:g}", f"{rule['sd']:g}"
    if direction > 0:
        return say("{mean} + {sd} z, z = (x - mean) / standard deviation", mean=mean, sd=sd)
    return say("{mean} + {sd} z, z = (mean - x) / standard deviation", mean=mean, sd=sd)


def _to(rule: Rule) -> Message:
    return {
        "mean": say("the mean"),
        "median": say("the median"),
        "best": say("the best value"),
        "worst": say("the worst value"),
    }[rule["to"]]


def _relative(rule: Rule, direction: int) -> Message:
    if direction > 0:
        return say("(x - c) / |c|, c {typical}", typical=_to(rule))
    return say("(c - x) / |c|, c {typical}", typical=_to(rule))


def _typical_ratio(rule: Rule, direction: int) -> Message:
    if direction > 0:
        return say("x / c, c {typical}", typical=_to(rule))
    return say("c / x, c {typical}", typical=_to(rule))


_NORMALISE: Mapping[str, Callable[[Rule, int], Message]] = {
    "none": lambda rule, d: say("x itself") if d > 0 else say("x with its sign turned"),
    "base-ratio": _ratio,
    "standard": _ratio,
    "min-max": _line,
    "goalposts": _goalposts,
    "z-score": _z_score,
    "rank": lambda rule, d: say("the rank among the n units, 1 for the worst"),
    "borda": lambda rule, d: say("how many units are worse"),
    "percentile-rank": lambda rule, d: say("the share of the other units that are worse"),
    "percentile": lambda rule, d: say("100 rank / n, rank 1 for the worst of n units"),
    "categorical": lambda rule, d: say(
        "the score of the class of rank / n (1 for the worst): classes begin at {cuts}, "
        "scores {scores}",
        cuts=[f"{each:g}" for each in rule["cuts"]],
        scores=[f"{each:g}" for each in rule["scores"]],
    ),
    "above-below-mean": lambda rule, d: say(
        "1 if better than the mean by more than {margin} % of it, -1 if worse by as much, else 0",
        margin=f"{100 * rule['margin']:g}",
    ),
    "ratio": _typical_ratio,
    "relative-difference": _relative,
    "distance-to-max": lambda rule, d: say("1 at the best value, 0 at the worst, even between"),
    "fraction-of-max": lambda rule, d: (
        say("x / the highest value") if d > 0 else say("the lowest value / x")
    ),
    "distance-to-reference": lambda rule, d: say(
        "1 at the value of {unit}, 0 at the worst, in proportion", unit=rule["unit"]
    ),
    "distance-to-target": lambda rule, d: say(
        "1 at x = {target}, 0 at the worst value, in proportion", target=f"{rule['target']:g}"
    ),
    "exponential-rank": lambda rule, d: say(
        "-{d} ln(1 - R (1 - exp(-100 / {d}))), R = (n - r + 1) / n, r the rank from the best",
        d=f"{rule['decay']:g}",
    ),
    "chain": lambda rule, d: (
        say("growth on the period before, per cent: 200 (x - x') / (x + x')")
        if d > 0
        else say("decline on the period before, per cent: 200 (x' - x) / (x + x')")
    ),
}

AGGREGATE: Mapping[str, Words] = {
    "arithmetic": lambda rule: say("weighted mean: sum(w x) / sum(w)"),
    "geometric": lambda rule: say("weighted geometric mean: exp(sum(w ln x) / sum(w))"),
    "harmonic": lambda rule: say("weighted harmonic mean: sum(w) / sum(w / x)"),
    "power": lambda rule: say(
        "weighted power mean: (sum(w x^p) / sum(w))^(1/p), p = {p}", p=f"{rule['p']:g}"
    ),
    "median": lambda rule: say("weighted median: half the weight on either side"),
    "sum": lambda rule: say("sum(w x), not divided by the weights"),
    "mazziotta-pareto": lambda rule: (
        say("weighted mean less sd x sd / mean, a penalty on uneven scores")
        if rule["penalty"] == "-"
        else say("weighted mean plus sd x sd / mean, a penalty on uneven scores of what is bad")
    ),
    "copeland": lambda rule: say(
        "pairs won less pairs lost; a pair is won on more than half the weight"
    ),
    "benefit-of-the-doubt": lambda rule: say(
        "each unit by the weights best for it, shares from {lower} to {upper} %",
        lower=f"{100 * rule['lower']:g}",
        upper=f"{100 * rule['upper']:g}",
    ),
}

IMPUTE: Mapping[str, Words] = {
    "refuse": lambda rule: say("a missing value is an error"),
    "carry-forward": lambda rule: say("a missing value is the unit's last earlier one"),
    "interpolate": lambda rule: say(
        "a missing value lies on the line between the unit's nearest earlier and later ones"
    ),
    "mean": lambda rule: say("a missing value is the mean of the period's other units"),
    "median": lambda rule: say("a missing value is the median of the period's other units"),
    "group-mean": lambda rule: say("a missing value is the mean of the others in its group"),
    "group-median": lambda rule: say("a missing value is the median of the others in its group"),
    "drop": lambda rule: say(
        "an indicator without a value is left out, its siblings' weights are scaled up"
    ),
    "score": lambda rule: say("without a value the score is {value}", value=f"{rule['value']:g}"),
}

TREAT: Mapping[str, Words] = {
    "none": lambda rule: say("outliers stay as they are"),
    "winsorise": lambda rule: say(
        "while |skewness| >= {skew} and excess kurtosis >= {kurtosis}, the farthest values are set "
        "to the next ones, at most {most}; if that is not enough, the logarithm",
        skew=f"{rule['skew']:g}",
        kurtosis=f"{rule['kurtosis']:g}",
        most=rule["max_points"],
    ),
    "mean-sd": lambda rule: say(
        "values beyond the mean ± {sd} standard deviations are set to the nearest within; above "
        "skewness {skew} the square root is taken",
        sd=f"{rule['sd']:g}",
        skew=f"{rule['skew']:g}",
    ),
    "clip": lambda rule: say(
        "values beyond the bounds are set to them: {bounds}",
        bounds=[
            f"{name} {rule[name]}"
            for name in ("lower", "upper", "percentiles")
            if rule[name] is not None
        ],
    ),
    "log": lambda rule: say(
        "logarithm where |skewness| >= {skew} and excess kurtosis >= {kurtosis}",
        skew=f"{rule['skew']:g}",
        kurtosis=f"{rule['kurtosis']:g}",
    ),
    "box-cox": lambda rule: say(
        "Box-Cox where |skewness| >= {skew} and excess kurtosis >= {kurtosis}",
        skew=f"{rule['skew']:g}",
        kurtosis=f"{rule['kurtosis']:g}",
    ),
}

TRANSFORM: Mapping[str, Words] = {
    "none": lambda rule: say("not transformed"),
    "log": lambda rule: say("natural logarithm: ln x"),
    "log1p": lambda rule: say("natural logarithm: ln(1 + x)"),
    "sqrt": lambda rule: say("square root of x"),
    "box-cox": lambda rule: say("Box-Cox: (x^k - 1) / k, k = {k}", k=f"{rule['lambda']:g}"),
}

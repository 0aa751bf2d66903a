"""The options of methods that find weights, and what they ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import Problem, wrong_use
from ..messages import Message, say
from .options import choice, whole

if TYPE_CHECKING:
    from ..index import Result
    from ..reweighing import Reweighed
    from ..scheme import Scheme

Method = Annotated[
    str | None,
    typer.Option(
        "--method",
        metavar="METHOD",
        help="Method, such as entropy, critic, pca or ahp; default: compare them all.",
    ),
]
Pooled = Annotated[
    bool, typer.Option("--pooled", help="By the units of all periods, not of one alone.")
]
Together = Annotated[
    bool, typer.Option("--together", help="All indicators as one set, not each node's parts.")
]
Of = Annotated[str | None, typer.Option("--of", metavar="ID", help="Only the parts of this node.")]
Pairwise = Annotated[
    list[str] | None,
    typer.Option("--pairwise", metavar="FILE", help="Pairwise comparisons of one node's parts."),
]
Factors = Annotated[
    str | None,
    typer.Option("--factors", metavar="N", help="Factors of factor-analysis; default: by rule."),
]
Bounds = Annotated[
    str | None,
    typer.Option("--bounds", metavar="A%:B%", help="Bounds of a share in benefit-of-the-doubt."),
]
RankWeights = Annotated[
    list[str] | None,
    typer.Option(
        "--weights",
        metavar="METHOD|ahp=FILE",
        help="Weights by a method in place of the scheme's: see innoindex weights.",
    ),
]
_BOUNDS = re.compile(r"\s*([\d.]+)\s*%\s*:\s*([\d.]+)\s*%\s*", re.A)


@dataclass(frozen=True)
class AskedMethod:
    """A method and what it needs besides the scores."""

    method: str
    pairwise: Sequence[str] = ()
    factors: int | None = None
    bounds: tuple[float, float] = (0.0, 1.0)
    said: list[Problem] = field(default_factory=list)  # what was noticed in the files

    @property
    def options(self) -> str:
        """The method as it was asked for."""
        text = f"--method {self.method}"
        if self.factors is not None:
            text += f" --factors {self.factors}"
        if self.bounds != (0.0, 1.0):
            text += " --bounds {:g}%:{:g}%".format(*(100 * bound for bound in self.bounds))
        return text

    def reweigh(
        self,
        result: Result,
        period: str | None,
        *,
        pooled: bool = False,
        together: bool = False,
        of: str | None = None,
    ) -> Reweighed:
        """The scheme of a result under the weights that the method gives."""
        from ..reweighing import weigh_scheme

        judgements = None
        if self.pairwise:
            from ..read.pairwise import read_pairwise

            read = read_pairwise(self.pairwise, result.scheme, together=together)
            self.said.extend(read.remarks)
            judgements = read.by_node
            if of is not None and of not in judgements:
                raise wrong_use(
                    say("--of {id}, but the comparisons are of other parts", id=of),
                    say("leave out --of: the file says which parts it compares"),
                )
        return weigh_scheme(
            result,
            self.method,
            period=period,
            pooled=pooled,
            together=together,
            of=of,
            judgements=judgements,
            factors=self.factors,
            bounds=self.bounds,
        )


def asked_method(
    option: str,
    method: str,
    pairwise: Sequence[str] | None = None,
    factors: str | None = None,
    bounds: str | None = None,
) -> AskedMethod:
    """The method that the options ask for; each goes with one method alone."""
    from ..weighting import METHODS

    choice(option, method, tuple(METHODS))
    for given, other, own in (
        (pairwise, "--pairwise", "ahp"),
        (factors, "--factors", "factor-analysis"),
        (bounds, "--bounds", "benefit-of-the-doubt"),
    ):
        if given and method != own:
            text = say("{option} goes with the method {method}", option=other, method=own)
            raise wrong_use(text, say("leave it out, or choose that method"))
    if method == "ahp" and not pairwise:
        example = "--method ahp --pairwise FILE" if option == "--method" else "--weights ahp=FILE"
        raise wrong_use(
            say("ahp needs pairwise comparisons"),
            say("give them as a table: {example}", example=example),
        )
    lower, upper = (0.0, 1.0) if bounds is None else _bounds(bounds)
    return AskedMethod(
        method, tuple(pairwise or ()), whole("--factors", factors, 1), (lower, upper)
    )


def need_no_method(
    pairwise: object, factors: object, bounds: object, as_: object, toml: bool
) -> None:
    """A usage error if an option is given that only goes with one method."""
    given = {
        "--pairwise": pairwise,
        "--factors": factors,
        "--bounds": bounds,
        "--as": as_,
        "--format toml": toml,
    }
    for option in (option for option, value in given.items() if value):
        text = say("{option} needs a method", option=option)
        raise wrong_use(text, say("add --method METHOD; without it all methods are compared"))


def rank_method(asked: Sequence[str]) -> AskedMethod:
    """What `rank --weights` asks for: a method, or ahp=FILE, which may be given several times."""
    pieces = [text.partition("=") for text in asked]
    methods = {method.strip() for method, _, _ in pieces}
    if len(methods) > 1 or (len(pieces) > 1 and methods != {"ahp"}):
        raise wrong_use(
            say("--weights names several methods"),
            say("choose one of them; innoindex weights compares them"),
        )
    files = [file for _, _, file in pieces if file]
    if files and methods != {"ahp"}:
        raise wrong_use(
            say('{option} cannot be "{value}"', option="--weights", value=asked[0]),
            say("only ahp takes a file: {example}", example="--weights ahp=FILE"),
        )
    return asked_method("--weights", methods.pop(), files)


def reranked(
    result: Result, asked: AskedMethod, period: str | None, *, keep_repairs: bool = False
) -> tuple[Result, list[Problem], tuple[Message, ...]]:
    """A result under the weights of a method; what must be said of them, and the sentence on it."""
    from ..index import compute
    from ..views.weights import warnings_of
    from ..weighting import WITHOUT_SCORES

    found = asked.reweigh(result, period)
    new = compute(
        result.panel,
        found.scheme,
        level=result.level,
        keep_indicators=False,
        keep_repairs=keep_repairs,
    )
    values = {"method": found.name, "period": found.period}
    sentence = (
        say("weights: {method}, by the scores of {period}", **values)
        if found.period and found.method not in WITHOUT_SCORES
        else say("weights: {method}", **values)
    )
    problems = [Problem(text, severity="warning") for text in warnings_of(found)]
    note = Problem(sentence, severity="note")
    return new, [*asked.said, *problems, note], (sentence,)


def _bounds(text: str) -> tuple[float, float]:
    match = _BOUNDS.fullmatch(text.replace("％", "%").replace("：", ":"))
    try:
        lower, upper = (float(each) / 100 for each in match.groups()) if match else (1.0, 0.0)
    except ValueError:
        lower, upper = 1.0, 0.0
    if not lower <= upper <= 1:
        raise wrong_use(
            say('{option} cannot be "{value}"', option="--bounds", value=text),
            say("for example: {example}", example="--bounds 10%:40%"),
        )
    return lower, upper


def node_of(wanted: str, scheme: Scheme) -> str:
    """The id of the node that --of names: the index or a dimension, by id or name."""
    from ..lookup import find_named, nearest_name

    known = {id: node.name for id, node in scheme.nodes.items()}
    id = find_named(wanted.strip(), known)
    if id is not None:
        return id
    if find_named(wanted.strip(), {i: part.name for i, part in scheme.indicators.items()}):
        raise wrong_use(
            say('--of: "{name}" is an indicator, which has no parts', name=wanted),
            say("name the index (index) or a dimension"),
        )
    names = [text for label in known.values() for text in (label.zh, label.en)]
    text = say('{key}: there is no "{name}"', key="--of", name=wanted)
    raise wrong_use(text, nearest_name(wanted, list(known), names))

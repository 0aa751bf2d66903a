"""Findings on the structure: whether the parts of a whole measure one thing."""

from __future__ import annotations

from collections.abc import Iterator

from .audit_record import Audit
from .audit_rules_correlation import WEAK
from .audit_structure import Block
from .finding import Finding, beyond
from .messages import Message, say
from .view import fixed

# Cronbach's alpha of an acceptable scale (Nunnally 1978; OECD/JRC Handbook 2008, step 4).
RELIABLE = 0.7
NOTABLE = 0.05  # a rise of alpha worth a word: a convention of this program
_NOTHING = 1e-9


def reliability_findings(audit: Audit) -> Iterator[Finding]:
    """Wholes with a low alpha, and parts without which it would be notably higher."""
    for block in audit.blocks.values():
        low = block.alpha < RELIABLE
        if low:
            yield Finding(
                step="reliability",
                # Of two parts alpha says no more than their correlation.
                severity="warning" if len(block.parts) > 2 else "note",
                beyond=beyond(1 - block.alpha, 1 - RELIABLE),
                text=say(
                    "Cronbach's alpha of the {count} parts of {whole} is {alpha}, below {limit}: "
                    "they hardly measure one thing",
                    count=len(block.parts),
                    whole=audit.name(block.id),
                    alpha=_alpha(block.alpha),
                    limit=RELIABLE,
                ),
                help=say("see which part goes with the others, and what the whole is to measure"),
                about=(block.id,),
                value=block.alpha,
                limit=RELIABLE,
            )
        yield from _better_without(audit, block, low)
        if len(block.parts) > 2:
            yield from _strangers(audit, block)


def _better_without(audit: Audit, block: Block, low: bool) -> Iterator[Finding]:
    for part, without in zip(block.parts, block.alpha_if_dropped.tolist(), strict=True):
        if without - block.alpha > NOTABLE + _NOTHING:
            yield Finding(
                step="reliability",
                severity="warning" if low else "note",
                beyond=beyond(1 - block.alpha, max(1 - without, _NOTHING)),
                text=say(
                    "without {part}, Cronbach's alpha of {whole} would rise from {alpha} to "
                    "{without}",
                    part=audit.name(part),
                    whole=audit.name(block.id),
                    alpha=_alpha(block.alpha),
                    without=fixed(without, 2),
                ),
                help=say("ask whether it belongs there"),
                about=(part, block.id),
                value=without,
                limit=block.alpha,
            )


def _alpha(alpha: float) -> str | Message:
    """How far below 0 it is says nothing."""
    return fixed(alpha, 2) if alpha >= 0 else say("less than 0")


def _strangers(audit: Audit, block: Block) -> Iterator[Finding]:
    """Parts that hardly go with the others, though with the whole, which they are a part of."""
    rests = zip(block.parts, block.item_rest.tolist(), block.with_whole.tolist(), strict=True)
    for part, rest, whole in rests:
        if rest < WEAK <= whole:
            yield Finding(
                step="reliability",
                severity="warning",
                beyond=beyond(1 - rest, 1 - WEAK),
                text=say(
                    "{part} hardly goes with the other parts of {whole} (r = {rest}; with "
                    "{whole} itself, to which it belongs, {r})",
                    part=audit.name(part),
                    whole=audit.name(block.id),
                    rest=fixed(rest, 2),
                    r=fixed(whole, 2),
                ),
                help=say("ask whether it belongs there: it shares little with the others"),
                about=(part, block.id),
                value=rest,
                limit=WEAK,
            )


def component_findings(audit: Audit) -> Iterator[Finding]:
    """Wholes whose parts have more than one principal component with an eigenvalue above 1."""
    for block in audit.blocks.values():
        count = block.above_one
        if count < 2:
            continue
        others = [part for group in block.groups[1:] for part in group]
        yield Finding(
            step="components",
            severity="warning",
            beyond=beyond(float(block.eigenvalues[1]), 1),
            text=say(
                "{whole} has {count} components with an eigenvalue above 1 ({eigenvalues}); apart "
                "from the first: {apart}",
                whole=audit.name(block.id),
                count=count,
                eigenvalues=[fixed(value, 2) for value in block.eigenvalues[:count]],
                apart=[audit.name(part) for part in others],
            ),
            help=say("split it, move what stands apart, or say why the whole has several sides"),
            about=(block.id, *others),
            value=float(block.eigenvalues[1]),
            limit=1.0,
        )

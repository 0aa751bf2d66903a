"""All findings of an audit, the worst first."""

from __future__ import annotations

from itertools import chain

from .audit_record import Audit
from .audit_rules_correlation import correlation_findings
from .audit_rules_data import coverage_findings, outlier_findings
from .audit_rules_structure import component_findings, reliability_findings
from .audit_rules_weights import left_out_findings, weight_findings
from .finding import Finding, worst_first

_RULES = (
    coverage_findings,
    outlier_findings,
    correlation_findings,
    reliability_findings,
    component_findings,
    weight_findings,
    left_out_findings,
)


def findings_of(audit: Audit) -> tuple[Finding, ...]:
    """What each step of the audit found, the worst first: see `Finding` for the order."""
    return worst_first(chain.from_iterable(rule(audit) for rule in _RULES))

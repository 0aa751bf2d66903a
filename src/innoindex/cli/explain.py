"""`innoindex explain`."""

from __future__ import annotations

from .options import (
    Against,
    Color,
    Command,
    Format,
    Lang,
    LevelOption,
    Output,
    Period,
    Quiet,
    SchemeFile,
    Show,
    Tables,
    Verbose,
)
from .scenario_options import AgainstScheme, AgainstUnit, OneScenario, Unit


def explain(
    tables: Tables,
    unit: Unit = None,
    against_unit: AgainstUnit = None,
    scenario: OneScenario = None,
    scheme: SchemeFile = None,
    period: Period = None,
    against: Against = None,
    against_scheme: AgainstScheme = None,
    level: LevelOption = "unit",
    show: Show = None,
    format: Format = None,
    output: Output = None,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    from ..explanation import explain as explained
    from ..index import compute
    from ..lookup import find_unit
    from ..period import period_position
    from ..scheme_file import read_scheme
    from ..views.explain import explain_view
    from ..whatif import under
    from .computed import computed
    from .inputs import compared_period, load, tell
    from .output import OutputOptions, emit
    from .rows import one_unit
    from .scenarios import one_scenario

    options = OutputOptions(format, output, lang, color, quiet)
    kept = (scenario, against_scheme)
    done = computed(tables, scheme, period, level, options, keep_indicators=True, kept=kept)
    result, base = done.result, None
    chosen = one_unit(result, unit)
    other = None if against_unit is None else find_unit(result.labels, against_unit)
    compared = compared_period(result.panel, against)
    wanted = None if scenario is None else one_scenario(scenario, result.scheme)
    if wanted is not None:
        p = period_position(result.periods, done.period)
        base, result = result, under(wanted, result.panel, result.scheme, p, result.level)
    old = None
    if against_scheme is not None:
        scheme_before = read_scheme(against_scheme)
        panel = load(tables, scheme_before, period, strict=False)
        old = compute(panel, scheme_before, level=result.level, keep_indicators=False)
    tell(done.said, done.to.lang, quiet)
    explanation = explained(
        result,
        chosen,
        period=done.period,
        against=compared,
        base=base,
        scenario=wanted,
        old=old,
        other=other,
    )
    emit(explain_view(explanation), done.to, show, done.appendix)


COMMAND = Command(
    explain,
    short="Explain a unit's rank, and why it moved.",
    help="Explain a unit: how it stands in each indicator, what gives its score, why it moved, "
    "whom it passed and who passed it.",
)

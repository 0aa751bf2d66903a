"""A unit's report as one HTML file: nothing is fetched, all that comes from a table is escaped."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from ...messages import Language, say
from ...provenance import Provenance
from ...reporting import Common, Report
from ...slider_model import SliderModel
from ...uncertainty.robust_record import Robust
from ...view import text_of
from ...views.method import method_views
from ...views.rank import highlight_sentence, rank_view
from ...views.sources import sources_view
from ...visible import visible
from .parts import cards, ranking_columns, ranking_view, sections
from .pictures import Pictures
from .sliders import model_data, slider_tree
from .tables import html_table, left_out
from .words import SCRIPTED, WORDS


def page(
    report: Report,
    provenance: Provenance,
    lang: Language,
    pictures: Pictures,
    *,
    table: str,
    hrefs: Mapping[str, str] | None = None,
    home: str | None = None,
) -> str:
    """The report as HTML, with the `pictures` that are being drawn, and that of the intervals.

    `table` is what the page's command line calls the data; `hrefs` are the pages of the other
    units by their codes, `home` that of all.
    """
    ranking = report.common.ranking
    name = ranking.result.labels.label(report.unit).text(lang)
    view = ranking_view(report)
    if isinstance(report.common.robust, Robust):
        pictures.add_intervals(report.common.robust)
    charted = sections(report, lang)
    words = {key: text.text(lang) for key, text in WORDS.items()}
    return _rendered(
        "page.html",
        lang,
        provenance,
        title=text_of(view.title, lang),
        unit=name,
        lead=text_of(highlight_sentence(ranking, report.unit), lang),
        cards=cards(view, lang),
        sections=[
            {"id": "ranking", "name": words["ranking"]},
            {"id": "weights", "name": words["weights"]},
            *({"id": each.id, "name": each.name} for each in charted),
            {"id": "method", "name": words["method"]},
        ],
        home=home,
        ranking=html_table(view, lang, columns=ranking_columns(view), hrefs=hrefs),
        **_weights(report, lang, table),
        charted=charted,
        method=[html_table(each, lang) for each in method_views(ranking.result, provenance)],
        pictures=pictures.by_section(),  # last: meanwhile they were drawn
    )


def _asset(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


@cache
def _room() -> Environment:
    """The templates of this package: undefined names are errors, all texts visible and escaped."""
    return Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _rendered(template: str, lang: Language, provenance: Provenance, **values: Any) -> str:
    """A template with its values, and with those of every page."""
    script = _asset("model.js") + _asset("page.js")
    return (
        _room()
        .get_template(template)
        .render(
            lang=lang,
            t={key: text.text(lang) for key, text in WORDS.items()},
            warnings=[each.text(lang) for each in sources_view(provenance).sentences],
            made=text_of(say("Made by innoindex {version}", version=provenance.version), lang),
            version=provenance.version,
            css=Markup(_asset("page.css")),
            script=Markup(script),
            script_hash=_csp_hash(script),
            texts=_json({"found": SCRIPTED["found"].text(lang)}),
            **values,
        )
    )


def _csp_hash(script: str) -> str:
    """What allows this script, and no other, to run in the page."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _json(data: Any) -> Markup:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _weights(report: Report, lang: Language, table: str) -> dict[str, Any]:
    """What the sliders need, or why there are none."""
    sliders = report.common.sliders
    if not isinstance(sliders, SliderModel):
        return {"model": None, "no_model": sliders.text(lang)}
    data = model_data(report.common, report.unit, sliders, lang)
    scripted = {key: text.text(lang) for key, text in SCRIPTED.items()}
    comma = text_of(["", ""], lang)
    return {
        "model": _json(data | {"words": scripted | {"table": visible(table), "comma": comma}}),
        "model_parts": slider_tree(report.common.result.scheme, sliders, lang),
        "model_left_out": text_of(left_out(sliders.units.size), lang),
        "presets": [name.text(lang) for name, _ in sliders.presets],
    }


def index_page(
    common: Common, provenance: Provenance, lang: Language, hrefs: Mapping[str, str]
) -> str:
    """A page with the ranking, each name a link to the unit's page."""
    ranking = common.ranking
    view = rank_view(ranking, ranking.order.tolist(), [])
    return _rendered(
        "index.html",
        lang,
        provenance,
        title=text_of(view.title, lang),
        ranking=html_table(view, lang, columns=ranking_columns(view), hrefs=hrefs, whole=True),
    )

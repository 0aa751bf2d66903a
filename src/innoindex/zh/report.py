"""The Chinese of the report."""

from __future__ import annotations

REPORT = {
    # commands
    "A page a unit in DIR, with an index page.": "在DIR中每个单位一页，另有目录页。",
    "Write a unit's report as an HTML page.": "生成一个单位的网页报告。",
    "Write a unit's report as one HTML page that needs no network: the ranking, weights to play "
    "with, paths of the ranks, why the unit moved, its indicators, how sure the ranks are, method "
    "and sources. With --all-units a page a unit.": "生成一个单位的网页报告，单个文件，"
    "无需联网即可查看：排名、可调的权重、历期位次、变动的来源、各项指标、位次有多稳、方法和来源。"
    "加 --all-units 则每个单位一页。",
    "the whole has no rank to report on": "全体没有位次，无从报告",
    "where the report goes is missing": "未指定报告写到哪里",
    "add -o FILE.html": "请加 -o 文件.html",
    "pages": "页面",
    "Draws for the intervals of ranks; 0: none.": "位次区间的模拟次数；0为不模拟。",
    "left out: no draws were asked for": "略去：未要求模拟",
    # the page
    "All units": "全部单位",
    "Command": "对应命令",
    "Contents": "目录",
    "Copy": "复制",
    "Shares of the weight in per cent, each among its siblings. What is set stays as it is, the "
    "others keep their proportions; ranks follow at once.": "各项占同级权重的百分比。调过的不再变，"
    "其余按原有比例分配；位次随即重算。",
    "Link to these weights": "这组权重的链接",
    "Method, data and sources": "方法、数据与来源",
    "The sliders need JavaScript; without it they show the scheme's weights.": (
        "滑块需要JavaScript；未启用时显示方案的权重。"
    ),
    "Rank now": "现位次",
    "Ranking": "排名",
    "Reset": "还原",
    "Search": "查找",
    "What if the weights change?": "权重变了会怎样",
    "The ranking under these weights": "这组权重下的排名",
    "copied": "已复制",
    "The ranks cannot be reproduced in this browser, so the sliders are off.": (
        "在此浏览器中无法重现同样的位次，滑块已停用。"
    ),
    "found: {count}": "找到{count}个",
    "{set} · {unit}: rank {before} → {after} ({change}) · units that moved: {moved}": (
        "{set}：{unit}第{before}位 → 第{after}位({change})，共{moved}个单位位次有变"
    ),
    "{unit}: rank {before}, with the scheme's weights": "{unit}：第{before}位(方案的权重)",
    "Of {count} rows the page has the first {most}, and those around the unit.": (
        "共{count}行，本页有前{most}行和本单位前后的各行。"
    ),
    "weights below: {count}": "下属{count}项的权重",
    "Made by innoindex {version}": "由innoindex {version}生成",
    "the page cannot compute {method} anew": "页面中无法重算{method}，权重不可调",
    # its sections
    "Paths of the ranks": "历期位次",
    "The ranks of all periods": "历期位次表",
    "Where the change came from": "得分变动的来源",
    "The indicators": "各项指标",
    "The indicators in figures": "各项指标数据",
    "The ranks in the draws": "模拟中的位次",
}

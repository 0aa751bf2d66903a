"""Chinese of charts."""

CHARTS: dict[str, str] = {
    # The command
    "Draw a chart, as SVG or PNG.": "绘制图表，SVG 或 PNG。",
    "Size of a PNG, in times that of the SVG.": "PNG 的大小，为 SVG 的多少倍。",
    "it takes a number above 0, at most {most}": "应为大于0、不超过{most}的数",
    "The ranks of all periods.": "历期位次。",
    "Draw the ranks of all periods: a unit's path among all others.": (
        "绘制历期位次：一个单位在全部单位中的走势。"
    ),
    "What gives a score, or its change.": "得分的构成，或其变动的来源。",
    "Draw what moved a unit's score: the points of each dimension, from the score before "
    "to the present one, and the indicators with the most; with --against none, what gives "
    "the score.": "绘制得分变动的来源：各领域和主要指标；--against none 则绘制得分的构成。",
    "A unit in every indicator.": "一个单位在各项指标中的位置。",
    "Draw where a unit lies between the worst and the best value of every indicator.": (
        "绘制一个单位在各项指标最差值与最优值之间的位置。"
    ),
    "How sure the ranks around a unit are.": "一个单位前后各单位的位次有多稳。",
    "Draw the rank intervals of a unit and of those around it, by many draws of what "
    "could have been chosen otherwise.": (
        "绘制一个单位及其前后单位的位次区间：对本可另选的做法反复模拟。"
    ),
    # Rendering
    "charts and reports need libraries that are not installed": "图表和报告所需的库没有安装",
    "run: {command}": "请运行：{command}",
    "no font of this machine has Chinese characters: the PNG has boxes in their place": (
        "本机没有中文字体：PNG 中的汉字显示为方框"
    ),
    "install one, such as Noto Sans CJK (fonts-noto-cjk); an SVG needs none here": (
        "请安装中文字体，如思源黑体(Noto Sans CJK，fonts-noto-cjk)；SVG 不需要本机有字体"
    ),
    # The pictures
    "Ranks of {unit}": "{unit}的历期位次",
    "others": "其他",
    "{drawn} of {units} units are drawn": "共{units}个单位，图中画出{drawn}个",
    "What gives the score of {unit}": "{unit}得分的构成",
    "What moved the score of {unit}": "{unit}得分变动的来源",
    "Indicators with the most points": "得分贡献最大的指标",
    "Indicators with the most points gained and lost": "增分和减分最多的指标",
    "without the scenario": "无该情景",
    "with the scenario": "有该情景",
    "{count} others": "其他{count}项",
    "{unit} in every indicator": "{unit}各项指标的位置",
    "no value": "无数据",
    "{value} (rank {rank})": "{value}(第{rank}位)",
    "worst": "最差",
    "best": "最优",
    "median": "中位数",
    "How sure the ranks are": "位次有多稳",
    "How sure the ranks around {unit} are": "{unit}前后各单位的位次有多稳",
    "median rank": "中位位次",
    "rank as it stands": "现位次",
}

"""Chinese of charts."""

CHARTS: dict[str, str] = {
    # The command
    "Draw a chart, as SVG or PNG.": "画图，SVG 或 PNG。",
    "Size of a PNG, in times that of the SVG.": "PNG 的大小，为 SVG 的多少倍。",
    "it takes a number above 0, at most {most}": "应为大于0、不超过{most}的数",
    "The ranks of all periods.": "历期位次。",
    "Draw the ranks of all periods: a unit's path among all others.": (
        "画历期位次：一个单位在所有单位中的走势。"
    ),
    "What gives a score, or its change.": "得分的构成，或其变动的来源。",
    "Draw what moved a unit's score: the points of each dimension, from the score before "
    "to the present one, and the indicators with the most; with --against none, what gives "
    "the score.": "画得分变动的来源：各领域和主要指标；--against none 则画得分构成。",
    "A unit in every indicator.": "一个单位在各项指标中的位置。",
    "Draw where a unit lies between the worst and the best value of every indicator.": (
        "画一个单位在各项指标最差值与最好值之间的位置。"
    ),
    "How sure the ranks around a unit are.": "一个单位前后位次的把握。",
    "Draw the rank intervals of a unit and of those around it, by many draws of what "
    "could have been chosen otherwise.": (
        "画一个单位及其前后单位的位次区间：把本可另选的做法反复模拟。"
    ),
    # Rendering
    "charts need a library that is not installed": "画图需要的库没有安装",
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
    "Indicators with the most points gained and lost": "增分和失分最多的指标",
    "without the scenario": "没有该情景时",
    "with the scenario": "有该情景时",
    "{count} others": "其他{count}项",
    "{unit} in every indicator": "{unit}各项指标的位置",
    "no value": "无数据",
    "{value} (rank {rank})": "{value}(第{rank}位)",
    "worst": "最差",
    "best": "最好",
    "median": "中位数",
    "How sure the ranks are": "位次的把握",
    "How sure the ranks around {unit} are": "{unit}前后各单位位次的把握",
    "median rank": "中位位次",
    "rank as it stands": "现有位次",
}

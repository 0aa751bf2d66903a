"""Chinese of charts."""

CHARTS: dict[str, str] = {
    # Rendering
    "charts need a library that is not installed": "画图需要的库没有安装",
    "run: {command}": "请运行：{command}",
    # The pictures
    "Rank of {unit}": "{unit}的位次",
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

"""Chinese of goals: what it would take."""

GOAL: dict[str, str] = {
    # Options
    "What it would take to reach a rank.": "达到某一位次需要什么。",
    "What it would take to reach a rank, a tier or a score: by each indicator alone, and by all "
    "with the least effort, checked with the whole index.": (
        "达到某一位次、档次或得分需要什么：只靠单项指标各需多少，合力最省要多少，并按整个指数重算核对。"
    ),
    "Reach this rank.": "达到这一位次。",
    "Climb so many places.": "上升这么多位。",
    "Reach this tier, by name or number.": "达到这一档(名称或序号)。",
    "Reach this score.": "达到这一得分。",
    "Leave this indicator as it is.": "这项指标保持不动。",
    "Count an indicator's effort X times.": "该指标的难度按 X 倍计。",
    "All other units repeat their last change.": "假定其他单位重复各自上一期的变动。",
    "one target is needed: --rank, --gain, --tier or --score": (
        "需要一个目标：--rank、--gain、--tier 或 --score"
    ),
    "{unit} has rank {rank}: it cannot climb {places} places": (
        "{unit}现居第{rank}位，不可能再上升{places}位"
    ),
    "choose a nearer target": "请选近一些的目标",
    "choose a nearer target, or hold fewer indicators": "请选近一些的目标，或少固定几项指标",
    "{unit} cannot reach {target}: with the best value in every indicator not held it has "
    "rank {rank} and score {score}": (
        "{unit}达不到{target}：即使未固定的各项指标都达到最优单位的水平，也只是第{rank}位、{score}分"
    ),
    'there is no tier "{name}"': "没有档次“{name}”",
    "the scheme has no tiers": "方案中没有档次",
    "ask for a --rank or a --score": "请改用 --rank 或 --score",
    "it takes a number": "应为数",
    "there is no period before, whose change could be repeated": "没有上一期，无从重复其变动",
    "choose a later period, or no trend": "请选较后的时期，或不用趋势",
    # Sentences
    "its base is this period itself: the references are taken as they are": (
        "所排的就是基期：参照值按现有的算"
    ),
    "a raw column under also in is in these indicators too: it would move them as well": (
        "“也影响”一栏列出的指标也用到该列原始数据，会随之变动"
    ),
    "{index} · {period} · {unit}: {target}": "{index} · {period} · {unit}：{target}",
    "{index} · {unit}: {target}": "{index} · {unit}：{target}",
    "rank {rank}": "第{rank}位",
    "{unit}: rank {rank}, score {score}": "{unit}：第{rank}位，{score}分",
    "if all others repeat their last change, {unit} has rank {rank}": (
        "假如其他单位都重复上一期的变动，{unit}为第{rank}位"
    ),
    "the target is reached: nothing is needed": "目标已达到，无需变动",
    "least by one indicator alone: {parts}": "只靠一项指标，最省的是：{parts}",
    "no indicator alone would do, even at the best unit's value": (
        "只靠任何一项指标都不够，即使达到最优单位的水平"
    ),
    "together with the least effort, {effort}: {parts}": "合力最省，相当于{effort}：{parts}",
    "recomputed with the whole index: rank {rank} ({places}), score {score} ({gain} points)": (
        "按整个指数重算：第{rank}位({places})，{score}分({gain}分)"
    ),
    "the index is not linear in these indicators: the plan is found by search, "
    "there may be one of less effort": (
        "指数与这些指标不是线性关系：方案由搜索得到，可能还有更省的"
    ),
    "{indicator} from {present} to {value} ({effort})": (
        "{indicator}由{present}到{value}({effort})"
    ),
    "{years} years' change": "{years}年的变动",
    "{count} standard deviations": "{count}个标准差",
    # Tables
    "Alone": "单项",
    "Needed": "需达到",
    "Needed exactly": "需达到(精确)",
    "Effort, years": "相当年数",
    "Effort, sd": "标准差数",
    "Raw column": "原始数据",
    "Now": "现值",
    "Raw change %": "原始数据增减 %",
    "Also in": "也影响",
    "Rank reached": "达到位次",
    "Score reached": "达到得分",
    "not by this alone, even at the best value": "只靠此项不够，即使达到最优值",
    "nothing under needed: not by this alone, even at the best value": (
        "“需达到”为空：只靠此项不够，即使达到最优值"
    ),
    "The plan of least effort": "合力最省的方案",
    "Plan": "方案",
}

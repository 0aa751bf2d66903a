"""Chinese of explanations: how a unit stands, what gives its score, why it moved."""

EXPLAIN: dict[str, str] = {
    # Options
    "Explain a unit's rank, and why it moved.": "解释一个单位的位次及其变动。",
    "Explain a unit: how it stands in each indicator, what gives its score, why it moved, "
    "whom it passed and who passed it.": (
        "解释一个单位：各项指标的强弱、得分的构成、变动的原因、超过了谁、被谁超过。"
    ),
    "Unit: code, name or prefix; default: the highlight.": (
        "单位：代码、名称或其开头；默认为突出单位。"
    ),
    "Compare with this unit.": "与该单位对比。",
    "Explain what this scenario changes.": "解释该情景带来的变化。",
    "Scheme of the period before, if it was another.": "上一期所用的方案(如不相同)。",
    "--unit is missing": "缺少 --unit",
    "{file} has {count} scenarios": "{file} 中有 {count} 个情景",
    "keep one of them in a file of its own": "请只留一个，单独存为文件",
    # Titles and tables
    "{index} · {unit} · {period} against {previous}": (
        "{index} · {unit} · {period}，对比 {previous}"
    ),
    "{index} · {unit} under {scenario}": "{index} · {unit} · 情景：{scenario}",
    "Index": "总指数",
    "Kind": "类别",
    "Indicators": "指标",
    "Indicator": "指标",
    "Dimension": "领域",
    "Value now": "数值",
    "Value before": "原数值",
    "Change": "增减",
    "Rank of change": "增减位次",
    "Change in group": "组内增减位次",
    "Median": "中位数",
    "Best": "最优值",
    "Held by": "最优单位",
    "Points lost to the best": "与最优相差得分",
    "Points of the index": "对总分贡献",
    "What gives the score": "得分的构成",
    "Contributions": "贡献",
    "Points gained": "增分",
    "Share of gain %": "占增分 %",
    "By own values": "自身数值",
    "By bounds": "界限变动",
    "By weights": "权重变动",
    "By method": "方法变动",
    "Own raw columns": "自身原始数据",
    "Who was passed, and who passed": "超过了谁，被谁超过",
    "Passed": "超过",
    "passed": "超过",
    "passed by": "被超过",
    "Gap before": "原分差",
    "Gap": "分差",
    "Decided by": "决定性指标",
    "Its points": "该指标分差",
    "What would have been": "假如",
    "Ranks": "位次",
    "Case": "情形",
    "as it was": "原来",
    "had no one else moved": "假如别人都没动",
    "had it stood still": "假如自己没动",
    "under the old scheme": "按原方案",
    "as it is": "现在",
    "{unit} against {other}": "{unit}与{other}对比",
    "Its score": "对方得分",
    # Sentences
    "without the scenario: rank {rank}, score {score}": "没有该情景时：第{rank}位，{score}分",
    "the change of scheme alone: rank {before} → {after} ({places}), score {old} → {new}": (
        "仅因方案变动：位次 {before} → {after}({places})，得分 {old} → {new}"
    ),
    "strongest: {parts}": "强项：{parts}",
    "weakest: {parts}": "弱项：{parts}",
    "{value} {unit}": "{value}{unit}",
    "{indicator} {value} (rank {rank}, {nth} in {group})": (
        "{indicator}{value}(第{rank}位，{group}第{nth})"
    ),
    "{indicator} {value} (rank {rank})": "{indicator}{value}(第{rank}位)",
    "{indicator}: {value}, {change}, {first} {kind} in {group}, {nth} of all": (
        "{indicator}：{value}，{change}，{kind}居{group}第{first}、全部第{nth}"
    ),
    "{indicator}: {value}, {change}, {nth} {kind} of all": (
        "{indicator}：{value}，{change}，{kind}居全部第{nth}"
    ),
    "{change} percentage points": "{change}个百分点",
    "rise": "增幅",
    "fall": "降幅",
    "most points lost to the best: {parts}": "与最优相差最多：{parts}",
    "against no scenario: {points} points": "与没有情景时相比：{points}分",
    "{points} points, most from: {parts}": "总分{points}，主要来自：{parts}",
    "{points} points, lost by: {parts}": "总分{points}，拖累最多的是：{parts}",
    "{indicator} {points} ({details})": "{indicator}{points}({details})",
    "of these by bounds that moved: {points} points": "其中因界限变动：{points}分",
    "{unit} passed {units}": "{unit}超过了{units}",
    "{unit} was passed by {units}": "{unit}被{units}超过",
    "{unit} passed no one and was passed by no one": "{unit}没有超过谁，也没有被谁超过",
    "{unit} (by {indicator})": "{unit}(因{indicator})",
    "new and ahead of it: {units}": "新增且位次在前：{units}",
    "gone, and were ahead of it: {units}": "已不在表中、原位次在前：{units}",
    "had no one else moved: rank {rank} ({places})": "假如别人都没动：第{rank}位({places})",
    "had it stood still: rank {rank} ({places})": "假如自己没动：第{rank}位({places})",
    "{unit} is {points} points ahead of {other}, most by: {parts}": (
        "{unit}领先{other}{points}分，主要在：{parts}"
    ),
    "{unit} is {points} points behind {other}, most by: {parts}": (
        "{unit}落后{other}{points}分，主要在：{parts}"
    ),
    "{unit} against {other}: {points} points": "{unit}与{other}相比：{points}分",
    "no exact attribution below {nodes}: ranks and pairwise comparisons have none": (
        "{nodes}以下无法精确分解：按位次或两两比较计分的没有精确分解"
    ),
}

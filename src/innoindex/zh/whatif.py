"""Chinese of what-ifs: scenarios, their options, their comparison, sweeps of a weight."""

WHATIF: dict[str, str] = {
    # Scenarios in files
    'weights by id, each a number, a share such as "40%" or a factor such as "*0.5"': (
        '各指标或领域的权重，写成数、像 "40%" 这样的占比，或像 "*0.5" 这样的倍数'
    ),
    'changes by "UNIT.COLUMN", each a number, or such as "+10%", "-5" or "*1.1"': (
        '以 "单位.列" 指明的改动，写成数，或像 "+10%"、"-5"、"*1.1"'
    ),
    'the shares under "{id}" add up to {share}%': "“{id}”之下的占比合计为{share}%",
    "they may not exceed 100%, and are 100% if nothing else there has a weight": (
        "合计不能超过100%；如其余各项都没有权重，应正好是100%"
    ),
    'the weights under "{id}" would all be 0': "“{id}”之下的权重会全部为0",
    "leave one of them a weight, or drop the dimension itself": (
        "请至少给一项保留权重，或去掉整个领域"
    ),
    "{where}: no value of {column} to change": "{where}：没有 {column} 的值可供改动",
    "give the value itself, or choose another period": "请直接给出数值，或另选时期",
    '"{name}" is not UNIT.COLUMN': "“{name}”不是“单位.列”的形式",
    '"{name}" is given twice': "“{name}”给了两次",
    "keep one of the two": "请只留一个",
    # Options
    "Compare scenarios with the base.": "各情景与基准对比。",
    "Compare scenarios with the base: other weights, raw values or methods, and who moves. "
    "Without any: all scenarios of the scheme.": (
        "各情景与基准对比：改权重、改原始数据或改方法，看谁升谁降。不指定时比较方案中的全部情景。"
    ),
    "Another weight: the number in the file, the share among its siblings, or a factor.": (
        "改权重：文件中的数、在同级中的占比，或倍数。"
    ),
    "Another raw value of a unit in the period: a number, or a change (+10%, -5, *1.1).": (
        "改某单位当期的原始数据：新数值，或变动(+10%、-5、*1.1)。"
    ),
    "Another normalisation, of all indicators or one.": "改归一化方法(全部或某一指标)。",
    "Another aggregation, of all nodes or one.": "改合成方法(全部或某一层)。",
    "Leave out an indicator.": "去掉一项指标。",
    "Scenario of the scheme, or of a TOML file.": "方案中的情景，或 TOML 文件中的情景。",
    "One weight through a range of shares, and where the present rank holds.": (
        "让一个权重的占比走过一个区间，并给出位次不变的范围。"
    ),
    "Unit to follow; default: the highlighted ones.": "要跟踪的单位；默认为突出显示的单位。",
    "Only this table, of those that the command has.": "只要该命令的这一张表。",
    "csv has the table {name}; the others: --show {others}": (
        "csv 中是 {name} 表；其他的表用 --show {others}"
    ),
    'there is no scenario "{name}"': "没有情景“{name}”",
    "the scheme has no scenario: write [scenario.ID] in it, or name a file": (
        "方案中没有情景：请在方案中写 [scenario.标识]，或给出文件名"
    ),
    "no scenario is asked for, and the scheme has none": "没有指定情景，方案中也没有",
    "add --weight, --set, --drop, --normalise, --aggregate or --scenario": (
        "请加 --weight、--set、--drop、--normalise、--aggregate 或 --scenario"
    ),
    "{option}: one method for all, or each ID=METHOD": (
        "{option}：只写一个方法用于全部，或每个写成 标识=方法"
    ),
    "--sweep goes with no scenario": "--sweep 不能与情景同用",
    "leave out the other changes, or the sweep": "请去掉其他改动，或去掉 --sweep",
    "--unit goes with --sweep": "--unit 要与 --sweep 同用",
    "use --highlight U, or add --sweep ID": "请改用 --highlight 单位，或加 --sweep 标识",
    "--sweep needs a unit to follow": "--sweep 需要有要跟踪的单位",
    "add --unit U": "请加 --unit 单位",
    # Scenarios against the base
    "{index} · {period} · what if: {scenarios}": "{index} · {period} · 情景：{scenarios}",
    "{index} · what if: {scenarios}": "{index} · 情景：{scenarios}",
    "New rank": "新位次",
    "New score": "新得分",
    "New tier": "新档次",
    "{unit} rank {before} → {after} ({change})": "{unit}位次 {before} → {after}({change})",
    "score {before} → {after} ({change} points)": "得分 {before} → {after}({change}分)",
    "no tier": "无档次",
    "{scenario}: {parts}": "{scenario}：{parts}",
    "{scenario}: {text}": "{scenario}：{text}",
    "{scenario}: {unit} has no rank": "{scenario}：{unit}没有位次",
    "{scenario}: up the most {units}": "{scenario}：上升最多的是{units}",
    "{scenario}: down the most {units}": "{scenario}：下降最多的是{units}",
    "the same as the base, nothing changes: {scenarios}": "与基准相同，没有任何变化：{scenarios}",
    "Ranked": "单位数",
    "Units": "单位",
    "Scenario": "情景",
    "Scenarios": "情景汇总",
    "Scenarios against the base": "各情景与基准对比",
    "Moved": "变动数",
    "Places on average": "平均变动位次",
    "Change tier": "换档数",
    "Spearman": "斯皮尔曼相关",
    "Kendall": "肯德尔相关",
    "Up the most": "上升最多",
    "Down the most": "下降最多",
    # One weight through its range
    '"{id}" has no sibling with a weight: its share is always 100%': (
        "“{id}”没有带权重的同级，占比总是100%"
    ),
    "choose a dimension or an indicator with siblings": "请另选有同级的领域或指标",
    "choose another unit or period": "请另选单位或时期",
    "the share of {part}": "{part}的占比",
    "Sweep": "权重扫描",
    "Score of {unit}": "{unit}得分",
    "chart: rank {low} left to rank {high} right; {legend}": (
        "图：左为第{low}位，右为第{high}位；{legend}"
    ),
    "scores are not linear in the share: crossings are searched for, then followed": (
        "得分与占比不是线性关系：交叉点先搜索、再逐步逼近"
    ),
    "{unit} keeps rank {rank} while the share of {part} is {low} to {high} (now {share})": (
        "{part}的占比在{low}至{high}之间时(现为{share})，{unit}保持第{rank}位"
    ),
    "below: rank {rank} ({units})": "低于此为第{rank}位({units})",
    "above: rank {rank} ({units})": "高于此为第{rank}位({units})",
    "Where the present ranks hold": "现有位次不变的范围",
    "Intervals": "不变范围",
    "From % exactly": "从 %(精确)",
    "To % exactly": "到 %(精确)",
    "From %": "从 %",
    "To %": "到 %",
    "Rank below": "低于时位次",
    "Rank above": "高于时位次",
    "Changes below": "低于时换位",
    "Changes above": "高于时换位",
}

"""Chinese of the messages about values, scores and movements, and of what the views show."""

COMPUTE: dict[str, str] = {
    # Places
    "{unit} in {period}": "{unit}({period})",
    "{name} in {period}": "{name}({period})",
    "{place} in {period}": "{place}({period})",
    "in {group}": "在{group}范围内",
    "in all units": "在全部单位中",
    # Values
    "{period}: {count} units, expected {expected}": "{period}：有{count}个单位，应为{expected}个",
    "add or delete rows, or change expect_units in the scheme": (
        "请增删行，或改方案中的 expect_units"
    ),
    "no unit of the table: {codes} ({key})": "表中没有的单位：{codes}({key})",
    'use --level unit or group, or a scheme without within = "group"': (
        '请用 --level unit 或 group，或用没有 within = "group" 的方案'
    ),
    "fill the cell, or choose another reference unit": "请补上该值，或另选参照单位",
    "bounds are given untransformed: choose one that has it": (
        "界限按变换前的数给出：请给一个能变换的数"
    ),
    "against {other}: missing {missing}; unknown {unknown}": (
        "与{other}相比，缺少：{missing}；多出：{unknown}"
    ),
    "none": "无",
    "{column} is negative, but is declared as a total": "{column} 为负数，而方案定为可加总的总量",
    "correct it, or declare the column additive = false": (
        "请更正，或在方案中把该列写为 additive = false"
    ),
    "{column} is above {whole}": "{column} 大于 {whole}",
    "a part cannot exceed its whole: look for a wrong unit (万元 for 亿元)": (
        "部分不应大于总体：请检查计量单位(如把万元当成亿元)"
    ),
    "the result is too large": "计算结果太大",
    "{part} has no result": "{part} 无法计算",
    "the denominator {name} is zero": "分母 {name} 为0",
    'there is no column "{column}"': "没有“{column}”列",
    # Missing values
    "no value of {column}, needed by {indicators} (impute = {rule})": (
        "缺少 {column} 的值，涉及指标：{indicators}(缺失值处理 impute = {rule})"
    ),
    'fill the cell, or choose a rule such as impute = "carry-forward" or "drop"': (
        '请补上数据，或选择缺失值处理方法，如 impute = "carry-forward"(沿用上期)或 "drop"(剔除)'
    ),
    'there is nothing to fill it from: fill the cell, or choose impute = "drop"': (
        '没有可用来填补的值：请补上数据，或改用 impute = "drop"(剔除)'
    ),
    # Before scoring
    "{indicator}: {value} has no {transform}": "{indicator}：{value} 不能作 {transform} 变换",
    'choose another transform, such as "log1p" or "sqrt"': '请换一种变换，如 "log1p" 或 "sqrt"',
    "{indicator}: the bound {value} has no {transform}": (
        "{indicator}：界限 {value} 不能作 {transform} 变换"
    ),
    # Scoring
    "{indicator} is the same {place}: {method} divides by its spread": (
        "{indicator} {place}数值都相同，{method} 无法归一化(极差或标准差为0)"
    ),
    "give it weight 0, remove it, or choose a method with fixed bounds (goalposts)": (
        "请把权重设为0、删去该指标，或改用界限固定的方法(goalposts)"
    ),
    "{indicator}: {method} needs a reference that is better than the worst {place}": (
        "{indicator}：{method} 的参照值须优于{place}的最差值"
    ),
    "choose a better unit or target, or a method with fixed bounds (goalposts)": (
        "请换更好的参照单位或目标值，或改用界限固定的方法(goalposts)"
    ),
    "{name}: no score {place}, which has one unit": "{name} {place}只有一个单位，没有得分",
    "{name}: no score {place}, where it is the same": "{name} {place}取值全部相同，没有得分",
    "{name}: {method} divides by a number that is not above 0": (
        "{name}：{method} 的除数不大于0，无法计分"
    ),
    "correct the value, or choose another method for it": "请更正数值，或换一种归一化方法",
    'there is no unit "{unit}"': "没有单位“{unit}”",
    "{name}: the reference unit {where} has no value": "{name}：参照单位 {where} 没有数值",
    "{indicator} has no reference: {columns} may not be summed over units": (
        "{indicator} 没有参照值：{columns} 不能按单位加总"
    ),
    "give the indicator reference = the value that scores 100": (
        "请给该指标写 reference = 得100分的值"
    ),
    "{indicator}: the reference is {value}": "{indicator}：参照值为 {value}",
    "give the indicator reference = a value above 0, also when it is transformed": (
        "请给该指标写大于0(变换后也大于0)的 reference(参照值)"
    ),
    "{indicator} is left out at this level: {columns} may not be summed over units": (
        "这一层级不含 {indicator}：{columns} 不能按单位加总"
    ),
    'no score for {count} without a group, which within = "group" needs: {names}': (
        '{count} 个单位没有所属分组，不能在组内归一化(within = "group")，没有得分：{names}'
    ),
    'the whole has no group, which within = "group" needs': (
        '全部合计没有所属分组，不能在组内归一化(within = "group")'
    ),
    # The index
    "the base period {period} is not in the table": "表中没有基期 {period}",
    "the base period {period} is not in the table, and {count} indicators have no reference: "
    "{names}": "表中没有基期 {period}，而 {count} 项指标没有参照值：{names}",
    "correct the cell, or write where(condition, a, b) in the expression": (
        "请更正数据，或在算式中用 where(条件, a, b) 处理"
    ),
    "either add the rows of {period} to the table, or give each indicator reference = its value "
    "for the whole in {period}": (
        "请在表中补上 {period} 的数据，或给每项指标写 reference = {period} 全部合计的值"
    ),
    "the period {period} of stats is not in the table": "表中没有 stats 指定的时期 {period}",
    "no unit has a score": "没有任何单位有得分",
    "see the warnings for what is missing": "缺少什么，请看各条警告",
    # Notes
    "new": "新增",
    "{how}: {names}": "{how}：{names}",
    "carried forward": "沿用上期",
    "interpolated": "线性插值",
    "mean taken": "用均值填补",
    "median taken": "用中位数填补",
    "group mean taken": "用组内均值填补",
    "group median taken": "用组内中位数填补",
    "fixed score taken": "用固定得分",
    "left out": "缺失未计",
    "no score: has {share} of the indicators, needs {least}": (
        "无得分：指标齐全率 {share}，要求不低于 {least}"
    ),
    "no score: values missing": "无得分：数据缺失",
    # Rankings
    "{index} · {period} against {previous}": "{index} · {period}，对比 {previous}",
    "{index} · the whole": "{index} · 全部合计",
    "Period": "时期",
    "Rank": "位次",
    "Code": "代码",
    "Name": "名称",
    "Group": "分组",
    "Score": "得分",
    "Tier": "档次",
    "Compared with": "对比时期",
    "Rank before": "原位次",
    "Score before": "原得分",
    "Places": "位次升降",
    "Points": "得分增减",
    "Rank by places": "升位排名",
    "Rank by points": "增分排名",
    "In group": "组内位次",
    "By places in group": "组内升位排名",
    "By points in group": "组内增分排名",
    "Note": "备注",
    "Points from {unit}": "与{unit}的分差",
    "{unit} has no rank": "{unit}没有位次",
    "{unit}: rank {rank} of {count}": "{unit}：第{rank}位(共{count}个)",
    "same place as in {previous}": "与{previous}持平",
    "up {places} from {previous}": "比{previous}上升{places}位",
    "down {places} from {previous}": "比{previous}下降{places}位",
    "score {score}": "得分{score}",
    "score {score} ({gain} points)": "得分{score}({gain}分)",
    "rank {rank} of {count} in {group}": "在{group}居第{rank}位(共{count}个)",
    "by places climbed rank {rank} there": "上升位次居其中第{rank}",
    "the whole in {period}: score {score}": "全部合计({period})：得分{score}",
    "the whole in {period}: score {score} ({gain} points)": (
        "全部合计({period})：得分{score}({gain}分)"
    ),
    "{gap} points to the next place up ({other})": "距上一位({other}){gap}分",
    "{gap} points to the next place down ({other})": "领先下一位({other}){gap}分",
    "ranks are among the {count} units with a score in both periods": (
        "位次只在两期都有得分的{count}个单位中排"
    ),
    "the two rankings are not of the same units: {new} new, {gone} gone "
    "(--common-units compares those in both)": (
        "两期参加排名的单位不同：新增{new}个，减少{gone}个(加 --common-units 只比两期都有的)"
    ),
    "in {previous} only: {names}": "只在 {previous} 有：{names}",
    # Paths over all periods
    "{index} · {first} to {last}": "{index} · {first} 至 {last}",
    "{unit}: rank {ranks}": "{unit}：位次{ranks}",
    "{unit}: rank {ranks} ({first} to {last}: {change}), score {score}": (
        "{unit}：位次{ranks}({first}至{last}：{change})，得分{score}"
    ),
    "Score {period}": "{period} 得分",
    "Path": "走势",
    "path: higher is better, each on its own scale; · is no value": (
        "走势：越高越好，各用自己的刻度；· 表示没有数值"
    ),
    # Findings
    "errors: {errors}, warnings: {warnings}, notes: {notes}": (
        "{errors} 个错误，{warnings} 个警告，{notes} 个提示"
    ),
    "Severity": "级别",
    "File": "文件",
    "Row": "行",
    "Column": "列",
    "Finding": "问题",
    "Help": "办法",
    # Schemes
    "{indicators} indicators in {dimensions} dimensions, from {columns} columns": (
        "{dimensions} 个领域、{indicators} 项指标，由 {columns} 列原始数据计算"
    ),
    "Id": "标识",
    "Parent": "上级",
    "Weight": "权重",
    "Share %": "同级占比 %",
    "Of index %": "占总指数 %",
    "Direction": "方向",
    "Unit": "计量单位",
    "Value": "计算式",
    "Method": "归一化方法",
    "{unit}: {parts}": "{unit}：{parts}",
    "{column} is in % but never above 1: are these shares (0.05 for 5 %)?": (
        "{column} 的单位是 %，但没有一个值大于1：是否是小数(0.05 表示 5%)？"
    ),
    "if they are, multiply the column by 100": "如果是，请把该列乘以100",
}

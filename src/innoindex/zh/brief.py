"""Chinese of briefings, in the register of a statistical bulletin."""

BRIEF: dict[str, str] = {
    # Options and errors
    "A briefing on a unit, in three paragraphs.": "一个单位的简报，三段。",
    "A briefing on a unit in three paragraphs: its rank and how it changed, what drove it, where "
    "it lags and what the next place would take. Its figures are those of rank, explain and "
    "goal.": (
        "一个单位的简报，三段：位次及变动，拉动因素，短板与前移一位所需。"
        "数字与 rank、explain、goal 相同。"
    ),
    "Units, or their groups.": "单位或分组(市)。",
    "Write to FILE.md, or FILE.txt without markup.": "写入 FILE.md，或不带标记的 FILE.txt。",
    "a briefing is a text: {file} cannot hold it": "简报是文字，不能写成 {file}",
    "end the file in .md or .txt": "文件名请以 .md 或 .txt 结尾",
    # Title and parts of sentences
    "{index} · {unit} in {period}: a briefing": "{period}{unit}{index}简报",
    "{index} · {unit}: a briefing": "{unit}{index}简报",
    "{clauses}.": "{clauses}。",
    "{items}, {item}": "{items}、{item}",
    "{items} and {item}": "{items}和{item}",
    "{items}; {item}": "{items}；{item}",
    "{count} units ({names} and others)": "{names}等{count}个单位",
    "{year}": "{year}年",
    "the year before": "上年",
    "{points} point": "{points}点",
    "{points} points": "{points}点",
    "{places} place": "{places}位",
    "{places} places": "{places}位",
    "joint {rank}": "并列第{rank}位",
    "{nth}": "居第{nth}位",
    # Rank and change
    "{unit} scored {score} in the {index}": "{unit}{index}为{score}",
    "In {period} {unit} scored {score} in the {index}": "{period}，{unit}{index}为{score}",
    "with no score in {previous} to compare with": "{previous}无指数，不作比较",
    "up {points} on {before}": "比{before}提高{points}",
    "down {points} on {before}": "比{before}下降{points}",
    "almost unchanged from {before}": "与{before}基本持平",
    "unchanged from {before}": "与{before}持平",
    "It was the only unit with a score": "参评单位仅此一个",
    "It ranked joint {rank} of {count} units, level with {others}": (
        "在{count}个参评单位中与{others}并列第{rank}位"
    ),
    "It ranked {rank} of {count} units": "在{count}个参评单位中居第{rank}位",
    "up {places} on {before}": "比{before}前移{places}",
    "down {places} on {before}": "比{before}后移{places}",
    "the same rank as {before}": "位次与{before}相同",
    "It was {points} by points gained and {places} by places climbed.": (
        "按点数增减{points}，按位次升降{places}。"
    ),
    "Of the {count} units with a score in both periods it was {points} by points gained and "
    "{places} by places climbed.": (
        "在两期均有指数的{count}个单位中，按点数增减{points}，按位次升降{places}。"
    ),
    "It was in {tier}.": "位列{tier}。",
    "It stayed in {tier}.": "仍位列{tier}。",
    "It rose from {old} to {tier}.": "由{old}升入{tier}。",
    "It fell from {old} to {tier}.": "由{old}降至{tier}。",
    "It was the only unit with a score in {group}.": "{group}参评单位仅此一个。",
    "In {group} it was {rank} of {count}.": "在{group}的{count}个参评单位中{rank}。",
    "In {group} it was {rank} of {count}, {points} by points gained and {places} by places "
    "climbed.": ("在{group}的{count}个参评单位中{rank}，按点数增减{points}，按位次升降{places}。"),
    "It passed {units} and was passed by {others}.": "超过{units}，同时被{others}超过。",
    "It passed {units}, and no unit passed it.": "超过{units}，未被其他单位超过。",
    "It was passed by {units}, and passed no unit.": "被{units}超过，未超过其他单位。",
    "It passed no unit, and no unit passed it.": "未超过其他单位，也未被其他单位超过。",
    "New and ahead of it: {units}.": "新参评且位次居前的有{units}。",
    "Ahead of it before, and without a score now: {units}.": "原位次居前、本期无指数的有{units}。",
    # What drove it
    "By dimension, {parts}.": "分领域看，{parts}。",
    "By indicator, {parts}.": "分指标看，{parts}。",
    "{part} added {points}": "{part}拉动{points}",
    "{part} took {points}": "{part}下拉{points}",
    "{part} left the index as it was": "{part}影响甚微",
    "{share}% of the gain": "占增量的{share}%",
    "{share}% of the loss": "占减量的{share}%",
    "{part} ({details})": "{part}({details})",
    "{column} from {old} to {now}": "{column}由{old}变为{now}",
    "{column} almost unchanged": "{column}基本持平",
    "{column} up {change}": "{column}增长{change}",
    "{column} down {change}": "{column}下降{change}",
    "All {count} indicators raised the index.": "{count}项指标均拉动指数上升。",
    "All {count} indicators lowered the index.": "{count}项指标均下拉指数。",
    "No indicator moved the index.": "各项指标均未影响指数。",
    "Of {count} indicators {up} raised the index, none lowered it.": (
        "{count}项指标中，{up}项拉动指数上升，没有下拉指数的指标。"
    ),
    "Of {count} indicators {down} lowered the index, none raised it.": (
        "{count}项指标中，{down}项下拉指数，没有拉动指数上升的指标。"
    ),
    "Of {count} indicators {up} raised the index and {down} lowered it.": (
        "{count}项指标中，{up}项拉动指数上升，{down}项下拉指数。"
    ),
    "Against this, {parts}.": "反向影响较大的是：{parts}。",
    "Of the change, {points} points came from bounds and means that moved, not from its own "
    "values.": "其中，界限、均值变动影响{points}点，与自身数值无关。",
    "Of the change, {points} points came from indicators that went missing or appeared.": (
        "其中，指标新缺或新有数据影响{points}点。"
    ),
    "Below {nodes} nothing can be attributed exactly: ranks or comparisons of units are scored "
    "there.": "{nodes}按位次或单位间比较计分，其下各项无法精确分解。",
    "Had no other unit moved, its rank would be {rank}; had it stood still itself, {still}.": (
        "假定其他单位均保持原有水平，将居第{rank}位；假定自身保持原有水平，将居第{still}位。"
    ),
    "Had no other unit moved, its rank would be {rank}.": (
        "假定其他单位均保持原有水平，将居第{rank}位。"
    ),
    "Had it stood still itself, its rank would be {rank}.": (
        "假定自身保持原有水平，将居第{rank}位。"
    ),
    "{part} ({points} points)": "{part}({points}点)",
    "By dimension, the score was made of {parts}.": "从构成看，各领域对指数的贡献为{parts}。",
    "By indicator, the most came from {parts}.": "分指标看，贡献较大的是{parts}。",
    # Where it lags
    "{indicator} ({value}, rank {rank})": "{indicator}({value}，第{rank}位)",
    "It ranked lowest in {parts}.": "从短板看，位次相对靠后的指标是{parts}。",
    "In none of its indicators was it worse than the median of all units.": (
        "各项指标均不逊于参评单位中位数。"
    ),
    "In {below} of {count} indicators it was worse than the median of all units.": (
        "{count}项指标中，{below}项不及参评单位中位数。"
    ),
    "It was first in every indicator.": "各项指标均居首位。",
    "Indicators without a value: {count}.": "另有{count}项指标无数据。",
    "{indicator} ({points}, to {unit})": "{indicator}(折合指数{points}，最优为{unit})",
    "It lost the most points of the index to the best unit in {parts}.": (
        "与各项最优值相比，差距较大的是{parts}。"
    ),
    "The next rank up, {rank}, was held by {units}, {gap} ahead.": (
        "前一位是居第{rank}位的{units}，相差{gap}。"
    ),
    "The next rank up, {rank}, was held by {units}, nearly level.": (
        "前一位是居第{rank}位的{units}，指数相差极小。"
    ),
    "The next rank down, {rank}, was held by {units}, {gap} behind.": (
        "后一位是居第{rank}位的{units}，落后{gap}。"
    ),
    "The next rank down, {rank}, was held by {units}, nearly level.": (
        "后一位是居第{rank}位的{units}，指数相差极小。"
    ),
    "It led {units}, {rank}, by {gap}.": "比居第{rank}位的{units}领先{gap}。",
    "No unit was behind it.": "其后没有其他单位。",
    "With all other units as they are, one place more would take, by one indicator alone, "
    "{parts}.": ("在其他单位不变的情况下，仅靠一项指标前移一位，较省力的是：{parts}。"),
    "With all other units as they are, no indicator alone would take it one place up, even at the "
    "best unit's value.": (
        "在其他单位不变的情况下，任何一项指标即使达到最优值，也不足以单独使其前移一位。"
    ),
    "The first of these is also the plan of least effort.": (
        "综合各项指标测算，最省力的也是其中第一项。"
    ),
    "{count} indicators more": "另有{count}项指标",
    "The plan of least effort, {effort} in all, is {parts}.": (
        "综合各项指标测算，最省力的组合(合计{effort})是：{parts}。"
    ),
    "That plan was found by search: there may be one of less effort.": (
        "该组合由搜索得到，可能还有更省力的。"
    ),
    "Recomputed in full, the plan gives a score of {score} and rank {rank}.": (
        "按全部指标重新计算，届时指数为{score}，居第{rank}位。"
    ),
    "What one place more would take could not be worked out.": "前移一位所需未能测算。",
    "With all other units as they are, one place more is out of its reach: with the best unit's "
    "value in every indicator it would have a score of {score} and rank {rank}.": (
        "在其他单位不变的情况下，即使各项指标均达到最优值，指数也仅为{score}，居第{rank}位，无法前移一位。"
    ),
    "What one place more would take is not told here: under the benefit of the doubt it takes "
    "minutes to work out (innoindex goal).": (
        "前移一位所需，因各单位取最有利权重、测算需数分钟，本简报从略(见 innoindex goal)。"
    ),
    "{indicator} slightly better than {present} ({details})": (
        "{indicator}在{present}的基础上略有改善({details})"
    ),
    "as much as {effort}": "相当于{effort}",
    "{column} to rise by {change}": "{column}需增长{change}",
    "{column} to fall by {change}": "{column}需下降{change}",
    "{indicator} up from {present} to {value} ({details})": (
        "{indicator}由{present}提高到{value}({details})"
    ),
    "{indicator} down from {present} to {value} ({details})": (
        "{indicator}由{present}降至{value}({details})"
    ),
    # Notes
    "On the data of {unit}: {notes}.": "{unit}数据说明：{notes}。",
    "The two rankings are not of the same units: {new} new, {gone} gone.": (
        "两期参评单位不尽相同：新增{new}个，减少{gone}个。"
    ),
    "A year's change of an indicator is the unit's own mean yearly improvement, or, where there is "
    "none, the median of all units'.": (
        "一年的变动指本单位该项指标历年平均每年的改善幅度，没有改善的取全部单位的中位数。"
    ),
    "The period is the base itself: its references are taken as they are.": (
        "本期即基期，参照值按现有数值计算。"
    ),
    "Data: {files}.": "数据：{files}。",
    "{file} (synthetic data by its name, not real statistics)": (
        "{file}(文件名标明为合成数据，不是真实统计)"
    ),
    "Computed by innoindex under the scheme {scheme}, not an official publication. Figures are "
    "rounded: parts may not add up to the whole.": (
        "本简报由 innoindex 按“{scheme}”方案计算，不是官方发布。"
        "数字经四舍五入，分项之和可能与合计略有出入。"
    ),
}

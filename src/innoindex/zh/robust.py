"""Chinese of how sure ranks are: draws of a scheme's choices, their options, what they show."""

ROBUST: dict[str, str] = {
    # The command
    "How sure the ranks are.": "位次有多稳。",
    "How sure the ranks are: many draws of what could have been chosen otherwise (weights, "
    "methods, indicators, errors in the data), where each unit ranks in them, and which choice "
    "matters.": ("位次有多稳：权重、方法、指标、数据误差反复随机变动，看位次在哪里、取决于什么。"),
    "How weights vary: each within so much, around the shares (the larger C the closer), or as "
    "siblings can share at all.": ("权重变动：幅度、围绕占比或任意。"),
    "Normalisations beside the scheme's; default: the usual ones. scheme: only its own.": (
        "另用的归一化方法；scheme：只用方案的。"
    ),
    "Aggregations beside the scheme's; default: the usual ones. scheme: only its own.": (
        "另用的合成方法；scheme：只用方案的。"
    ),
    "Rules for missing values beside the scheme's.": "另用的填补方法。",
    "Treatments of outliers beside the scheme's.": "另用的离群值处理方法。",
    "Leave out one indicator or none, by chance.": "随机去掉一项指标或不去。",
    "Error of the raw values; default: that of the columns whose noise the scheme gives.": (
        "原始数据误差；默认为方案中各列的 noise。"
    ),
    "Draws of all choices, from which ranks come.": "模拟次数，位次分布由此得出。",
    "Share of the draws in an interval.": "区间所含模拟的份额。",
    "Further draws, N for each choice and twice more, to tell which choice matters; 0: none.": (
        "另加模拟，看哪项影响大；0不做。"
    ),
    "Unit whose rank the choices are weighed for; default: the highlight.": (
        "看哪个单位的位次取决于什么；默认突出者。"
    ),
    "Another seed, other draws.": "随机种子；换种子即换模拟。",
    "Cores at work; default: all.": "使用的核数；默认全部。",
    "the whole has no rank to draw": "全体没有位次可供模拟",
    "use --level unit or group": "请用 --level unit 或 group",
    "it takes 0 or a power of 2 from {least} to {most}": "可取0，或{least}至{most}之间的2的幂",
    "nothing is varied": "没有任何变动",
    "leave out --weights none, or add --leave-out or --noise 2%": (
        "请去掉 --weights none，或加 --leave-out 或 --noise 2%"
    ),
    "draws": "模拟",
    "interrupted after {done} of {total} {counted}: the results are of these": (
        "{counted}中断，完成{done}/{total}：结果只含已做的部分"
    ),
    "per cent, from 0% to 100%": "百分数，从0%到100%",
    "left out: {reason}": "略去：{reason}",
    # What is varied
    "normalisation": "归一化",
    "aggregation": "合成",
    "imputation": "填补",
    "treatment of outliers": "离群值处理",
    "indicator left out": "去掉的指标",
    "errors in the data": "数据误差",
    "{choice} ({alternatives})": "{choice}({alternatives})",
    "{choice} ({total})": "{choice}({total})",
    "varied: {choices}": "变动项：{choices}",
    "within {amount}": "上下{amount}",
    "around their shares, Dirichlet {amount}": "围绕现有占比，狄利克雷{amount}",
    "any": "任意",
    "none or one of {count} indicators": "{count}项指标中去掉一项或不去",
    "{amount} of {count} columns": "{count}列，{amount}",
    "{least} to {most} of {count} columns": "{count}列，{least}至{most}",
    "the scheme's own": "方案自己的",
    # In sentences
    "{index} · {period} · how sure the ranks are": "{index} · {period} · 位次有多稳",
    "{index} · how sure the ranks are": "{index} · 位次有多稳",
    "{unit}: rank {rank}, in all draws rank {best}": "{unit}：第{rank}位，全部模拟都是第{best}位",
    "{unit}: rank {rank}, in {interval} of draws rank {low}, in all between {best} and {worst}": (
        "{unit}：第{rank}位，{interval}的模拟是第{low}位，全部模拟在第{best}至{worst}位"
    ),
    "{unit}: rank {rank}, in {interval} of draws between {low} and {high} (median {median})": (
        "{unit}：第{rank}位，{interval}的模拟在第{low}至{high}位(中位数{median})"
    ),
    "{tier} in {draws}": "{draws}为{tier}",
    "{tier} in {draws} on the scheme's own scale": "{draws}为{tier}(限与方案同尺度的模拟)",
    "ahead of {other} (just above) in {draws}": "{draws}领先上一位{other}",
    "ahead of {other} (just below) in {draws}": "{draws}领先下一位{other}",
    "climbed against {previous} in {draws} (as it stands {change})": (
        "{draws}比{previous}上升(现为{change})"
    ),
    "fell against {previous} in {draws} (as it stands {change})": (
        "{draws}比{previous}下降(现为{change})"
    ),
    "same place as in {previous} in {draws}": "{draws}与{previous}位次相同",
    "{share} of draws": "{share}的模拟",
    "all draws": "全部模拟",
    "no draw": "0%的模拟",
    "no draw has an index": "没有一次模拟得出指数",
    "average rank shift {shift} places; {share} of units have a {interval} interval wider than "
    "{wide} places": ("位次平均变动{shift}位；{share}的单位{interval}区间宽于{wide}位"),
    # Under the tables
    "{draws} draws with seed {seed}; shares are of these": (
        "模拟{draws}次，种子{seed}；各百分数均为占模拟次数的份额"
    ),
    "interrupted: these are not all the draws that were asked for": "中途停止：模拟未做完",
    "{failed} of the draws have no index and count for nothing": (
        "其中{failed}次得不出指数，不计在内"
    ),
    "{count} of the units have a rank in some draws only: their shares are of these": (
        "{count}个单位只在部分模拟中有位次，其各百分数均为占这些模拟的份额"
    ),
    "tiers: of the {count} draws on the scheme's own scale": (
        "档次：只看与方案同尺度的{count}次模拟"
    ),
    "ranks in the draws are to within {steps} places, the first and the last ones exact": (
        "模拟中的位次精确到{steps}位以内，首尾各位为精确值"
    ),
    "picture: rank {first} left to rank {last} right; - {interval} of draws, ● as it stands, "
    "| the median": "图：左为第{first}位，右为第{last}位；- {interval}的模拟，● 现位次，| 中位数",
    # Headings
    "Picture": "图示",
    "Median rank": "中位位次",
    "Low": "区间上端",
    "High": "区间下端",
    "Best rank": "最好位次",
    "Worst rank": "最差位次",
    "In its tier": "同档份额",
    "Ahead of next up": "领先上一位",
    "Ahead of next down": "领先下一位",
    "Climbed": "上升",
    "Same place": "不变",
    "Fell": "下降",
    "Draws": "模拟次数",
    "Seed": "种子",
    "Interval": "区间",
    # What the ranks hang on
    "What the ranks hang on": "位次取决于什么",
    "Choices": "各项选择",
    "Choice": "选择",
    "Varied": "变动",
    "the average rank shift": "位次平均变动",
    "the rank of {unit}": "{unit}的位次",
    "{what} hangs most on {choice}: {first} of its variance alone, {total} in all": (
        "{what}最取决于{choice}：单独占其方差的{first}，连同交互作用占{total}"
    ),
    "{what} hangs most on these, too near to tell apart: {choices}": (
        "{what}最取决于这几项，高下难分：{choices}"
    ),
    "Shift: first-order": "变动一阶",
    "Shift: total": "变动总计",
    "Rank: first-order": "位次一阶",
    "Rank: total": "位次总计",
    "from": "自",
    "to": "至",
    "shares of the variance of the average rank shift and of the rank: first-order, of a choice "
    "alone; total, with all that it does together with others": (
        "占位次平均变动、占该单位位次方差的份额：一阶为该项选择单独所占，总计为连同与其他选择交互所占"
    ),
    "from {rows} × {each} further draws": "另加{rows}×{each}次模拟得出",
    # The other tables
    "The ranking as a whole": "排名整体",
    "Without an index": "无指数次数",
    "Average rank shift": "平均变动",
    "Wide intervals": "宽区间份额",
    "Every rank in the draws": "模拟中的每个位次",
    "Share of draws": "模拟份额",
}

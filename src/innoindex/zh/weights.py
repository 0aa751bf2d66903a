"""Chinese of weights by a method: the command, its tables, pairwise comparisons in files."""

WEIGHTS: dict[str, str] = {
    # Options
    "Find weights by a method.": "用方法求权重。",
    "Find weights by a method: entropy, CRITIC, principal components, AHP and others, beside "
    "the scheme's. Without --method: all that need no further input, side by side.": (
        "用方法求权重：熵权法、CRITIC法、主成分、层次分析等，与方案的权重对照。"
        "不指定 --method 时，并列所有不需另给数据的方法。"
    ),
    "Method, such as entropy, critic, pca or ahp; default: compare them all.": (
        "方法，如 entropy、critic、pca、ahp；默认比较全部方法。"
    ),
    "By the units of all periods, not of one alone.": "用各期的全部单位，而不只用一期。",
    "All indicators as one set, not each node's parts.": "全部指标放在一起，而不是逐层求权重。",
    "Only the parts of this node.": "只求这一层各项的权重。",
    "Pairwise comparisons of one node's parts.": "一个层次各项的判断矩阵。",
    "Factors of factor-analysis; default: by rule.": "因子分析的因子个数；默认按规则。",
    "Bounds of a share in benefit-of-the-doubt.": "BoD 法中每项占比的上下限。",
    "Output format; default: table; toml is a scheme with the new weights.": (
        "输出格式；默认 table；toml 为带新权重的方案。"
    ),
    "TOML as a whole scheme, or as a scenario of it.": "TOML 写成完整方案，或写成情景。",
    "Weights by a method in place of the scheme's: see innoindex weights.": (
        "改用方法求得的权重(见 innoindex weights)。"
    ),
    "--of and --together contradict": "--of 与 --together 矛盾",
    "leave out one of the two": "请去掉其中一个",
    "{option} needs a method": "{option} 需要指定方法",
    "add --method METHOD; without it all methods are compared": (
        "请加 --method 方法；不加时比较全部方法"
    ),
    "--as goes with TOML": "--as 只用于 TOML",
    "end the file in .toml, or leave out --as": "文件名应以 .toml 结尾，或去掉 --as",
    "{option} goes with the method {method}": "{option} 只用于方法 {method}",
    "leave it out, or choose that method": "请去掉它，或选用该方法",
    "ahp needs pairwise comparisons": "ahp 需要判断矩阵",
    "give them as a table: {example}": "请以表格给出：{example}",
    "--weights names several methods": "--weights 给了几个方法",
    "choose one of them; innoindex weights compares them": (
        "请只选一个；用 innoindex weights 可比较各方法"
    ),
    "only ahp takes a file: {example}": "只有 ahp 需要文件：{example}",
    '--of: "{name}" is an indicator, which has no parts': "--of：“{name}”是指标，没有下级",
    "name the index (index) or a dimension": "请指定指数(index)或某个领域",
    "--of {id}, but the comparisons are of other parts": "--of {id}，但判断矩阵比较的不是它的各项",
    "leave out --of: the file says which parts it compares": (
        "不必写 --of：文件已说明比较的是哪些项"
    ),
    # Pairwise comparisons in files
    'there is no "{name}"': "没有“{name}”",
    "it needs the parts in the first row and in the first column": "第一行和第一列应写明各项",
    "a row or a column has no name": "有一行或一列没有名称",
    "name the part, or delete it": "请写明是哪一项，或删去",
    "{node} is compared in another file too": "{node}的各项在另一个文件里也有比较",
    '"{id}" is not a part of {node} with a weight': "“{id}”不是{node}之下有权重的项",
    '"{id}" needs a row and a column': "“{id}”应各有一行一列",
    "it must have these and no others: {parts}": "应正好有这些项：{parts}",
    'not a comparison: "{text}"': "不是比较值：“{text}”",
    "write how many times the row outweighs the column: 3, 0.5 or 1/3 (in a spreadsheet as "
    "text, or it becomes a date)": (
        "请写行的重要性是列的多少倍：3、0.5 或 1/3(电子表格中须按文本输入，否则会变成日期)"
    ),
    "a part against itself is 1, not {text}": "与自身相比应为1，不是{text}",
    "write 1": "请写1",
    "nothing compares {row} with {column}": "没有{row}与{column}的比较",
    "fill this cell, or the one across the diagonal": "请填这一格，或对角线另一侧的那一格",
    "{row} against {column} is {one}, but {column} against {row} is {other}": (
        "{row}比{column}为{one}，{column}比{row}却为{other}"
    ),
    "one must be 1 divided by the other: mend one of them, or leave it empty": (
        "两者应互为倒数：请改正其中一个，或留空"
    ),
    "Weighting": "赋权方法",
    # Methods
    "equal": "等权",
    "entropy": "熵权法",
    "CRITIC": "CRITIC法",
    "sd": "标准差",
    "1 / sd": "标准差倒数",
    "PCA": "主成分",
    "factor analysis": "因子分析",
    "AHP": "层次分析",
    "benefit of the doubt": "最有利权重",
    "optimised": "优化权重",
    "{node}, weights by {method}: {text}": "{node}，{method}：{text}",
    "{method}: of more than {most} units only when asked for": (
        "{method}：超过{most}个单位时须单独指定"
    ),
    "add --method {method}: it takes a while": "请加 --method {method}，需要一些时间",
    # Tables
    "{index} · {period} · weights: {method}": "{index} · {period} · 权重：{method}",
    "{index} · all periods · weights: {method}": "{index} · 各期合并 · 权重：{method}",
    "{index} · weights: {method}": "{index} · 权重：{method}",
    "every method, {what}": "各种方法，{what}",
    "% of the index": "占总指数 %",
    "% among siblings": "同级占比 %",
    "Part": "项",
    "add --together: these are all indicators": "请加 --together：这些是全部指标",
    "New share %": "新占比 %",
    "New of index %": "新占总指数 %",
    "Weights": "权重",
    "Methods": "方法",
    "Left out": "未计入",
    "Remarks": "说明",
    "Warnings": "警告",
    "{unit}: rank {before} with the scheme's weights, {after} with these ({change})": (
        "{unit}：按方案权重第{before}位，按此权重第{after}位({change})"
    ),
    "{moved} of {count} units move, by {mean} places on average; Spearman {rho}": (
        "{count}个单位中{moved}个位次有变，平均变动{mean}位；斯皮尔曼相关 {rho}"
    ),
    "{node}: {text}": "{node}：{text}",
    "all indicators": "全部指标",
    "units left out, without a score of a part: {count}": "{count}个单位缺某项得分，未计入",
    "weight 0 in the scheme, so not weighed: {parts}": "方案中权重为0，不参与定权：{parts}",
    "all indicators are weighed as one set; a dimension has the sum of its own": (
        "全部指标放在一起定权；领域的占比为其各指标之和"
    ),
    "not a plain mean: {nodes}; shares of the index are of the weights there, not of "
    "the score": "不是简单加权平均：{nodes}；其中的占比是权重的占比，不是得分的占比",
    "Score in {node}": "{node}得分",
    "Each unit's own shares, %": "各单位自己的占比 %",
    "scheme": "方案",
    "The methods against the scheme": "各方法与方案对比",
    "Weight moved %": "权重转移 %",
    "Indicators at 0": "为0的指标",
    "Rank of {unit}": "{unit}位次",
    "left out: {text}": "未列入：{text}",
    # Of a ranking, and at the head of a file
    "weights: {method}": "权重：{method}",
    "weights: {method}, by the scores of {period}": "权重：{method}，由{period}的得分求得",
    "weights: {method} ({options})": "权重：{method}({options})",
    "weighed: {parts}": "对象：{parts}",
    "the parts of each node": "各层次的各项",
    "the parts of {node}": "{node}的各项",
    "all indicators as one set": "全部指标放在一起",
    "from {data}": "数据：{data}",
    "all periods": "各期",
    "all else: {scheme}": "其余照 {scheme}",
    "made by innoindex {version}": "由 innoindex {version} 生成",
}

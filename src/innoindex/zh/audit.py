"""Chinese of audits: findings, what to do, and the tables behind them."""

AUDIT: dict[str, str] = {
    # The command
    "The statistical coherence of a scheme.": "检查方案在统计上是否自洽。",
    "The statistical coherence of a scheme on these data: coverage, outliers, correlations, "
    "reliability, components, weights against effects, and the ranking without each indicator. "
    "The worst is told first.": (
        "检查方案用在这些数据上是否统计自洽：数据齐全率、离群值、相关、信度、主成分、权重与实际影响，"
        "以及逐项去掉指标后的排名。问题重的先说。"
    ),
    "an audit is of units": "统计检查只针对单位",
    "leave out --level": "请去掉 --level",
    "the heat map needs {width} columns": "热力图需要{width}列宽",
    "widen the terminal, or write it to a file: -o heat.txt": (
        "请加宽终端，或写到文件：-o heat.txt"
    ),
    # Sums up
    "{index} · {period} · audit": "{index} · {period} · 统计检查",
    "{index} · audit": "{index} · 统计检查",
    "{warnings} and {notes} on {extent}": "{warnings}、{notes}；范围：{extent}",
    "nothing found on {extent}; looked at: {steps}": "未发现问题；范围：{extent}；查过：{steps}",
    "fewer than {few} units have a score: only the data were looked at": (
        "有得分的单位不足{few}个：只检查了数据本身"
    ),
    "1 warning": "1项警告",
    "{n} warnings": "{n}项警告",
    "1 note": "1项提示",
    "{n} notes": "{n}项提示",
    "1 indicator": "1项指标",
    "{n} indicators": "{n}项指标",
    "1 dimension": "1个领域",
    "{n} dimensions": "{n}个领域",
    "{indicators} in {dimensions}": "{dimensions}共{indicators}",
    "1 unit": "1个单位",
    "{n} units": "{n}个单位",
    "the ranking follows most: {indicators}": "排名与这些指标最一致：{indicators}",
    "{name} (S = {effect}, Spearman {rho})": "{name}(S={effect}，斯皮尔曼{rho})",
    "of all, {name} would move it the most if left out: {mean} places on average, {unit} {shift}": (
        "逐项去掉时，去掉{name}排名变动最大：平均{mean}位，{unit} {shift}"
    ),
    "weight 0, so not looked at: {names}": "权重为0、未检查：{names}",
    "no share of the variance where the index is not a weighted arithmetic mean or sum of an "
    "indicator's scores, or units lack some": (
        "方差占比缺：指数不是该指标得分的加权算术平均或加权和，或有单位缺得分"
    ),
    "main effect S: what share of the variance of the index an indicator alone accounts for; "
    "effective: its part of all main effects": (
        "主效应S：单凭该指标能解释的指数方差份额；有效：其主效应占全部主效应之和的比重"
    ),
    "more tables: --show {names}": "其他表：--show {names}",
    # Steps
    "coverage": "齐全率",
    "outliers": "离群值",
    "correlation": "相关",
    "reliability": "信度",
    "components": "主成分",
    "weights": "权重",
    "leave-out": "逐项去掉",
    "warning": "警告",
    "note": "提示",
    "{severity} ({step}): {text}": "{severity}({step})：{text}",
    "help: {help}": "建议：{help}",
    # Findings on the data
    "{name} has only {share}% of its values, where {limit}% is the least to rely on": (
        "{name}只有{share}%的数据，低于可靠所需的{limit}%"
    ),
    "find the missing values, drop the indicator, or say how its gaps were filled": (
        "补齐数据，或去掉该指标，或说明缺口如何填补"
    ),
    "find its missing values, or have the scheme ask for a min_coverage": (
        "补齐其数据，或在方案中设 min_coverage"
    ),
    "{count} of {all} indicators lack values of some units, the most: {worst}": (
        "{all}项指标中有{count}项在部分单位缺数，缺得最多的是{worst}"
    ),
    "{name} ({share}% there)": "{name}(有{share}%)",
    "say in the report how many there are, and how they were filled": (
        "在报告中说明缺多少、如何填补"
    ),
    "{name} has outliers (skewness {skew}, excess kurtosis {kurtosis}): {cells}": (
        "{name}有离群值(偏度{skew}，超额峰度{kurtosis})：{cells}"
    ),
    "nothing: the scheme treats them, or scores ranks": "无需处理：方案已作处理，或只用位次计分",
    'check these values; if they are right, take transform = "log"': (
        '核对这些数值；如属实，请用 transform = "log"'
    ),
    'check these values; if they are right, take treat = "winsorise"': (
        '核对这些数值；如属实，请用 treat = "winsorise" 缩尾'
    ),
    "{name} has the same score in every unit: it tells none from another": (
        "{name}各单位得分都相同，区分不了任何单位"
    ),
    "drop it, or give it weight 0": "去掉它，或把权重设为0",
    # Findings on correlations
    "the index": "总指数",
    "{a} and {b} say nearly the same (r = {r}, Spearman {rho})": (
        "{a}与{b}几乎是一回事(r={r}，斯皮尔曼{rho})"
    ),
    "keep one of the two, or let them share one weight": "两项留一项，或合用一份权重",
    "{a} and {b} pull {whole} in opposite directions (r = {r}, Spearman {rho}, {significance})": (
        "{a}与{b}在{whole}中互相抵消(r={r}，斯皮尔曼{rho}，{significance})"
    ),
    "significant at 5%": "在5%水平上显著",
    "not significant at 5%": "在5%水平上不显著",
    "check both directions; if they are right, a gain in one hides the other": (
        "核对两项的方向；如果无误，一项的进步会被另一项掩盖"
    ),
    "{name} runs against {whole} (r = {r})": "{name}与{whole}背道而驰(r={r})",
    "{name} hardly goes with {whole} (r = {r})": "{name}与{whole}几乎不相关(r={r})",
    "check its direction and its values; then ask whether it belongs there": (
        "核对其方向和数值，再考虑是否该放在这里"
    ),
    "ask whether it belongs there: it shares little with the whole": (
        "考虑是否该放在这里：它与整体的共同之处很少"
    ),
    "ask whether it belongs there: it shares little with the others": (
        "考虑是否该放在这里：它与其余部分的共同之处很少"
    ),
    "{name} goes more with {other} (r = {elsewhere}) than with its own dimension {own} "
    "(r = {r})": "{name}与{other}的相关(r={elsewhere})高于与所属领域{own}的相关(r={r})",
    "ask whether it belongs there": "考虑是否该放在这里",
    # Findings on the structure
    "Cronbach's alpha of the {count} parts of {whole} is {alpha}, below {limit}: they hardly "
    "measure one thing": (
        "{whole}的{count}个组成部分克朗巴赫系数为{alpha}，低于{limit}：测的恐怕不是同一件事"
    ),
    "less than 0": "负数",
    "{part} hardly goes with the other parts of {whole} (r = {rest}; with {whole} itself, to "
    "which it belongs, {r})": (
        "{part}与{whole}的其他部分几乎不相关(r={rest}；与包含它自己的{whole}为{r})"
    ),
    "see which part goes with the others, and what the whole is to measure": (
        "看看哪些部分合得来，想清楚整体要测什么"
    ),
    "without {part}, Cronbach's alpha of {whole} would rise from {alpha} to {without}": (
        "去掉{part}，{whole}的克朗巴赫系数会从{alpha}升到{without}"
    ),
    "{whole} has {count} components with an eigenvalue above 1 ({eigenvalues}); apart from the "
    "first: {apart}": (
        "{whole}有{count}个特征值大于1的主成分({eigenvalues})；不属第一主成分的是{apart}"
    ),
    "split it, move what stands apart, or say why the whole has several sides": (
        "拆分它，或移走不合群的部分，或说明为何有几个侧面"
    ),
    # Findings on weights
    "{name} has {nominal}% of the weight in {whole}, but {effective}% of the main effects "
    "(S = {effect})": ("{name}在{whole}中的权重占{nominal}%，主效应却占{effective}%(S={effect})"),
    "{name} has {nominal}% of the weight in {whole}, but {variance}% of its variance": (
        "{name}在{whole}中的权重占{nominal}%，却占其方差的{variance}%"
    ),
    "normalise it by its spread (z-score, min-max), or give it less weight": (
        "改用按离散程度归一化的方法(z-score、min-max)，或减轻其权重"
    ),
    "chance alone may do this with {units} units": "只有{units}个单位，可能出于偶然",
    "take what follows from them as a hint; look at the dimensions first": (
        "由此得出的结论只作参考，请先看各领域"
    ),
    "give it less weight, or drop what it repeats": "减轻其权重，或去掉与它重复的指标",
    "do not take its weight for its importance; drop it, or find a better measure": (
        "不要把权重当作重要性；可以去掉它，或换更好的指标"
    ),
    "the ranking hangs on {name}: without it units move {places} places on average "
    "(Spearman {rho})": "排名系于{name}：没有它，各单位平均变动{places}位(斯皮尔曼{rho})",
    "say so in the report, and make sure of its values": "在报告中说明，并确保其数据可靠",
    # Tables
    "Findings": "发现的问题",
    "Step": "步骤",
    "Times its limit": "为限值的倍数",
    "About": "涉及",
    "Observed": "观测值",
    "Limit": "限值",
    "No.": "序号",
    "Covered %": "齐全率 %",
    "Skewness": "偏度",
    "Excess kurtosis": "超额峰度",
    "Outliers": "离群值",
    "r with own": "与领域相关",
    "r with others": "与其余相关",
    "r with index": "与指数相关",
    "Spearman with index": "与指数斯皮尔曼",
    "Alpha if dropped": "去掉后信度",
    "Weight %": "权重 %",
    "Variance %": "方差 %",
    "Main effect": "主效应",
    "Effective %": "有效 %",
    "Places without": "去掉后变动",
    "Dimensions": "领域",
    "Parts": "项数",
    "Alpha": "信度系数",
    "Largest eigenvalue": "最大特征值",
    "Second eigenvalue": "次大特征值",
    "First component %": "第一主成分 %",
    "Eigenvalues above 1": "特征值大于1",
    "r with parent": "与上级相关",
    "Principal components": "主成分",
    "Components": "主成分",
    "Component": "序次",
    "Eigenvalue": "特征值",
    "Cumulative %": "累计 %",
    "Correlations": "相关系数",
    "Other part": "另一项",
    "Both in": "同属",
    "Pearson": "皮尔逊相关",
    "Raw value": "数值",
    "Next value": "次一值",
    "no next value: too many stand out, only a logarithm would help": (
        "没有次一值：突出的太多，只有取对数才行"
    ),
    "Units that lack values": "数据不全的单位",
    "none: every unit has a value of its own for all": "没有：每个单位的各项数据都齐全",
    "none: no value stands out": "没有：没有突出的数值",
    "Coverage": "齐全率",
    "Missing values": "缺数项",
    "The ranking without each indicator": "逐项去掉指标后的排名",
    "Leave-out": "逐项去掉",
    "Dropped": "去掉的部分",
    "Most up": "最大上升",
    "Up": "上升最多者",
    "Most down": "最大下降",
    "Down": "下降最多者",
    "Correlations of the indicators, r × 10 (9: 0.85 and more)": "指标间相关，r × 10(9：0.85以上)",
    "Heat map": "热力图",
}

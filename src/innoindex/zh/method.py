"""Chinese of how a result came about: the method in words, the settings, the sources."""

METHOD: dict[str, str] = {
    # The scheme's parts
    "How the scores are made": "得分的由来",
    "Scheme": "指标体系",
    "Belongs to": "所属",
    "How it is scored": "得分算法",
    "Reference": "参照值",
    "more is better": "越大越好",
    "less is better": "越小越好",
    "then rescaled: {words}": "再作换算：{words}",
    "x is first transformed: {words}": "x 先作变换：{words}",
    "r given in the scheme": "r 由方案给定",
    "r that of all units together in {period}": "r 为{period}全体合计之值",
    # Normalisation
    "measured within each period": "各期分别比较",
    "measured over all periods together": "各期合并比较",
    "measured in {period}": "按{period}的数据比较",
    "each group by itself": "各组(市)分别进行",
    "at most {most}": "最高{most}",
    "not beyond them": "超出者截断",
    "z at most {limit} either way": "z 的绝对值不超过{limit}",
    "rounded to {n} decimals": "取{n}位小数",
    "r the reference": "r 为参照值",
    "100 x / r": "比值 100 x / r",
    "100 r / x": "比值 100 r / x",
    "{low} at the lowest value, {high} at the highest, even between": (
        "最小值得{low}，最大值得{high}，其间按比例"
    ),
    "{low} at x = {lower}, {high} at x = {upper}, even between": (
        "x = {lower} 得{low}，x = {upper} 得{high}，其间按比例"
    ),
    "{mean} + {sd} z, z = (x - mean) / standard deviation": (
        "{mean} + {sd} z，z = (x - 均值) / 标准差"
    ),
    "{mean} + {sd} z, z = (mean - x) / standard deviation": (
        "{mean} + {sd} z，z = (均值 - x) / 标准差"
    ),
    "the mean": "均值",
    "the median": "中位数",
    "the best value": "最优值",
    "the worst value": "最差值",
    "(x - c) / |c|, c {typical}": "(x - c) / |c|，c 为{typical}",
    "(c - x) / |c|, c {typical}": "(c - x) / |c|，c 为{typical}",
    "x / c, c {typical}": "x / c，c 为{typical}",
    "c / x, c {typical}": "c / x，c 为{typical}",
    "x itself": "x 本身",
    "x with its sign turned": "x 取负",
    "the rank among the n units, 1 for the worst": "在 n 个单位中的位次，最差为1",
    "how many units are worse": "比它差的单位数",
    "the share of the other units that are worse": "比它差的单位占其余单位的比重",
    "100 rank / n, rank 1 for the worst of n units": "100 × 位次 / n，n 个单位中最差者位次为1",
    "the score of the class of rank / n (1 for the worst): classes begin at {cuts}, "
    "scores {scores}": "按 位次 / n (最差者位次为1)所在的类得分：分界{cuts}，得分{scores}",
    "1 if better than the mean by more than {margin} % of it, -1 if worse by as much, else 0": (
        "优于均值超过其{margin}%为1，劣于均值超过其{margin}%为-1，其余为0"
    ),
    "1 at the best value, 0 at the worst, even between": "最优值为1，最差值为0，其间按比例",
    "x / the highest value": "x / 最大值",
    "the lowest value / x": "最小值 / x",
    "1 at the value of {unit}, 0 at the worst, in proportion": ("{unit}的值为1，最差值为0，按比例"),
    "1 at x = {target}, 0 at the worst value, in proportion": (
        "x = {target} 为1，最差值为0，按比例"
    ),
    "-{d} ln(1 - R (1 - exp(-100 / {d}))), R = (n - r + 1) / n, r the rank from the best": (
        "-{d} ln(1 - R (1 - exp(-100 / {d})))，R = (n - r + 1) / n，r 为由优到劣的位次"
    ),
    "growth on the period before, per cent: 200 (x - x') / (x + x')": (
        "比上期的增长(%)：200 (x - x') / (x + x')"
    ),
    "decline on the period before, per cent: 200 (x' - x) / (x + x')": (
        "比上期的下降(%)：200 (x' - x) / (x + x')"
    ),
    # Aggregation
    "weighted mean: sum(w x) / sum(w)": "加权平均：Σwx / Σw",
    "weighted geometric mean: exp(sum(w ln x) / sum(w))": "加权几何平均：exp(Σw ln x / Σw)",
    "weighted harmonic mean: sum(w) / sum(w / x)": "加权调和平均：Σw / Σ(w / x)",
    "weighted power mean: (sum(w x^p) / sum(w))^(1/p), p = {p}": (
        "加权幂平均：(Σw x^p / Σw)^(1/p)，p = {p}"
    ),
    "weighted median: half the weight on either side": "加权中位数：两侧权重各半",
    "sum(w x), not divided by the weights": "Σwx，不除以权重之和",
    "weighted mean less sd x sd / mean, a penalty on uneven scores": (
        "加权平均减去 标准差 × 标准差 / 均值，得分不均衡者受罚"
    ),
    "weighted mean plus sd x sd / mean, a penalty on uneven scores of what is bad": (
        "加权平均加上 标准差 × 标准差 / 均值，用于越高越差的指数，得分不均衡者受罚"
    ),
    "pairs won less pairs lost; a pair is won on more than half the weight": (
        "两两比较的胜场减负场；占优的权重过半为胜"
    ),
    "each unit by the weights best for it, shares from {lower} to {upper} %": (
        "各单位取对自己最有利的权重，占比在{lower}%至{upper}%之间"
    ),
    # Missing values
    "a missing value is an error": "有缺失值即报错",
    "a missing value is the unit's last earlier one": "缺失值沿用该单位最近一期的值",
    "a missing value lies on the line between the unit's nearest earlier and later ones": (
        "缺失值取该单位前后最近两期之间的线性插值"
    ),
    "a missing value is the mean of the period's other units": "缺失值取当期其他单位的均值",
    "a missing value is the median of the period's other units": "缺失值取当期其他单位的中位数",
    "a missing value is the mean of the others in its group": "缺失值取同组(市)其他单位的均值",
    "a missing value is the median of the others in its group": (
        "缺失值取同组(市)其他单位的中位数"
    ),
    "an indicator without a value is left out, its siblings' weights are scaled up": (
        "无数据的指标略去，同级其余指标的权重按比例放大"
    ),
    "without a value the score is {value}": "缺失值的得分记为{value}",
    # Outliers
    "outliers stay as they are": "不处理异常值",
    "while |skewness| >= {skew} and excess kurtosis >= {kurtosis}, the farthest values are set "
    "to the next ones, at most {most}; if that is not enough, the logarithm": (
        "当偏度绝对值 >= {skew} 且超额峰度 >= {kurtosis} 时，把最远的值逐个收到相邻的值，"
        "至多{most}个；仍不够则取对数"
    ),
    "values beyond the mean ± {sd} standard deviations are set to the nearest within; above "
    "skewness {skew} the square root is taken": (
        "超出均值 ± {sd} 个标准差的值收到其内最近的值；偏度仍大于{skew}则取平方根"
    ),
    "values beyond the bounds are set to them: {bounds}": "超出界限的值收到界限：{bounds}",
    "logarithm where |skewness| >= {skew} and excess kurtosis >= {kurtosis}": (
        "偏度绝对值 >= {skew} 且超额峰度 >= {kurtosis} 时取对数"
    ),
    "Box-Cox where |skewness| >= {skew} and excess kurtosis >= {kurtosis}": (
        "偏度绝对值 >= {skew} 且超额峰度 >= {kurtosis} 时作 Box-Cox 变换"
    ),
    # Transformation
    "not transformed": "不变换",
    "natural logarithm: ln x": "自然对数：ln x",
    "natural logarithm: ln(1 + x)": "自然对数：ln(1 + x)",
    "Box-Cox: (x^k - 1) / k, k = {k}": "Box-Cox 变换：(x^k - 1) / k，k = {k}",
    "square root of x": "x 的平方根",
    # Settings
    "Settings": "设定",
    "Setting": "项目",
    "In words": "含义",
    "Rule for missing values": "缺失值处理",
    "every unit": "全部单位",
    "Least coverage": "最低覆盖率",
    "{node}: no score with a smaller share of its indicators": (
        "{node}：有数据的指标占比低于此的没有得分"
    ),
    "Transformation": "变换",
    "Treatment of outliers": "异常值处理",
    "Normalisation": "归一化",
    "Base period": "基期",
    "its value of all units together is the reference r": "该期全体合计之值为参照值 r",
    "Aggregation": "合成",
    "Rescaling": "换算",
    "{method} ({part} of {all})": "{method}({all}项中的{part}项)",
    "in {n} ways: see the scheme's parts": "有{n}种用法：见方案各项",
    "Ranked by": "排名依据",
    "score, rounded to {n} decimals": "得分，取{n}位小数",
    "decimals shown: {n}": "显示{n}位小数",
    "Equal scores": "得分相同",
    "they share the smaller rank: 1 2 2 4": "并列取较小位次：1 2 2 4",
    "they share a rank, the next follows on: 1 2 2 3": "并列后位次连续：1 2 2 3",
    "they share the mean of their ranks: 1 2.5 2.5 4": "并列取平均位次：1 2.5 2.5 4",
    "the smaller code goes first: 1 2 3 4": "代码小者在前：1 2 3 4",
    "score of at least {least}": "得分不低于{least}",
    "rank {most} or better": "前{most}位",
    "the first {share} % of the ranked units": "有位次单位的前{share}%",
    "at least {times} times the mean score": "得分不低于均值的{times}倍",
    "all others": "其余",
    "Units expected": "应有单位数",
    "another number of units in the period is a warning": "当期单位数不符时提醒",
    "Break in series": "口径变动",
    "series broken in {period}: {note}": "{period}起前后不可比：{note}",
    # Notes and repairs
    "Notes and repairs": "提示与修正",
    "error": "错误",
    "only the first {most} are listed": "只列出前{most}格",
    # Sources
    "Made from": "来源",
    "Source": "类别",
    "fingerprint (SHA-256)": "指纹(SHA-256)",
    "data": "数据",
    "program": "程序",
    "the data are synthetic, as the file's name says: {files}": (
        "数据为合成数据，文件名已标明：{files}"
    ),
    "the scheme is the one that comes with the program: modelled on what is public of the "
    "provincial index, not the official one; indicators and weights are its own": (
        "所用方案为程序自带：参照省级指数的公开资料编制，不是官方方案，指标和权重由本项目自定"
    ),
}

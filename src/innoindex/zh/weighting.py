"""Chinese of the methods that find weights."""

WEIGHTING: dict[str, str] = {
    # Any method
    "no score of some units in {parts}": "{parts}中有单位没有得分",
    "fill the gaps (impute), or leave out the units that have one": (
        "请补齐缺失(impute)，或去掉有缺失的单位"
    ),
    "{count} units are too few to find weights from": "{count}个单位太少，无法由数据求权重",
    'take at least {fewest} units, or "equal" weights': (
        '请至少用{fewest}个单位，或改用等权("equal")'
    ),
    "all units score the same in {parts}": "所有单位在{parts}上得分相同",
    'leave the part out, or use "equal" weights': '请去掉该项，或改用等权("equal")',
    'use "equal" weights': '请改用等权("equal")',
    # CRITIC
    "all parts rise and fall together: CRITIC finds no conflict to weigh by": (
        "各项完全同升同降：CRITIC 法没有冲突性可用来定权"
    ),
    # Components and factors
    "the first component explains {share}% of the variance": "第一主成分解释了{share}%的方差",
    "{parts} run against other parts of the same component, but count positively": (
        "{parts}与同一成分的其他项方向相反，却按正向计权"
    ),
    "{factors} factors explain {share}% of the variance": "{factors}个因子解释了{share}%的方差",
    "{count} factors of {parts} parts": "{parts}项中不能取{count}个因子",
    "take 1 to {parts} factors": "请取1至{parts}个因子",
    "components {count} and {next} explain equally much: which to keep is arbitrary": (
        "第{count}与第{next}主成分解释的方差相同，保留哪一个是任意的"
    ),
    "take another number of factors, or another method": "请改变因子个数，或换一种方法",
    "{units} units are too few for the correlations of {parts} parts": (
        "{units}个单位太少，不足以确定{parts}项之间的相关"
    ),
    # Pairwise comparisons
    "no pairwise comparisons of {parts}": "没有{parts}的两两比较",
    "give a table of them: how many times the row outweighs the column": (
        "请给出判断矩阵：行的重要性是列的多少倍"
    ),
    "{count} parts need {count} x {count} pairwise comparisons": (
        "{count}项需要 {count} x {count} 的判断矩阵"
    ),
    "give each part a row and a column": "请给每项各一行一列",
    "the comparison of {row} with {column} is not above 0": "{row}与{column}的比较值不大于0",
    "write how many times the row outweighs the column, for example 3 or 1/3": (
        "请写行的重要性是列的多少倍，例如 3 或 1/3"
    ),
    "{part} compared with itself is {value}": "{part}与自身的比较值为{value}",
    "write 1 on the diagonal": "对角线上请写1",
    "{row} against {column} is {there}, the other way round {back}": (
        "{row}比{column}为{there}，反过来却是{back}"
    ),
    "one must be 1 divided by the other": "两者应互为倒数",
    "consistency ratio {ratio}": "一致性比率 {ratio}",
    "the consistency ratio is above 0.1: the comparisons contradict each other": (
        "一致性比率大于0.1：各比较之间相互矛盾"
    ),
    "no consistency ratio is known for more than 15 parts": "超过15项时没有一致性比率",
    # Benefit of the doubt
    "the mean of the shares that are best for each of {count} units": (
        "{count}个单位各自最有利权重的平均"
    ),
    "benefit of the doubt needs a score of every unit in every part": (
        "最有利权重法(BoD)要求每个单位在每一项都有得分"
    ),
    "benefit of the doubt needs scores of at least 0, and some above 0": (
        "最有利权重法(BoD)要求得分不小于0，且不全为0"
    ),
    'normalise with a method that gives such scores, for example "min-max"': (
        '请改用能给出这种得分的归一化方法，例如 "min-max"'
    ),
    "no shares of {count} parts lie between {lower} and {upper} and sum to 1": (
        "{count}项的占比不可能都在{lower}与{upper}之间且合计为1"
    ),
    "keep the lower bound at most, the upper at least {equal}": (
        "下限不得大于{equal}，上限不得小于{equal}"
    ),
    # Optimised
    "the parts cancel each other: no weights give correlations like the nominal shares": (
        "各项相互抵消：没有权重能使相关与名义占比成比例"
    ),
    "turn round or leave out a part that runs against the others": (
        "请调整方向相反的项的方向，或去掉它"
    ),
    "no shares reach the nominal ones: a part's share of the correlations is off by up to "
    "{distance} percentage points": (
        "没有占比能达到名义占比：各项在相关中的占比最多相差{distance}个百分点"
    ),
}

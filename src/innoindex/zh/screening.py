"""Chinese of the screening: suspicious values, and what may explain them."""

SCREENING: dict[str, str] = {
    # Units of measure
    "{column} = {value} is about {times}: its other periods let expect {expected} (ratio {ratio}, "
    "{sigmas} times this column's usual change)": (
        "{column} = {value}，约{times}：按其他各期应为{expected}左右(比值{ratio}，"
        "为该列通常变动的{sigmas}倍)"
    ),
    "{column} = {value} is about {times}: its other columns let expect {expected} (ratio {ratio}, "
    "{sigmas} times this column's usual deviation)": (
        "{column} = {value}，约{times}：按本单位其他各列应为{expected}左右(比值{ratio}，"
        "为该列通常偏离的{sigmas}倍)"
    ),
    "all units are about {times} against {periods}: their sum is {value}, expected {expected} "
    "(ratio {ratio})": (
        "全部单位与{periods}相比约{times}：合计为{value}，应为{expected}左右(比值{ratio})"
    ),
    "{count} of the row's {all} columns are about {times}: {columns}; the first: {first}": (
        "该行{all}列中有{count}列约{times}：{columns}；其中第一列：{first}"
    ),
    "{column} = {value} is no whole number, as {share} % of this column are; {right} is, "
    "and {value} is {times}": (
        "{column} = {value}不是整数，而该列{share}%的值都是；{right}才是，即{value}{times}"
    ),
    "{factor} times too large": "偏大{factor}倍",
    "{factor} times too small": "偏小{factor}倍",
    "looks like {seen}, not {unit}": "看来是{seen}，而不是{unit}",
    "so for {count} units": "共{count}个单位如此",
    "correct the value, or give its unit of measure in the heading": (
        "请改正数值，或在表头注明计量单位"
    ),
    "one of the two levels is wrong: find out which, and correct it": (
        "前后两种水平必有一错：请查明是哪一种，并改正"
    ),
    "a row in another unit of measure, or of another unit: correct it": (
        "整行用了别的计量单位，或是别的单位的数据：请改正"
    ),
    "{period} and after": "{period}起",
    # Slips
    "{column} = {value}: its other periods let expect {expected} (ratio {ratio}, {sigmas} times "
    "this column's usual change), and {right} has two digits the other way": (
        "{column} = {value}：按其他各期应为{expected}左右"
        "(比值{ratio}，为该列通常变动的{sigmas}倍)，"
        "而{right}正好是相邻两位数字对调"
    ),
    "compare it with the source: two digits may be swapped": (
        "请与原始资料核对：相邻两位数字可能颠倒了"
    ),
    "{column} = {value}: its other periods let expect {expected} (ratio {ratio}, {sigmas} times "
    "this column's usual change)": (
        "{column} = {value}：按其他各期应为{expected}左右(比值{ratio}，为该列通常变动的{sigmas}倍)"
    ),
    "compare it with the source": "请与原始资料核对",
    "{column} = {value}: its other periods let expect {expected}": (
        "{column} = {value}：按其他各期应为{expected}左右"
    ),
    "{column} = {value}: hardly any value of this column is below 0": (
        "{column} = {value}：该列几乎没有负数"
    ),
    "is the minus sign right?": "负号对吗？",
    # Sums and copies
    "the sum of {column} changes by a factor of {factor} from {before}, in other periods by "
    "{usual}; the median unit by {typical}": (
        "{column}合计为{before}的{factor}倍，其他各期通常为上期的{usual}倍；各单位中位数为{typical}倍"
    ),
    "most of it is {unit}": "主要来自{unit}",
    "has the definition changed, or do units report another thing?": (
        "口径是否有变，或各单位所报内容不同？"
    ),
    "{column} = {value} is exactly that of {before}; values of this column usually change by about "
    "{usual} %": "{column} = {value}与{before}完全相同；该列数值通常变动约{usual}%",
    "has the value been carried over from the period before?": "是否照抄了上一期的数值？",
    "{column}: {count} of {all} values are those of the period before": (
        "{column}：{all}个值中有{count}个与上一期完全相同"
    ),
    "has the column been copied from the period before?": "是否整列照抄了上一期？",
    "are values carried over where there are no new ones?": "没有新数据时是否沿用了上一期的值？",
    "{count} of {all} values of the row are those of {before}": (
        "该行{all}个值中有{count}个与{before}完全相同"
    ),
    "has the row been copied from the period before?": "是否整行照抄了上一期？",
    "all {count} values are those of {others}": "全部{count}个值与{others}相同",
    "has a row been copied from another unit?": "是否照抄了另一单位的行？",
    # Units
    "no row, but rows in {periods}": "没有数据行，但在{periods}有",
    "add the row, or declare a [[break]] if the unit was not there": (
        "请补上该行；如当时没有这个单位，请在方案中写 [[break]]"
    ),
    "{units} look like one unit; both have rows in {period}": (
        "{units}看来是同一单位，在{period}各有一行"
    ),
    "{units} look like one unit, whose periods are split between them": (
        "{units}看来是同一单位，各期被分在两处"
    ),
    "if it is one, write its code and name alike in all rows, and delete what is double": (
        "如是同一单位，请在各行统一代码和名称，并删去重复的行"
    ),
    "the table": "表中",
    # Shares, constants, dominance
    "{count} of {all} values of {id} are above 100 %, the median is {usual}": (
        "{id}的{all}个值中有{count}个超过100%，中位数为{usual}"
    ),
    "if it is no part of a whole, nothing is wrong": "如不是部分与整体之比，则无问题",
    "{id} is {value} %, above 100 %; the median of all is {usual}": (
        "{id}为{value}%，超过100%；全部值的中位数为{usual}"
    ),
    "a part cannot exceed its whole: look for a wrong cell, or a wrong unit of measure": (
        "部分不能大于整体：请查是否有错误的单元格，或计量单位有误"
    ),
    "{indicator} is {value} in {period}, the median of all {usual}: the unit alone makes {share} % "
    "of the squared deviations": (
        "{indicator}在{period}为{value}，全部单位的中位数为{usual}：离差平方和的{share}%来自这一个单位"
    ),
    'check the value; if it is right, think of treat = "winsorise"': (
        '请核对数值；如无误，可考虑 treat = "winsorise"'
    ),
    "{column} is {value} in every unit ({periods})": "{column}在每个单位都是{value}({periods})",
    "has a column been filled down? One value tells no unit from another": (
        "是否把一个值填满了整列？全都相同就分不出高低"
    ),
    # How they are told
    "{units} in {periods}": "{units}({periods})",
    "{text}; the scheme notes: {note}": "{text}；方案注明：{note}",
    "{help} (it may be real)": "{help}(也可能属实)",
    "{help} (it may well be real)": "{help}(很可能属实)",
    "Suspicious values": "可疑数值",
    "Suspicions": "可疑数值表",
    "likely errors: {likely}, unclear: {unclear}, may well be real: {weak}": (
        "多半有误：{likely}，难以判断：{unclear}，很可能属实：{weak}"
    ),
    "likely": "多半有误",
    "unclear": "难以判断",
    "weak": "很可能属实",
    "unit of measure": "计量单位",
    "digits swapped": "数字颠倒",
    "sign": "正负号",
    "far off": "偏离很大",
    "sum jumps": "合计突变",
    "copied over": "照抄",
    "twice": "重复",
    "missing row": "缺行",
    "share above 100 %": "占比超过100%",
    "all one value": "全部相同",
    "one unit alone": "一家独大",
    "Grade": "可疑程度",
    "As given": "表中数值",
    "Expected": "应有数值",
    "Ratio": "比值",
    "Evidence": "依据",
    "Heading": "表头",
}

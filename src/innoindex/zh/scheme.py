"""Chinese of the messages about schemes: their grammar, their checks, their expressions."""

SCHEME: dict[str, str] = {
    # Names
    "did you mean {names}?": "是否要写 {names}？",
    "none is defined": "还没有定义任何一个",
    "compute a part of it beforehand, as a column of the table": (
        "请先算好其中一部分，作为表中的一列"
    ),
    "write it as {usage}": "写成 {usage}",
    "no indicator uses a column of the table": "没有任何指标用到表中的列",
    "write a value as 100 * a / b, with the ids of columns": (
        "请把 value 写成 100 * a / b 这样的算式，其中写列的标识"
    ),
    "choose larger units of measure": "请改用更大的计量单位",
    "head it [{key}], or write its keys in braces": "请写表头 [{key}]，或把各键写在花括号里",
    "rename one: the index, dimensions and indicators have ids of their own": (
        "请改名：总指数、领域和指标的标识不能相同"
    ),
    "this program reads schema 1: make it the first line": "本程序读取第1版格式：请写在第一行",
    "add a table [indicator.ID] for each, as in: innoindex scheme new": (
        "请为每项指标写一个 [indicator.标识] 表，可参照 innoindex scheme new"
    ),
    "take out some of the brackets and dots": "请减少括号和点的层数",
    'give direction = "-" where less is better, and weight = 0 to leave it out': (
        '越小越好的指标写 direction = "-"；不参加合成的写 weight = 0'
    ),
    "for example: {example}": "例如：{example}",
    "rename one of them": "请改其中一个的名称",
    "head each of them [[break]]": "每一个的表头写成 [[break]]",
    "keep one of them, or make two tiers": "请只留一个，或分成两个梯队",
    "give one of them a weight above 0": "请至少给一个大于0的权重",
    '"{name}" has no table [raw.{name}]': "“{name}”没有 [raw.{name}] 表",
    # What a value may be
    "a text": "文本",
    "a list of texts": "文本列表",
    'a text or {{ zh = "…", en = "…" }}': '文本，或 {{ zh = "…", en = "…" }}',
    "a heading or a list of headings": "一个表头或表头列表",
    'a heading or {{ zh = "…", en = "…" }}': '表头，或 {{ zh = "…", en = "…" }}',
    "a number": "数",
    "a number above 0": "大于0的数",
    "a number that is not negative": "不小于0的数",
    "a number from 0 to 1": "0到1之间的数",
    "a whole number from 0": "不小于0的整数",
    "a whole number from 1": "不小于1的整数",
    "a whole number from 0 to 12": "0到12的整数",
    "true or false": "true 或 false",
    "two numbers, the smaller first": "两个数，小的在前",
    "a number above 0 or an expression": "大于0的数，或表达式",
    "a year or a quarter (2023, 2023Q1)": "年份或季度(2023、2023Q1)",
    '"period", "pooled" or a period': '"period"(当期)、"pooled"(各期合并)或某一时期',
    "one of {choices}": "下列之一：{choices}",
    # Keys and methods
    'unknown key "{key}"': "没有“{key}”这个键",
    "{key} must be {words}, not {value}": "{key} 应为{words}，现为 {value}",
    "{key} must be a table": "{key} 应为表([…] 或 {{ … }})",
    "{key} must be a list": "{key} 应为列表",
    "{key} is missing": "缺少 {key}",
    '{key}: there is no "{name}"': "{key}：没有“{name}”",
    "{key}: no method {value}": "{key}：没有方法 {value}",
    "{key}: lower must be below upper": "{key}：下限 lower 应小于上限 upper",
    'give the smaller bound as lower and say direction = "-" where less is better': (
        'lower 写较小的界限；越小越好的指标请写 direction = "-"'
    ),
    # The file
    "is not UTF-8": "不是 UTF-8 编码",
    "save the file as UTF-8": "请把文件另存为 UTF-8 编码",
    "not valid TOML: {reason}": "不符合 TOML 语法：{reason}",
    'a text needs quotes, a table is headed [like.this], and every key has one "="': (
        '文本要加引号，表头写成 [这样.写]，每个键后面有一个 "="'
    ),
    '"{line}" stands twice': "“{line}”出现了两次",
    "remove or rename one": "请删去一处，或改名",
    "nested too deeply": "嵌套层数太多",
    'dimension "{id}" is more than {n} deep': "维度“{id}”的层数超过 {n}",
    "put dimensions beside one another, not each in the one before": (
        "请让维度并列，不要一层套一层"
    ),
    "the file must begin with schema = 1": "文件开头应为 schema = 1",
    # The tree
    'the id "{id}" is used twice': "标识“{id}”重复使用",
    'the id "{id}" has a character that cannot be seen': "标识“{id}”含有看不见的字符",
    "write it with letters, digits, _ and -": "请用字母、数字、_ 和 - 书写",
    "the scheme has no indicator": "方案没有任何指标",
    'dimension "{id}" is above itself': "领域“{id}”成了自己的上级",
    "follow the parents up: they must end at the index": "沿 parent 逐级向上，应当到总指数为止",
    'dimension "{id}" is empty': "领域“{id}”下没有指标",
    'give an indicator dimension = "{id}", or remove it': (
        '请给某项指标写上 dimension = "{id}"，或删去该领域'
    ),
    '"{id}" has no weight, but others beside it have': "“{id}”没有权重，而同级的其他项有",
    "give every one a weight, or none (then all are equal)": (
        "同级各项要么都写权重，要么都不写(即等权重)"
    ),
    'the weights under "{id}" are all 0': "“{id}”下各项的权重都是0",
    '"{id}" is scored by standard but has no reference': "“{id}”按标准值计分，但没有参照值",
    "give reference = the value that scores 100": "请写 reference = 得100分的值",
    '"{id}" is scored by base-ratio but has no reference': "“{id}”按基期比值计分，但没有参照值",
    "give [index] base = {{ period = … }}, or the indicator a reference": (
        "请在 [index] 写 base = {{ period = … }}(基期)，或给该指标写 reference(参照值)"
    ),
    'rescale of "{id}": {method} needs a reference': "“{id}”的 rescale：{method} 需要参照值",
    'write {{ method = "{method}", reference = … }}': (
        '请写成 {{ method = "{method}", reference = … }}'
    ),
    # Tiers
    "a tier has one condition, not {names}": "一个档次只能有一个条件，现有 {names}",
    "two tiers have the name {names}": "有两个档次同名：{names}",
    # Expressions
    '"{part}" is not allowed in an expression': "表达式中不能用“{part}”",
    "allowed: columns, numbers, + - * / **, < <= > >= ==, parentheses and {names}": (
        "可用：列、数、+ - * / **、< <= > >= ==、括号，以及 {names}"
    ),
    "longer than {most} characters": "超过 {most} 个字符",
    'no function "{name}"': "没有函数“{name}”",
    'cannot be read: "{text}"': "看不懂：“{text}”",
    "write it as 100 * a / b, with columns, numbers, + - * / ** and parentheses": (
        "请写成 100 * a / b 的形式，只用列、数、+ - * / ** 和括号"
    ),
    "{name}() takes {fewest} values, not {count}": "{name}() 需要 {fewest} 个值，现有 {count} 个",
    "{name}() takes {fewest} or more values": "{name}() 至少需要 {fewest} 个值",
    "a number is too large": "数太大",
}

"""Chinese of the command line: help pages, the wording of usage errors, what is said of files."""

CLI: dict[str, str] = {
    "there is not enough memory": "内存不足",
    "close other programs, or give fewer periods, units or columns at a time": (
        "请关闭别的程序，或减少一次读入的时期、单位或列"
    ),
    # Help pages
    "Composite innovation indices of counties, or of anything else.": (
        "计算县域(或任何对象)的综合创新指数。"
    ),
    "Rank the units of a period.": "某一期的排名。",
    "Rank the units of a period: scores, ranks, tiers, places climbed and points gained.": (
        "某一期的排名：得分、位次、档次、位次升降和得分增减。"
    ),
    "Show the ranks of all periods.": "历期位次。",
    "Show the ranks of all periods, with a picture of each unit's path.": (
        "历期位次，并画出每个单位的走势。"
    ),
    "Check tables and scheme.": "检查数据表和方案。",
    "Check tables and scheme: every problem, every guess, every suspicious value, and every cell "
    "that was imputed, left out, treated or clipped.": (
        "检查数据表和方案：列出全部问题、猜测、可疑数值，以及填补、略去、处理的每一格。"
    ),
    "Show, check and start scheme files.": "显示、检查、新建方案文件。",
    "Show the scheme in use.": "显示所用方案。",
    "Show the scheme in use: its tree, weights, shares and methods.": (
        "显示所用方案：层次、权重、占比和方法。"
    ),
    "Check a scheme file.": "检查方案文件。",
    "Check a scheme file: every problem, with its line.": "检查方案文件：列出全部问题和行号。",
    "Start a scheme file.": "新建方案文件。",
    "Print the shipped scheme, to start one of your own from.": (
        "输出自带方案，供修改成自己的方案。"
    ),
    "Print the JSON Schema of scheme files.": "输出方案文件的 JSON Schema。",
    "Print the JSON Schema of scheme files, by which editors complete and check them.": (
        "输出方案文件的 JSON Schema，供编辑器补全和检查。"
    ),
    "Show the version and exit.": "显示版本号。",
    "Language.": "语言。",
    "CSV, TSV, xlsx, xls or ods files; - is standard input.": (
        "CSV、TSV、xlsx、xls 或 ods；- 为标准输入。"
    ),
    "Scheme file (TOML).": "方案文件(TOML)。",
    "Scheme file; default: the one in use.": "方案文件；默认为所用方案。",
    "Period to rank; default: the last.": "要排名的时期；默认最后一期。",
    "Period to compare with; default: the one before.": "对比的时期；默认上一期。",
    "Rank only the units present in both periods.": "只在两期都有的单位中排名。",
    "Units, their groups, or the whole.": "单位、分组(市)或全体。",
    "Unit to highlight: code, name or prefix.": "突出显示的单位：代码、名称或其开头。",
    "Show only the units of this group.": "只显示该组(市)的单位。",
    "Show only the first N.": "只显示前 N 名。",
    "Show the N above and below the highlight.": "只显示突出单位上下各 N 名。",
    "Output format; default: table.": "输出格式；默认 table。",
    "Write to FILE; its suffix is the format.": "写入文件；按后缀定格式。",
    "Write to FILE.": "写入文件。",
    "No warnings and notes.": "不显示警告和说明。",
    "Tracebacks of program faults.": "程序故障时显示详情。",
    "Colour in a terminal.": "终端颜色。",
    "A wrong number of units is an error.": "单位数不符时报错。",
    # Usage errors
    "there is no option {option}": "没有选项 {option}",
    "there is no command {name}": "没有命令 {name}",
    "a command is missing": "缺少命令",
    "{name} is missing": "缺少 {name}",
    '{option} cannot be "{value}"': "{option} 不能是“{value}”",
    "it takes {values}": "应为 {values}",
    "it takes a whole number from {least}": "应为不小于 {least} 的整数",
    "it takes at most {digits} digits": "最多 {digits} 位数字",
    "the option {option} needs a value": "选项 {option} 需要一个值",
    "see {command} --help": "参见 {command} --help",
    "a fault of the program: {name}: {error}": "程序故障：{name}: {error}",
    "run it again with -v and report what it prints": "请加 -v 重新运行，并报告其输出",
    "and {count} more": "另有 {count} 条未列出",
    # Output
    "the format of {file} is not known": "不认识 {file} 的格式",
    "end it in {suffixes}": "文件名应以 {suffixes} 结尾",
    "{file} and --format {format} contradict": "{file} 与 --format {format} 矛盾",
    "leave out --format: the suffix says it": "不必写 --format，后缀已说明格式",
    "{file} is an input and would be overwritten": "{file} 是输入文件，不能覆盖",
    "choose another name": "请换一个文件名",
    "a spreadsheet cannot be shown here": "电子表格不能在终端显示",
    "{title}: {count} rows do not fit into a sheet, which has {most}": (
        "{title}：共{count}行，一张工作表只能放{most}行"
    ),
    "write it as csv": "请改写为 csv",
    "write it as csv; --show NAME: only that table": "请改写为 csv，或用 --show NAME 只取一张表",
    "add -o FILE.xlsx": "请加 -o 文件名.xlsx",
    "written: {file}": "已写入：{file}",
    "cannot be written: {reason}": "无法写入：{reason}",
    "Permission denied": "没有权限",
    "Operation not permitted": "不允许这样做",
    "Read-only file system": "磁盘只读",
    "No space left on device": "磁盘已满",
    "Disk quota exceeded": "超出磁盘配额",
    "File too large": "文件超过允许的大小",
    "Is a directory": "这是一个文件夹",
    "No such file or directory": "没有这个文件或文件夹",
    "File name too long": "文件名过长",
    "Bad file descriptor": "已关闭",
    "standard output cannot be written: {reason}": "标准输出无法写入：{reason}",
    "write to a file with -o FILE": "请用 -o 文件 写入文件",
    "standard output is in {encoding}, which has no {character}": (
        "标准输出的编码是 {encoding}，其中没有“{character}”"
    ),
    "write to a file with -o FILE, or set PYTHONIOENCODING=utf-8": (
        "请用 -o 文件 写入文件，或设置 PYTHONIOENCODING=utf-8"
    ),
    "{done} of {total} pages are written": "{total} 页中写好了 {done} 页",
    "was changed while it was read": "读取期间被改动",
    "run it again when the file is saved": "请等文件保存后再运行",
    "exists already": "文件已存在",
    "choose another name, or remove it": "请换一个文件名，或先删除它",
    # Inputs
    "scheme: the shipped one": "方案：自带方案",
    "scheme: {path}": "方案：{path}",
    "{option} {period} is not in the table": "{option} {period}：表中没有这一期",
    "the table has {periods}": "表中有 {periods}",
    'there is no unit "{name}"': "没有单位“{name}”",
    'there is no group "{name}"': "没有分组“{name}”",
    "the table has no groups": "表中没有分组",
    'name its column in the scheme: [columns] group = "…"': (
        '请在方案中指明分组列：[columns] group = "…"'
    ),
    '"{name}" may be {names}': "“{name}”可能是{names}",
    "name it by code": "请用代码指定",
    "--around needs a highlighted unit": "--around 需要有突出显示的单位",
    "add --highlight U": "请加 --highlight 单位",
    # Check
    "check of {tables}": "检查 {tables}",
    "check of the scheme": "检查方案",
    "{units} units, {periods} periods: {labels}": "{units} 个单位，{periods} 期：{labels}",
}

"""Chinese of the messages of: read."""

READ: dict[str, str] = {
    # Files
    "no such file": "文件不存在",
    "check its name; the folder looked in is {folder}": "请核对文件名；查找的文件夹是 {folder}",
    "there is no folder {folder}": "没有文件夹 {folder}",
    "it must be a file that you may read": "应为有权读取的文件",
    "choose a folder with room that you may write in, and close the file elsewhere": (
        "请选有空间、有权写入的文件夹，并在别的程序里关闭该文件"
    ),
    "open it in a spreadsheet program and save it again as .xlsx, without a password": (
        "请用电子表格软件打开，另存为不加密的 .xlsx"
    ),
    "quote the whole cell, and double each quote inside it": (
        "请用双引号括住整个单元格，其中的双引号写两遍"
    ),
    "it needs a row of headings and a row for each unit: is it the right file?": (
        "应有一行表头，每个单位一行：是不是选错了文件？"
    ),
    "give a unit of the same kind as {unit}, or correct the scheme": (
        "请改用与“{unit}”同类的计量单位，或改方案"
    ),
    "{help} ({place} names it)": "{help}({place} 用到该列)",
    "add a row for each unit; line {line} was taken for the heading": (
        "请为每个单位加一行；第 {line} 行被当作表头"
    ),
    "name the indicator, or empty the cell": "请写明指标，或清空该值",
    "keep one of the two rows, or correct its code": "请只留一行，或改正代码",
    "cannot be opened: {reason}": "打不开：{reason}",
    "known: {names}": "可用：{names}",
    'unknown kind of file "{suffix}"': "不认识的文件类型“{suffix}”",
    "cannot be read as a spreadsheet: {reason}": "不能作为电子表格读取：{reason}",
    "not a spreadsheet: read as text": "不是电子表格，按文本读取",
    'sheet "{name}" read; not read: {others}': "读取工作表“{name}”；未读：{others}",
    "read as {encoding}": "按 {encoding} 编码读取",
    "the text cannot be read as {encoding}": "文本不能按 {encoding} 编码读取",
    "save it again as CSV in UTF-8, or as .xlsx": "请另存为 UTF-8 编码的 CSV，或存为 .xlsx",
    "a double quote is misplaced or not closed": "双引号位置不对或没有成对",
    "{n} cells, but {m} headings": "有 {n} 个单元格，表头只有 {m} 列",
    "put a cell that contains the separator in double quotes": "含分隔符的单元格请加双引号",
    "the line is longer than {n} characters": "这一行超过 {n} 个字符",
    "{n} cells in a row": "一行有 {n} 个单元格",
    "a table has at most {n} columns and a line for each row: is it the right file?": (
        "表最多 {n} 列，每行数据占一行：是不是选错了文件？"
    ),
    "{rows} rows are of {units} units in {periods} periods: nearly all are missing": (
        "{rows} 行数据属于 {units} 个单位、{periods} 个时期：几乎全缺"
    ),
    "is the right column taken for the period, and the right one for the unit?": (
        "时期列和单位列是否认对了？"
    ),
    "is a pipe, not a file": "是管道，不是文件",
    "write a file, or give a table on standard input: -": (
        "请先存成文件；数据表也可用 - 从标准输入读"
    ),
    "is longer than {most} bytes": "超过 {most} 字节",
    "give it as a file": "请改用文件",
    "is it the right file?": "是不是选错了文件？",
    "its contents take too much memory or time": "内容占用内存或时间过多",
    "its last cell is in row {rows} and column {columns}": "最后一格在第 {rows} 行第 {columns} 列",
    "delete what stands far from the table, and save it again as .xlsx or as CSV": (
        "请删去离表很远的内容，再另存为 .xlsx 或 CSV"
    ),
    "it is damaged": "文件已损坏",
    "it has {n} parts": "内含 {n} 个部件",
    "it unpacks to {n} MB": "解压后有 {n} MB",
    "formulas without a value: {cells}": "公式没有值：{cells}",
    "open the file in a spreadsheet program, which computes them, and save it": (
        "请用电子表格软件打开，算出公式后保存"
    ),
    "merged labels hold for each of their rows: {cells}": "合并单元格的文字用于其中每一行：{cells}",
    "merged numbers hold for the first row and column only: {cells}": (
        "合并单元格的数值只算第一行第一列：{cells}"
    ),
    "unmerge the cells, and fill in each of them": "请取消合并，逐格填写",
    # Headings
    "the table is empty": "表是空的",
    'rows above the heading skipped: "{rows}"': "跳过表头上方的行：“{rows}”",
    '"{title}" is not applied to: {names}': "“{title}”没有用于：{names}",
    'give the unit in the headings: "{example}"': "请把计量单位写进表头，如“{example}”",
    'two headings for "{what}": "{a}" and "{b}"': "“{what}”有两个表头：“{a}”和“{b}”",
    "delete or rename one of them": "请删去其中一列，或改表头",
    "no column of unit codes or names: {headings}": "没有单位代码或名称列：{headings}",
    "no column of unit codes: these names tell units apart": "没有单位代码列，按此列名称区分单位",
    "only names of units here, but codes in another table": "此表只有单位名称，别的表有代码",
    "add the column of codes: {names}": "请补上代码列：{names}",
    'missing column "{id}" ({name})': "缺少列“{id}”({name})",
    "columns not used by the scheme: {names}": "方案未用到的列：{names}",
    "indicators not used by the scheme: {names}": "方案未用到的指标：{names}",
    'unknown unit "{found}": expected "{unit}"': "不认识的计量单位“{found}”：应为“{unit}”",
    "converted to {unit}: {how}": "换算为{unit}：{how}",
    "multiplied by {n}": "乘以 {n}",
    "divided by {n}": "除以 {n}",
    "multiplied by {n} and divided by {m}": "乘以 {n}、除以 {m}",
    "{n} cells with {sign}: {how}": "{n} 个单元格带 {sign}：{how}",
    # Rows and cells
    "no rows of data below the heading": "表头下没有数据",
    "rows skipped as notes: {rows}": "作为注释跳过的行：{rows}",
    'not a number: "{text}"': "不是数字：“{text}”",
    "leave a missing cell empty, or write NA, - or 无": "缺失值请留空，或写 NA、- 或 无",
    "a value without an indicator": "有数值，没有指标名",
    'no code for "{name}"': "“{name}”没有代码",
    "no code or name of a unit": "没有单位的代码或名称",
    "a total (全省, 合计) is not a unit: delete the row, or give it a code": (
        "合计行(全省、合计)不是单位：请删去此行，或补上代码"
    ),
    "codes are stored as numbers: leading zeros, if there were any, are lost": (
        "代码存成了数字：如有开头的 0，已经丢失"
    ),
    'not a period: "{text}"': "不是时期：“{text}”",
    "years and quarters are written 2023, 2023年, 2023Q1 or 2023年一季度": (
        "年份、季度写作 2023、2023年、2023Q1 或 2023年一季度"
    ),
    'unit "{unit}" occurs twice in {period}: first at {place}': (
        "单位“{unit}”在 {period} 出现两次：先见于 {place}"
    ),
    'unit "{unit}" occurs twice: first at {place}': "单位“{unit}”出现两次：先见于 {place}",
    "if the rows are of different periods, the table needs a column of periods": (
        "如果各行属于不同时期，表中要有时期列"
    ),
    "and {n} more such": "另有 {n} 处同类问题",
    # Periods and coverage
    "period {period} taken from the file's name": "时期 {period} 取自文件名",
    "the file's name gives several periods, none is taken: {periods}": (
        "文件名里有几个时期，都不采用：{periods}"
    ),
    "neither a column nor the file's name says of which period the table is": (
        "列和文件名都没有说明此表属于哪一期"
    ),
    "name the file like 2023.csv, add a column of periods, or give --period": (
        "请把文件命名为 2023.csv 之类，或加时期列，或给出 --period"
    ),
    "no values in {period} of: {names}": "{period} 没有以下各列的数据：{names}",
    "no values of: {names}": "没有以下各列的数据：{names}",
    "the heading may mean {names}": "此表头可能指 {names}",
    "head the column by its id": "请用列的 id 作表头",
    'no name for "{code}"': "“{code}”没有名称",
    "fill in the name, or delete the row if it is not a unit": (
        "请补上名称；如果不是单位，请删去此行"
    ),
}

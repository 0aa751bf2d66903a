"""Chinese of workbooks: the command, the names of their sheets."""

WORKBOOK: dict[str, str] = {
    "Ranking, trend and one unit in a workbook.": "排名、走势和一个单位的解读，合成一个工作簿。",
    "Ranking, trend with its chart, one unit explained, the method and all repairs, together in "
    "one Excel workbook.": (
        "排名、走势及走势图、一个单位的解读、方法和全部修正，合成一个 Excel 工作簿。"
    ),
    "Write to FILE.xlsx.": "写入 FILE.xlsx。",
    "the whole is ranked with nothing": "全体没有可比的对象，不能排名",
    "{file} is not the name of a workbook": "{file} 不是工作簿的文件名",
    "end it in .xlsx": "请以 .xlsx 结尾",
    "no unit is explained in the workbook: add --unit U": (
        "工作簿中没有单位解读：可加 --unit 单位"
    ),
    "About this book": "说明",
    "Ranking": "排名",
    "Trend": "走势",
    "Findings": "检查结果",
    "Chart": "走势图",
}

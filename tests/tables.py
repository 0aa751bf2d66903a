"""The tables of the gallery in examples/schemes: a few rows of each, as published.

HDI: UNDP, Human Development Report 2023/24. SVI: CDC/ATSDR 2018. IMD: MHCLG 2019. TAI: OECD/JRC
Handbook (2008), table A.2. CII: National Bureau of Statistics, China Innovation Index 2012, the
four dimensions' indices in the place of their indicators'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import tai

# The 21 indicators of the China Innovation Index by dimension, by the names of its releases.
CII = {
    "environment": (
        "经济活动人口中大专及以上学历人数",
        "人均GDP",
        "信息化指数",
        "科技拨款占财政拨款的比重",
        "享受加计扣除减免税企业所占比重",
    ),
    "input": (
        "每万人R&D人员全时当量",
        "R&D经费占GDP比重",
        "基础研究人员人均经费",
        "企业R&D经费占主营业务收入比重",
        "有研发机构的企业所占比重",
        "开展产学研合作的企业所占比重",
    ),
    "output": (
        "每万人科技论文数",
        "每万名R&D人员专利授权数",
        "发明专利授权数占专利授权数的比重",
        "每百家企业商标拥有量",
        "每万名科技活动人员技术市场成交额",
    ),
    "effect": (
        "新产品销售收入占主营业务收入的比重",
        "高技术产品出口额占货物出口额的比重",
        "单位GDP能耗",
        "劳动生产率",
        "科技进步贡献率",
    ),
}


def cii_table(years: Sequence[str], columns: Mapping[str, Sequence[float]]) -> str:
    """A table of China alone, a row a year."""
    rows = [("地区代码", "地区", "年份", *columns)]
    rows += [
        ("CN", "全国", year, *(str(values[i]) for values in columns.values()))
        for i, year in enumerate(years)
    ]
    return "".join(",".join(row) + "\n" for row in rows)


def growing_alike(indices: Mapping[str, Sequence[float]]) -> dict[str, list[float]]:
    """Each dimension's index in the place of all its indicators; less energy is better."""
    return {
        name: [10000 / value if name == "单位GDP能耗" else value for value in index]
        for dimension, index in indices.items()
        for name in CII[dimension]
    }


TABLES = {
    "hdi.csv": """iso3,country,region,year,le,eys,mys,gnipc
CHE,Switzerland,,2022,84.255,16.5837307,13.90406622,69432.78669
NOR,Norway,,2022,83.393,18.63846016,13.06234279,69189.76165
ISL,Iceland,,2022,82.815,19.10672951,13.76716995,54688.37921
""",
    "svi_2018.csv": "FIPS,COUNTY,ST_ABBR,EP_POV,EP_UNEMP,EP_PCI,EP_NOHSDP,EP_AGE65,EP_AGE17,"
    "EP_DISABL,EP_SNGPNT,EP_MINRTY,EP_LIMENG,EP_MUNIT,EP_MOBILE,EP_CROWD,EP_NOVEH,EP_GROUPQ\n"
    "01001,Autauga,AL,15.4,4.2,29372,11.3,14.6,24.2,19.3,7.5,25,0.8,3.8,18.4,1.4,5.6,1\n"
    "01003,Baldwin,AL,10.6,4.4,31203,9.7,19.5,21.9,14,5.7,17,0.5,18.3,11.7,1.3,3.4,1.4\n",
    "imd_2019.csv": "lsoa11_code,IMD_rank,Income_rank,Employment_rank,Education_rank,Health_rank,"
    "Crime_rank,Housing_and_Access_rank,Environment_rank\n"
    "E01000001,29199,32831,32742,32842,32113,32662,7319,7789\n"
    "E01000002,30379,29901,31190,32832,29705,32789,11707,13070\n",
    "tai.csv": "".join(
        ",".join(map(str, row)) + "\n"
        for row in (
            ("iso3", *tai.INDICATORS),
            *zip(tai.COUNTRIES, *(map("{:g}".format, x) for x in tai.RAW.values()), strict=True),
        )
    ),
    "cii.csv": cii_table(
        ("2005", "2012"),
        growing_alike(
            {
                "environment": [100, 144.0],
                "input": [100, 152.2],
                "output": [100, 164.2],
                "effect": [100, 132.4],
            }
        ),
    ),
}

"""What `make_zhejiang_synthetic.py` starts from: columns, indicators and INVENTED counties.

No number here is a statistic. Sizes are rough guesses that make the counties look like counties;
what is set in `XIAOSHAN_GDP`, `RD_PERCENT` and `INDEX` meets the facts of the script's `facts`.
"""

from typing import NamedTuple


def entries(text: str) -> list[list[str]]:
    """Split a table written as text: entries end at a semicolon or line end."""
    return [entry.split() for entry in text.replace(";", "\n").splitlines() if entry.strip()]


RAW = entries("""
gdp 地区生产总值 亿元; pop 常住人口 万人; employed 就业人员 万人; rd_exp R&D经费内部支出 亿元
rd_fte R&D人员折合全时当量 人年; fiscal_st 财政科技拨款 亿元; fiscal_exp 财政经常性支出 亿元
ind_rd_exp 规上工业R&D经费内部支出 亿元; ind_revenue 规上工业营业收入 亿元
fiscal_edu 财政性教育经费 亿元; ind_rd_firms 开展R&D活动的规上工业企业数 家
ind_rd_unit_firms 设立研发机构的规上工业企业数 家; ind_firms 规上工业企业数 家
hightech_firms 高新技术企业数 家; tech_smes 科技型中小企业数 家; firms 企业法人单位数 家
ind_rd_staff 规上工业R&D人员 人; ind_staff 规上工业从业人员 人
prov_rd_centres 省级企业研发机构数 家; inv_patents 有效发明专利数 件
pct PCT国际专利申请数 件; inv_granted 发明专利授权数 件
tech_contracts 技术交易额 亿元; new_product_revenue 规上工业新产品销售收入 亿元
hightech_va 规上工业高新技术产业增加值 亿元; emerging_va 规上工业战略性新兴产业增加值 亿元
ind_va 规上工业增加值 亿元; digital_va 数字经济核心产业增加值 亿元; energy 能源消费总量 万吨标准煤
ind_land 规上工业用地面积 亩; deduction_firms_n 享受研发费用加计扣除的规上工业企业数 家
tertiary_employed 大专及以上学历就业人员 万人; hightech_inv 高新技术产业投资 亿元
fixed_inv 固定资产投资 亿元; platforms 省级以上创新平台数 个; sci_pop_exp 科普经费 万元
""")
NAMES = {column: name for column, name, _ in RAW}
UNITS = {column: unit for column, _, unit in RAW}
# Indicators in the order of the scheme: id, factor, numerator, denominator ("-": less is better).
INDICATORS = entries("""
rd_intensity 100 rd_exp gdp; rd_fte_per_10k_employed 1 rd_fte employed
fiscal_st_share 100 fiscal_st fiscal_exp; industrial_rd_share 100 ind_rd_exp ind_revenue
rd_per_capita 10000 rd_exp pop; education_per_capita 10000 fiscal_edu pop
rd_active_firms 100 ind_rd_firms ind_firms; rd_unit_firms 100 ind_rd_unit_firms ind_firms
hightech_per_1000 1000 hightech_firms firms; sme_per_1000 1000 tech_smes firms
rd_staff_share 100 ind_rd_staff ind_staff; rd_centres_per_100 100 prov_rd_centres ind_firms
invention_patents_per_10k 1 inv_patents pop; pct_per_million 100 pct pop
tech_contracts_share 100 tech_contracts gdp; new_product_share 100 new_product_revenue ind_revenue
grants_per_10k_rd_staff 10000 inv_granted rd_fte; grants_per_rd 1 inv_granted rd_exp
hightech_va_share 100 hightech_va ind_va; digital_share 100 digital_va gdp
labour_productivity 1 gdp employed; -energy_intensity 1 energy gdp
va_per_mu 10000 ind_va ind_land; emerging_va_share 100 emerging_va ind_va
gdp_per_capita 10000 gdp pop; deduction_firms 100 deduction_firms_n ind_firms
graduates_per_10k 10000 tertiary_employed employed; hightech_investment 100 hightech_inv fixed_inv
platforms_per_100k 10 platforms pop; science_popularisation 1 sci_pop_exp pop
""")
# Parts and the wholes they stay below in each county and year.
BELOW = entries("""
rd_exp gdp; ind_rd_exp rd_exp; ind_rd_exp ind_revenue; ind_rd_firms ind_firms; ind_firms firms
ind_rd_unit_firms ind_firms; deduction_firms_n ind_firms; hightech_firms firms; tech_smes firms
ind_rd_staff ind_staff; inv_granted inv_patents; new_product_revenue ind_revenue; digital_va gdp
hightech_va ind_va; emerging_va ind_va; ind_va gdp; tertiary_employed employed; employed pop
hightech_inv fixed_inv; fiscal_st fiscal_exp; fiscal_edu fiscal_exp; ind_va ind_revenue
""")


class Share(NamedTuple):
    """How a part follows from its whole: part = whole x share, and the share has a ceiling."""

    part: str
    whole: str
    start: float  # the province's share in 2015
    end: float  # about its share in 2022
    ceiling: float
    pull: float  # how strongly a county's level moves the share
    spread: float  # how much counties differ otherwise (standard deviation of the log odds)
    urban: float  # what a city centre adds to the log odds
    dimension: int


SHARES = [
    Share("rd_exp", "gdp", 0.0233, 0.031, 0.11, 0.7, 0.18, 0, 0),
    Share("rd_fte", "employed", 98.5, 163, 900, 0.8, 0.12, 0, 0),
    Share("fiscal_st", "fiscal_exp", 0.0377, 0.056, 0.18, 0.7, 0.12, 0, 0),
    Share("ind_rd_exp", "rd_exp", 0.84, 0.76, 0.96, 0, 0.2, -3, 0),
    Share("fiscal_edu", "pop", 0.211, 0.32, 0.9, 0.1, 0.08, 0, 0),
    Share("ind_rd_firms", "ind_firms", 0.26, 0.5, 0.96, 0.8, 0.15, -0.2, 1),
    Share("ind_rd_unit_firms", "ind_firms", 0.24, 0.46, 0.96, 0.9, 0.15, -0.2, 1),
    Share("hightech_firms", "firms", 0.0059, 0.0111, 0.06, 1, 0.15, 0, 1),
    Share("tech_smes", "firms", 0.0145, 0.031, 0.15, 0.9, 0.15, 0, 1),
    Share("ind_rd_staff", "ind_staff", 0.052, 0.09, 0.4, 0.8, 0.15, 0.1, 1),
    Share("prov_rd_centres", "ind_firms", 0.05, 0.097, 0.6, 0.9, 0.15, 0, 1),
    Share("inv_patents", "pop", 12.9, 33, 260, 1.2, 0.15, 0.2, 2),
    Share("pct", "pop", 0.2, 0.52, 5, 1.3, 0.25, 0, 2),
    Share("tech_contracts", "gdp", 0.008, 0.022, 0.15, 1, 0.25, 0.2, 2),
    Share("new_product_revenue", "ind_revenue", 0.315, 0.42, 0.85, 0.8, 0.15, 0, 2),
    Share("inv_granted", "inv_patents", 0.3, 0.29, 0.75, -0.2, 0.12, 0, 2),
    Share("hightech_va", "ind_va", 0.375, 0.63, 0.94, 0.9, 0.2, 0.1, 3),
    Share("digital_va", "gdp", 0.071, 0.116, 0.75, 1, 0.3, 0.4, 3),
    Share("energy", "gdp", 0.45, 0.34, 3, -0.35, 0.2, -0.4, 3),
    Share("ind_land", "ind_va", 111, 64.5, 600, -0.4, 0.15, -0.2, 3),
    Share("emerging_va", "ind_va", 0.255, 0.335, 0.85, 1, 0.2, 0.1, 3),
    Share("deduction_firms_n", "ind_firms", 0.15, 0.36, 0.92, 0.9, 0.15, 0, 4),
    Share("tertiary_employed", "employed", 0.145, 0.26, 0.8, 0.6, 0.1, 0.4, 4),
    Share("hightech_inv", "fixed_inv", 0.14, 0.22, 0.8, 0.8, 0.2, 0, 4),
    Share("platforms", "pop", 0.2, 0.44, 3, 0.9, 0.2, 0, 4),
    Share("sci_pop_exp", "pop", 3, 5.1, 30, 0.5, 0.2, 0, 4),
]
# Parts that may be 0 in a small county, and parts that take up what rounding does to the index.
LUMPY = ("pct", "prov_rd_centres", "platforms")
FINE = (
    *("fiscal_st", "tech_contracts", "new_product_revenue", "hightech_va", "digital_va"),
    *("energy", "emerging_va", "tertiary_employed", "hightech_inv"),
)

# The province by period: 2022 near to public reports, earlier years invented. The counties, all
# invented: residents (10,000), GDP a head (10,000 yuan) and large industry (% of GDP) in 2022, the
# index in 2019; of counties that ended, the index only.
PROVINCE = {
    "gdp": (43_500, 57_300, 61_900, 66_000, 72_200, 77_715),
    "pop": (5_985, 6_270, 6_375, 6_465, 6_535, 6_577),
    "employed": (3_700, 3_808, 3_842, 3_872, 3_902, 3_930),
}
SKETCH = entries("""
330102 136 19.0 5 196; 330105 117 16.0 6 172; 330106 116 16.0 6 214; 330108 52 27.0 32 262
330109 206 10.0 27 129; 330110 132 17.5 17 208; 330111 85 11.0 30 139; 330112 65 10.5 33 150.8
330113 110 11.0 31 163; 330114 79 14.0 48 176; 330122 46 9.4 25 128; 330127 32 8.0 14 84
330182 44 9.5 34 112; 330103 0 0 0 168; 330104 0 0 0 175; 330204 0 0 0 150
330203 107 14.0 15 138; 330205 50 16.0 24 165; 330206 88 22.0 46 171; 330211 52 21.0 50 163
330212 167 16.5 26 181; 330213 59 14.0 36 119; 330225 58 11.5 27 104; 330281 126 12.0 40 137
330226 71 12.0 38 121; 330282 186 13.5 43 146; 330302 117 11.3 8 117; 330303 73 11.0 38 155
330304 97 8.4 26 131; 330305 15 9.0 16 95; 330324 88 6.1 22 104; 330326 86 7.4 24 108
330327 84 5.1 16 87; 330328 29 4.6 10 68; 330329 27 5.4 11 66; 330381 153 8.0 31 152.7
330382 147 10.4 37 147; 330383 47 7.8 24 92; 330402 95 12.3 24 219; 330411 80 10.0 38 160
330421 65 13.3 44 177; 330424 46 14.5 46 144; 330481 110 11.2 42 164; 330482 68 13.5 48 161
330483 104 11.3 40 151.6; 330502 102 9.8 24 147; 330503 55 10.0 40 136; 330521 56 12.0 42 178
330522 68 12.3 40 148; 330523 60 10.0 32 133; 330602 103 12.2 27 145; 330603 111 16.5 34 136
330604 84 14.4 38 148; 330624 42 13.5 40 187; 330681 123 13.4 31 134; 330683 68 10.3 28 118
330702 98 8.0 17 126; 330703 52 6.8 25 110; 330723 47 7.0 36 113; 330726 46 6.4 26 101
330727 18 7.6 22 88; 330781 58 8.0 36 106; 330782 189 9.7 20 127; 330783 110 7.0 24 119
330784 98 7.6 36 129; 330802 55 11.5 26 116; 330803 37 7.5 28 97; 330822 26 7.4 25 83
330824 26 6.6 20 78; 330825 36 8.2 30 99; 330881 49 7.4 27 96; 330902 50 14.0 24 103
330903 39 12.0 18 98; 330921 21 14.0 34 86; 330922 7 14.0 9 62; 331002 82 10.5 26 141
331003 72 9.2 29 132; 331004 64 12.0 24 124; 331022 38 8.6 26 91; 331023 47 7.5 22 107
331024 43 7.2 22 105; 331081 142 9.4 27 126; 331082 112 8.0 29 128; 331083 65 11.5 42 143
331102 57 9.5 17 114; 331121 51 5.6 15 80; 331122 41 7.0 26 94; 331123 19 7.8 24 82
331124 20 6.9 22 79; 331125 13 8.4 24 90; 331126 14 6.8 18 71; 331127 11 7.9 15 60
331181 25 6.6 20 76
""")
# Set, not drawn: GDP in 2022, R&D in % of GDP by period, the index in 2019 to 2022, log odds.
XIAOSHAN, BINJIANG, XIHU, YUHANG = "330109", "330108", "330106", "330110"
NANHU, LONGWAN, RUIAN, YUEQING = "330402", "330303", "330381", "330382"
XIAOSHAN_GDP, XIAOSHAN_RANKS = 2065.4, {2019: 42, 2020: 31, 2021: 25, 2022: 22}
RD_PERCENT = {
    XIAOSHAN: (2.42, 2.78, 2.90, 3.13, 3.40, 3.76),
    BINJIANG: (5.87, 6.41, 6.60, 6.78, 6.94, 7.12),
}
INDEX = {
    BINJIANG: (262.0, 273.9, 288.3, 301.6),
    NANHU: (219.0, 236.2, 247.1, 261.4),
    XIHU: (214.0, 231.3, 243.9, 258.2),
    YUHANG: (208.0, 225.8, 252.4, 266.7),
    LONGWAN: (155.0, 169.8, 183.9, 199.1),
    RUIAN: (152.7, 165.4, 177.6, 189.3),
    YUEQING: (147.2, 159.5, 171.3, 183.4),
}
STRENGTHS = {
    "digital_va": {BINJIANG: 1.3, YUHANG: 1.0, XIHU: 0.5},
    "pct": {BINJIANG: 0.6},
    "inv_patents": {BINJIANG: 0.5},
    "hightech_firms": {BINJIANG: 0.4},
}
# Up to and in these periods, what part of 2022's territories a county held (if not all its own).
TERRITORY = {
    2020: {
        "330102": {"330102": 0.45},
        "330104": {"330102": 0.55, "330114": 0.4},
        "330105": {"330105": 0.57},
        "330103": {"330105": 0.43},
        "330110": {"330110": 1.0, "330113": 1.0},
        "330109": {"330109": 1.0, "330114": 0.6},
        "330113": {},
        "330114": {},
    },
    2019: {"330327": {"330327": 1.0, "330383": 1.0}, "330383": {}},
    2015: {"330212": {"330212": 0.72}, "330204": {"330212": 0.28}},
}

"""The Technology Achievement Index of 23 countries, as the OECD/JRC handbook works it.

OECD/JRC (2008), Handbook on Constructing Composite Indicators: Methodology and User Guide,
ISBN 978-92-64-04345-9. Figures as printed, with their rounding.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np


def _columns(table: str) -> dict[str, dict[str, float]]:
    """The columns of a table, by heading; each by the first word of its rows; "-": not printed."""
    head, *lines = (line.split() for line in table.strip().splitlines())
    cells = {line[0]: dict(zip(head, line[1:], strict=True)) for line in lines}
    return {
        name: {row: float(Fraction(cells[row][name])) for row in cells if cells[row][name] != "-"}
        for name in head
    }


# Table A.2 (page 152), countries in the order of the original index's ranks. Patents per million
# people 1998; royalties US$ per 1,000 people 1999; internet hosts per 1,000 people 2000; exports of
# high and medium technology in % 1999; telephone lines per 1,000 people 1999 and kWh per capita
# 1998, both as log10; mean years of schooling 2000; tertiary science enrolment in % 1995-97.
_RAW = _columns(
    """
    PATENTS ROYALTIES INTERNET EXPORTS TELEPHONES ELECTRICITY SCHOOLING UNIVERSITY
FIN     187     125.6    200.2    50.7       3.08        4.15        10       27.4
USA     289       130    179.1    66.2          3        4.07        12       13.9
SWE     271     156.6    125.8    59.7        3.1        4.14      11.4       15.3
JPN     994      64.6       49    80.8          3        3.86       9.5         10
KOR     779       9.8      4.8    66.7       2.97        3.65      10.8       23.2
NLD     189     151.2      136    50.9       3.02        3.77       9.4        9.5
GBR      82       134     57.4    61.9       3.02        3.73       9.4       14.9
CAN      31      38.6      108    48.7       2.94        4.18      11.6       14.2
AUS      75      18.2    125.9    16.2       2.94        3.94      10.9       25.3
SGP       8      25.5     72.3    74.9       2.95        3.83       7.1       24.2
DEU     235      36.8     41.2    64.2       2.94        3.75      10.2       14.4
NOR     103      20.2    193.6      19       3.12        4.39      11.9       11.2
IRL     106     110.3     48.6    53.6       2.97        3.68       9.4       12.3
BEL      72      73.9     58.9    47.6       2.91        3.86       9.3       13.6
NZL     103        13    146.7    15.4       2.86        3.91      11.7       13.1
AUT     165      14.8     84.2    50.3       2.99        3.79       8.4       13.6
FRA     205      33.6     36.4    58.9       2.97         3.8       7.9       12.6
ISR      74      43.6     43.2      45       2.96        3.74       9.6         11
ESP      42       8.6       21    53.4       2.86        3.62       7.3       15.6
ITA      13       9.8     30.4      51          3        3.65       7.2         13
CZE      28       4.2       25    51.7       2.75        3.68       9.5        8.2
HUN      26       6.2     21.6    63.5       2.73        3.46       9.1        7.7
SVN     105         4     20.3    49.5       2.84        3.71       7.1       10.6
"""
)
INDICATORS = list(_RAW)
COUNTRIES = list(_RAW["PATENTS"])
RAW = {name: [*column.values()] for name, column in _RAW.items()}

# The bounds of the original index. The handbook does not print them: the maximums are as in UNDP's
# technical note (Human Development Report 2001, note 2), remembered and not checked against print;
# the published scores come out with them. Telephones 1..901, electricity 22..6969 before the log.
GOALPOSTS = {
    "PATENTS": (0, 994),
    "ROYALTIES": (0, 272.6),
    "INTERNET": (0, 232.4),
    "EXPORTS": (0, 80.8),
    "TELEPHONES": (0, float(np.log10(901))),
    "ELECTRICITY": (float(np.log10(22)), float(np.log10(6969))),
    "SCHOOLING": (0.8, 12),
    "UNIVERSITY": (0.1, 27.4),
}

# Table 6 (page 64): Pearson correlations.
CORRELATIONS = _columns(
    """
            PATENTS ROYALTIES INTERNET EXPORTS TELEPHONES ELECTRICITY SCHOOLING UNIVERSITY
PATENTS           1      0.13    -0.09    0.45       0.28        0.03      0.22       0.08
ROYALTIES      0.13         1     0.46    0.25       0.56        0.32       0.3       0.06
INTERNET      -0.09      0.46        1   -0.45       0.56        0.84      0.63       0.27
EXPORTS        0.45      0.25    -0.45       1          0       -0.36     -0.35      -0.03
TELEPHONES     0.28      0.56     0.56       0          1        0.64       0.3       0.33
ELECTRICITY    0.03      0.32     0.84   -0.36       0.64           1      0.65       0.26
SCHOOLING      0.22       0.3     0.63   -0.35        0.3        0.65         1       0.08
UNIVERSITY     0.08      0.06     0.27   -0.03       0.33        0.26      0.08          1
"""
)

# Tables 7 and 16: eigenvalues of the correlations, and their % of the variance.
EIGENVALUES = [3.3, 1.7, 1, 0.9, 0.5, 0.3, 0.2, 0.1]
VARIANCE_PERCENT = [41.9, 21.8, 12.3, 11.1, 6, 3.7, 2.2, 0.9]

# Tables 9 and 17: loadings on four factors after varimax; the variances of these.
LOADINGS = _columns(
    """
               F1    F2    F3   F4
PATENTS      0.07  0.97  0.06 0.06
ROYALTIES    0.13  0.07 -0.07 0.93
INTERNET     0.79 -0.21  0.21 0.42
EXPORTS     -0.64  0.56 -0.04 0.36
TELEPHONES   0.37  0.17  0.38 0.68
ELECTRICITY  0.82 -0.04  0.25 0.35
SCHOOLING    0.88  0.23 -0.09 0.09
UNIVERSITY   0.08  0.04  0.96 0.04
"""
)
FACTOR_VARIANCES = [2.64, 1.39, 1.19, 1.76]

# Table 11 (page 73), standardised values: alpha of all eight; correlation with the total, and alpha
# of the others when one is left out.
ALPHA = 0.70
RELIABILITY = _columns(
    """
            ITEM_TOTAL ALPHA_WITHOUT
PATENTS         0.261         0.704
ROYALTIES       0.527         0.645
INTERNET        0.566         0.636
EXPORTS        -0.108         0.774
TELEPHONES      0.701         0.603
ELECTRICITY     0.614         0.624
SCHOOLING       0.451         0.662
UNIVERSITY      0.249         0.706
"""
)

# Table 15 (page 87): normalisations of SCHOOLING. Rank 23 is the highest; z with n - 1; ratios to
# the mean, best and worst; relative distances from mean and worst; above (1) or below (-1) the band
# of 20 % around the mean; percentile; category.
SCHOOLING = _columns(
    """
    rank     z min_max to_mean to_best to_worst from_mean from_worst within_20 percentile category
FIN   15  0.26    0.59    1.04    0.83     1.41      0.04       0.41         0       65.2       60
USA   23  1.52       1    1.25       1     1.69      0.25       0.69         1        100      100
SWE   19  1.14    0.88    1.19    0.95     1.61      0.19       0.61         0       82.6       60
JPN   12 -0.06    0.49    0.99    0.79     1.34     -0.01       0.34         0       52.2       50
KOR   17  0.76    0.76    1.13     0.9     1.52      0.13       0.52         0       73.9       60
NLD    9 -0.12    0.47    0.98    0.78     1.32     -0.02       0.32         0       39.1       50
GBR    9 -0.12    0.47    0.98    0.78     1.32     -0.02       0.32         0       39.1       50
CAN   20  1.27    0.92    1.21    0.97     1.63      0.21       0.63         1         87       80
AUS   18  0.83    0.78    1.14    0.91     1.54      0.14       0.54         0       78.3       60
SGP    1 -1.58       0    0.74    0.59        1     -0.26          0        -1        4.3        0
DEU   16  0.38    0.63    1.06    0.85     1.44      0.06       0.44         0       69.6       60
NOR   22  1.46    0.98    1.24    0.99     1.68      0.24       0.68         1       95.7      100
IRL    9 -0.12    0.47    0.98    0.78     1.32     -0.02       0.32         0       39.1       50
BEL    8 -0.19    0.45    0.97    0.78     1.31     -0.03       0.31         0       34.8       40
NZL   21  1.33    0.94    1.22    0.98     1.65      0.22       0.65         1       91.3       80
AUT    6 -0.76    0.27    0.88     0.7     1.18     -0.12       0.18         0       26.1       40
FRA    5 -1.08    0.16    0.82    0.66     1.11     -0.18       0.11         0       21.7       40
ISR   14     0    0.51       1     0.8     1.35         0       0.35         0       60.9       50
ESP    4 -1.46    0.04    0.76    0.61     1.03     -0.24       0.03        -1       17.4       40
ITA    3 -1.52    0.02    0.75     0.6     1.01     -0.25       0.01        -1         13       20
CZE   12 -0.06    0.49    0.99    0.79     1.34     -0.01       0.34         0       52.2       50
HUN    7 -0.31    0.41    0.95    0.76     1.28     -0.05       0.28         0       30.4       40
SVN    1 -1.58       0    0.74    0.59        1     -0.26          0        -1        4.3        0
"""
)

# Weights: table 18 (page 91) of factors by principal components and by maximum likelihood; table 22
# (page 100) of factor analysis, budget allocation and AHP (a mean over experts), for table 23.
WEIGHTS = _columns(
    """
              EW FA_PC_18 FA_ML_18   FA  BAP  AHP
PATENTS      1/8 0.17     0.19 0.17 0.11 0.09
ROYALTIES    1/8 0.15      0.2 0.15 0.11  0.1
INTERNET     1/8 0.11     0.07 0.11 0.11 0.07
EXPORTS      1/8 0.07     0.07 0.06 0.18 0.21
TELEPHONES   1/8 0.08     0.15 0.08  0.1 0.05
ELECTRICITY  1/8 0.12     0.11 0.13 0.06 0.06
SCHOOLING    1/8 0.14     0.19 0.13 0.15 0.18
UNIVERSITY   1/8 0.16     0.02 0.17 0.18 0.25
"""
)

# Table 20 (page 97): one expert's pairwise comparisons, rows against columns.
_JUDGEMENTS = _columns(
    """
            PATENTS ROYALTIES INTERNET EXPORTS TELEPHONES ELECTRICITY SCHOOLING UNIVERSITY
PATENTS           1         2        3       2          5           5         1          3
ROYALTIES       1/2         1        2     1/2          4           4       1/2          3
INTERNET        1/3       1/2        1     1/4          2           2       1/5        1/2
EXPORTS         1/2         2        4       1          4           4       1/2          3
TELEPHONES      1/5       1/4      1/2     1/4          1           1       1/5        1/2
ELECTRICITY     1/5       1/4      1/2     1/4          1           1       1/5        1/2
SCHOOLING         1         2        5       2          5           5         1          4
UNIVERSITY      1/3       1/3        2     1/3          2           2       1/4          1
"""
)
JUDGEMENTS = np.array([[_JUDGEMENTS[b][a] for b in INDICATORS] for a in INDICATORS])

# Table 23 (page 100): ranks under equal weights, factor analysis, benefit of the doubt, budget
# allocation and AHP. Table 19 (page 94): the benefit-of-the-doubt scores, of min-max values, each
# share 10 % to 15 % (endnote 29).
_RANKS = _columns(
    """
    EW FA BOD BAP AHP BOD_SCORE
FIN  1  1   1   1   1         1
USA  2  2   1   2   3         1
SWE  3  3   1   3   4         1
JPN  4  4   4   5   5      0.87
KOR  5  5   6   4   2       0.8
NLD  6  6   7   8  11      0.75
GBR  7  8   9   7   7      0.71
CAN  9 10   8  10  10      0.73
AUS 10  7  10  11   9      0.66
SGP  8 11  12   6   6      0.62
DEU 11 12  11   9   8      0.62
NOR 12  9   5  13  16      0.86
IRL 13 14  13  12  12       0.6
BEL 14 15  15  14  13      0.54
NZL 15 13  14  17  18      0.58
AUT 16 16  16  15  15      0.52
FRA 17 17  17  16  14      0.51
ISR 18 18  18  18  17      0.49
ESP 19 19  20  19  19      0.34
ITA 20 20  19  21  21      0.38
CZE 21 21  21  22  22      0.31
HUN 22 23  23  20  20      0.27
SVN 23 22  22  23  23      0.28
"""
)
BENEFIT = _RANKS.pop("BOD_SCORE")
RANKS = _RANKS

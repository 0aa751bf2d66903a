"""Chinese of the steps before ranking: outliers treated, means refused, cells that are listed."""

STEPS: dict[str, str] = {
    # Methods and their options
    "a list of ascending numbers between 0 and 1": "一列由小到大、介于0与1之间的数",
    "a list of numbers": "一列数",
    "two numbers from 0 to 100, the smaller first": "0到100之间的两个数，小的在前",
    "{key}: {cuts} cuts make {classes} classes, not {scores}": (
        "{key}：{cuts}个分界分出{classes}类，得分却给了{scores}个"
    ),
    "give as many scores as classes, the lowest class first": (
        "请给出与类数相同的得分，最低一类在前"
    ),
    "{key} does nothing": "{key} 没有任何作用",
    "give lower, upper or percentiles": "请给出 lower、upper 或 percentiles",
    # Outliers
    "{name}: {points} values brought within bounds": "{name}：{points}个值已收进界限以内",
    "{name}: {curve} taken because of outliers": "{name}：因有异常值，已取{curve}",
    "logarithm": "对数",
    "square root": "平方根",
    'choose another treatment, such as "winsorise"': '请换一种处理，例如 "winsorise"',
    "Box-Cox curve": "Box-Cox变换",
    "{name}: {curve} taken in some periods only: scores of the others do not compare": (
        "{name}：只在部分时期取了{curve}，与其他时期的得分不可比"
    ),
    "{indicator}: {method} cannot take the {transform} of outliers": (
        "{indicator}：异常值须作 {transform} 变换，而 {method} 不能用变换后的数"
    ),
    "give the indicator transform = {transform}, another treatment, or a method "
    "without bounds of its own": (
        "请给该指标写上 transform = {transform}，或换处理方法，或换不自带界限的标准化方法"
    ),
    # Means
    "{node}: {method} needs {needs}, and {child} scores {score}": (
        "{node}：{method} 要求{needs}，而{child}的得分是{score}"
    ),
    "scores that are not negative": "得分不为负",
    "scores above 0": "得分大于0",
    "choose an arithmetic mean, or let {child} score above 0, as by range = [1, 100]": (
        "请改用算术平均，或让{child}的得分大于0，例如 range = [1, 100]"
    ),
    # Cells
    "Cells that do not count as they stand": "未按原值计入的单元格",
    "Cells": "单元格",
    "cells imputed: {imputed}, left out: {left_out}, treated: {treated}, clipped: {clipped}": (
        "填补{imputed}格，略去{left_out}格，处理{treated}格，截断{clipped}格"
    ),
    "and {count} more: --show cells": "另有{count}格：--show cells",
    "What": "做法",
    "By": "方法",
    "Before": "原值",
    "After": "现值",
    "imputed": "填补",
    "score given": "给定得分",
    "treated": "处理异常值",
    "clipped": "得分截断",
}

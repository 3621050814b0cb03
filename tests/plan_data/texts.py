"""Small invented plans as text exports, for tests that need plans of several levels."""

from collections.abc import Mapping, Sequence

from kuanggui.regulation.division_catalogue import division


def plan_text(
    adcode: str,
    caps: Mapping[str, str],
    goals: Mapping[str, str] | None = None,
    scales: Sequence[Sequence[str]] = (),
    resources: Mapping[str, str] | None = None,
    outputs: Mapping[str, str] | None = None,
) -> str:
    """A plan of a division: caps (铁矿（万吨/年）: ≤240) and goals by name, minimum scales, resources and yearly outputs in 万吨."""
    place = division(adcode)
    above = division(place.parent).name if place.parent and place.level == "county" else ""  # many places share a name
    name = f"{above}{place.name}"
    parts = [
        f"{name}矿产资源总体规划（2021-2025年）",
        "总则",
        f"规划以2020年为基期，规划期为2021-2025年，展望至2035年。规划范围是{name}全部行政区域。",
        "第一章　现状",
    ]
    if resources:
        rows = [[mineral, "1", "万吨", amount] for mineral, amount in resources.items()]
        head = ["矿产名称", "矿区数（个）", "资源储量单位", "保有资源量"]
        parts += ["资源量见专栏1。", table("专栏1　主要矿产保有资源量", head, rows)]
    if outputs:
        rows = [[mineral, "万吨", amount, amount] for mineral, amount in outputs.items()]
        head = ["矿种", "单位", "2019年", "2020年"]
        parts += ["产量见专栏2。", table("专栏2　2019-2020年主要矿产开采量", head, rows)]
    parts += ["第二章　目标", "指标见专栏3。"]
    rows = [["开发利用", "年开采总量", name, value, "预期性"] for name, value in caps.items()]
    rows += [["绿色发展", name, name, value, "预期性"] for name, value in (goals or {}).items()]
    head = ["指标类别", "指标名称（单位）", "指标名称（单位）", "2025年目标", "属性"]
    parts.append(table("专栏3　2025年主要规划指标", head, rows))
    if scales:
        head = ["矿种", "单位", "大型矿床", "中型矿床", "小型矿床"]
        parts += ["第三章　准入", "规模不低于专栏4。", table("专栏4　新建矿山最低生产规模", head, scales)]
    return "\n".join(parts) + "\n"


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as the export of a word processor has it: a cell a line, a blank line behind each row."""
    cells = ["\n".join(f"\t{cell}" for cell in row) for row in (head, *rows)]
    return "\n".join((caption, "\n\n".join(cells), "", ""))

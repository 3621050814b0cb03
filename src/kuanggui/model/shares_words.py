"""The words of a workbook of shares, so that what is written can be read again."""

from __future__ import annotations

ABOUT, PLANNED, FILED = "说明", "分解", "上报"
HEAD = {"plan": "规划", "region": "行政区代码", "method": "分解方法", "note": "分解依据"}
COLUMNS = {
    "id": "指标编号",
    "name": "指标",
    "unit": "单位",
    "relation": "要求",
    "total": "总指标",
    "course": "年度方式",
    "decimals": "小数位",
    "item": "对应",
    "adcode": "行政区代码",
    "division": "行政区",
}
METHODS = {"given": "给定份额", "base_year": "基期产量", "resources": "保有资源量", "even": "平均分配"}
COURSES = {"same": "每年", "spread": "分年累计", "final": "期末"}
SUM = "合计"

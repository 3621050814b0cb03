"""The families of rules."""

from __future__ import annotations

from enum import StrEnum


class Family(StrEnum):
    """What a rule compares with what."""

    PARTS = "parts"  # parts and totals in sentences
    TABLES = "tables"  # totals in tables
    RATIOS = "ratios"  # shares, growth, averages
    TWO_VALUES = "two_values"  # one quantity, two values
    COUNTS = "counts"  # a stated number against a list
    UNITS = "units"  # units and magnitudes
    NOTES = "notes"  # notes against tables
    REFERENCES = "references"  # references and numbering
    REPETITION = "repetition"  # copy and paste
    CELLS = "cells"  # cells of a table
    TIME = "time"  # periods, base years, dates
    NAMES = "names"  # places, minerals, organisations
    GOALS = "goals"  # indicators and targets
    LEVELS = "levels"  # against the upper plan
    CONTROL_LINES = "control_lines"  # screening: control lines, reserves, distances
    PLANNING = "planning"  # screening: blocks, zones and directions of the plan
    NEIGHBOURS = "neighbours"  # screening: other rights, applications and blocks
    SCALE = "scale"  # screening: reserves, scale, life, caps
    ENTRY = "entry"  # screening: conditions of entry
    WATER_AND_SAND = "water_and_sand"  # screening: geothermal, mineral water, sand and gravel
    TRANSFER = "transfer"  # screening: mode of transfer, authority, deadlines
    COMPLETENESS = "completeness"  # parts, files and layers of a package
    NAMING = "naming"  # names of folders, files and layers
    REFERENCE = "reference_system"  # reference systems and extents
    STRUCTURE = "structure"  # fields, types, lengths
    VALUES = "values"  # values of fields
    GEOMETRY = "geometry"  # each geometry by itself
    TOPOLOGY = "topology"  # geometries against each other
    ATTRIBUTES = "attributes"  # geometry against fields
    AGREEMENT = "agreement"  # text, annexes, layers, database
    ADJUSTMENT = "adjustment"  # may a plan be changed so

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _LABELS[self][0]

    @property
    def label_en(self) -> str:
        """The English name."""
        return _LABELS[self][1]


_LABELS = {
    Family.PARTS: ("文字中的合计与分项", "Parts and totals in sentences"),
    Family.TABLES: ("表格合计", "Totals in tables"),
    Family.RATIOS: ("比例与增速", "Ratios and growth"),
    Family.TWO_VALUES: ("同一数据前后不一", "One quantity, two values"),
    Family.COUNTS: ("个数与清单", "Counts and lists"),
    Family.UNITS: ("单位与量级", "Units and magnitudes"),
    Family.NOTES: ("备注与表格", "Notes and tables"),
    Family.REFERENCES: ("引用与编号", "References and numbering"),
    Family.REPETITION: ("重复与复制", "Repetition and copying"),
    Family.CELLS: ("单元格", "Cells"),
    Family.TIME: ("时间", "Time"),
    Family.NAMES: ("地名、矿种与名称", "Places, minerals and names"),
    Family.GOALS: ("目标指标", "Goals and indicators"),
    Family.LEVELS: ("上下级规划", "Between levels of plans"),
    Family.CONTROL_LINES: ("控制线与保护区", "Control lines and protected places"),
    Family.PLANNING: ("规划区块与分区", "Planning blocks and zones"),
    Family.NEIGHBOURS: ("相邻矿业权", "Neighbouring rights"),
    Family.SCALE: ("规模与总量", "Scale and caps"),
    Family.ENTRY: ("准入条件", "Conditions of entry"),
    Family.WATER_AND_SAND: ("地热、矿泉水与砂石", "Geothermal, mineral water, sand"),
    Family.TRANSFER: ("出让与登记", "Transfer and registration"),
    Family.COMPLETENESS: ("完整性", "Completeness of the package"),
    Family.NAMING: ("命名", "Names of folders and files"),
    Family.REFERENCE: ("坐标系与范围", "Reference system and extent"),
    Family.STRUCTURE: ("属性结构", "Structure of the tables"),
    Family.VALUES: ("属性值", "Values of fields"),
    Family.GEOMETRY: ("几何", "Geometries"),
    Family.TOPOLOGY: ("拓扑关系", "Topology"),
    Family.ATTRIBUTES: ("图形与属性", "Geometry against fields"),
    Family.AGREEMENT: ("文、表、图、库一致", "Text, annexes, layers, database"),
    Family.ADJUSTMENT: ("规划调整", "Adjusting a plan"),
}

"""Coordinate texts in use in China: 区域坐标 strings, 国土 TXT files, GDZB strings; degrees in every notation."""

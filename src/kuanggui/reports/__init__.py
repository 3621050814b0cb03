"""Findings as a web page, a workbook, a document, a table; nothing is judged here."""

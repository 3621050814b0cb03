"""What differs between two plans or two days: one web page with maps, and a workbook."""

"""Reading screening cases: fields, case files and lists."""

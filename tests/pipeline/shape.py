"""Print rows (without the header), columns and name of each CSV file; fail if a row has not as many cells as the header."""
import csv
import os
import sys

csv.field_size_limit(1 << 24)
for path in sys.argv[1:]:
    with open(path, newline="", encoding="utf-8-sig") as f:
        rows = list(csv.reader(f, strict=True))
    if any(len(r) != len(rows[0]) for r in rows):
        sys.exit(f"{path}: a row has not as many cells as the header")
    print(len(rows) - 1, len(rows[0]), os.path.basename(path))

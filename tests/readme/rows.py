"""Print the rows of the table in README.md that begins with date_start (rows.py README EVENTS) which EVENTS has not."""
import csv
import re
import sys

block = next(b for b in open(sys.argv[1], encoding="utf-8").read().split("```") if b.startswith("\ndate_start"))
head, *lines = block.strip("\n").split("\n")
starts = [(m[0], m.start()) for m in re.finditer(r"\S+", head)]
ends = [start for _, start in starts[1:]] + [None]
with open(sys.argv[2], newline="", encoding="utf-8-sig") as f:
    events = list(csv.DictReader(f))
for line in lines:
    row = {name: line[start:end].strip() for (name, start), end in zip(starts, ends)}
    if not any(all(e[k] == v for k, v in row.items()) for e in events):
        sys.exit(f"no such row: {line}")

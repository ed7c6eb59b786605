"""Print the fields of records (fields.py PAGE FILE...) that PAGE, the manual of the records, does not speak of."""
import json
import re
import sys

page = open(sys.argv[1], encoding="utf-8").read()
sections = {m[1]: m[2] for m in re.finditer(r"(?ms)^\.Ss (\w+)$(.*?)(?=^\.S[hs] |\Z)", page)}
words = {kind: set(re.findall(r"\b\w+\b", text)) for kind, text in sections.items()}
common = {"kind", "source_id", "byte_start", "byte_end", "flags"}
words.setdefault("event", set()).update(words.get("mention", set()))
missing = set()
for path in sys.argv[2:]:
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        kind = record["kind"]
        missing |= {f"{kind}: {key}" for key in record if key not in common | words.get(kind, set())}
        missing |= {f"span: {key}" for span in record.get("spans", []) for key in span if not re.search(rf"\b{key}\b", page)}
print("\n".join(sorted(missing)))
sys.exit(bool(missing))

"""Figures as the job writes them, of the same texts and against the same figures as the embedded engine's test.

    python3 quality_case.py FOLDER_OF_THE_JOB
"""

import json
import os
import sys

sys.path.insert(0, sys.argv[1])
from retailbus_quality import figures_of  # noqa: E402

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "quality.json"), encoding="utf-8") as file:
    case = json.load(file)
row = {name: None for place in range(len(case["columns"])) for name in (f"min{place}", f"max{place}", f"sum{place}")}
quality = figures_of(case["rows"], case["columns"], {**row, **case["row"]}, case["estimates"])
assert quality == case["quality"], json.dumps(quality, ensure_ascii=False, indent=2)
print("figures as expected")

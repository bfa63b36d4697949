#!/usr/bin/env bash
# pandas 3.0.6: of the numbers that it wrote to a CSV file itself, a third comes back as other numbers
#
# Believed: to_csv writes every digit that a float64 needs and read_csv reads them: what comes back is what was written.
# Seen:     of 100 000 uniform numbers 36 % come back changed, without a word, most by one unit in the last place, some by 6 759: of
#           0.0001129476226678916 it reads 0.0001129476226678, for it counts zeros behind the point as digits. Normal numbers times 100: 17 %. The
#           file is right: Python's float(), polars and JavaScript read all of them exactly. float_precision="round_trip" makes it right,
#           engine="python" does not. The documentation calls the default the "ordinary converter". Numbers of four decimals and float32 columns
#           survive.
# Versions: pandas 3.0.6, polars 1.44.2, numpy 2.4.6, Node 20. Date: 2026-11-29.
# For a trainer: the same file gives other bits in pandas and in every other reader, so that a run cannot be repeated elsewhere, equal rows are not equal,
#           a hash of the data differs, and a threshold that came from the data falls on the other side of its row.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 pandas==3.0.6 polars==1.44.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import subprocess

import numpy as np
import pandas as pd
import polars as pl

numbers = np.random.default_rng(0).random(100_000)
pd.DataFrame({"x": numbers}).to_csv("numbers.csv", index=False)
script = """
const texts = require('fs').readFileSync('numbers.csv', 'utf8').trim().split('\\n').slice(1);
process.stdout.write(Buffer.from(Float64Array.from(texts, Number).buffer));
"""
with open("numbers.csv") as file:
    texts = file.read().split()[1:]
read = {
    "pandas": pd.read_csv("numbers.csv")["x"].to_numpy(),
    "pandas, python engine": pd.read_csv("numbers.csv", engine="python")["x"].to_numpy(),
    "pandas, round_trip": pd.read_csv("numbers.csv", float_precision="round_trip")["x"].to_numpy(),
    "polars": pl.read_csv("numbers.csv")["x"].to_numpy(),
    "float()": np.array([float(text) for text in texts]),
    "JavaScript": np.frombuffer(subprocess.run(["node", "-e", script], check=True, capture_output=True).stdout),
}
np.savetxt("short.csv", numbers, fmt="%.4f", header="x", comments="")
short = pd.read_csv("short.csv")["x"].to_numpy()
shares = {reader: (values != numbers).mean() for reader, values in read.items()}
print("pandas", pd.__version__)
for reader, share in shares.items():
    print(f"{reader:22} {100 * share:5.1f} % of the numbers changed")
units = np.abs(read["pandas"].view(np.int64) - numbers.view(np.int64))
print("at most", units.max(), "units in the last place:", texts[units.argmax()], "read as", read["pandas"][units.argmax()].item())
single = numbers.astype(np.float32)
pd.DataFrame({"x": single}).to_csv("single.csv", index=False)
print("four decimals changed:", (short != np.round(numbers, 4)).sum())

assert 0.3 < shares.pop("pandas") < 0.4 and 0.3 < shares.pop("pandas, python engine") < 0.4
assert not any(shares.values()), shares
assert units.max() > 1000 and (short == np.round(numbers, 4)).all()
assert (pd.read_csv("single.csv", dtype=np.float32)["x"].to_numpy() == single).all()
print("as recorded")
PY
env/bin/python see.py

#!/usr/bin/env bash
# pandas 3.0.6: once bottleneck is installed, the standard deviation of a float32 column is another: 16.5 for 1
#
# Believed: bottleneck, which pandas only uses if it is there, makes things faster and changes no number worth looking at. (The mean of two million
#           float32 around 1 000, where one counter in float32 would lose digits, was the guess for where it might.)
# Seen:     the means agree. The deviation of two million numbers of 1 000 ± 1 is 16.48 instead of 0.99983, its variance 271.6; that of 1 000 or of
#           100 000 rows is right, and so is float64. Of 33 million numbers 0 and 1 in turn it is 0.354 instead of 0.5, and for describe() the same.
#           compute.use_bottleneck=False, or uninstalling, gives 0.99983. The deviation of a groupby with one group is right.
# Versions: pandas 3.0.6, bottleneck 1.6.0, numpy 2.4.6. Date: 2026-11-30.
# For a trainer: (x - x.mean()) / x.std() gives features of spread 0.06 where it should be 1, on one machine and not on another, because somebody
#           installed a package that the script never names; a test on a part of the rows does not show it. Scale in float64, and
#           keep the scale with the network instead of computing it again.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 pandas==3.0.6 bottleneck==1.6.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import bottleneck
import numpy as np
import pandas as pd

rows = 2_000_000
column = pd.Series(np.random.default_rng(0).normal(1000, 1, rows).astype(np.float32))
true = np.std(column.to_numpy().astype(np.float64), ddof=1)
turns = pd.Series((np.arange(2**25) % 2).astype(np.float32))
seen = {}
for used in (True, False):
    pd.set_option("compute.use_bottleneck", used)
    seen[used] = {
        "mean": float(column.mean()),
        "spread": float(column.std()),
        "described": float(column.describe()["std"]),
        "of float64": float(column.astype(np.float64).std()),
        "of 100 000 rows": float(column[:100_000].std()),
        "grouped": float(column.groupby(np.zeros(rows)).std().item()),
        "of 0 and 1": float(turns.std()),
    }
print("pandas", pd.__version__, "bottleneck", bottleneck.__version__, "true spread", true)
for used, values in seen.items():
    print("bottleneck" if used else "without   ", values)
near = lambda a, b: abs(a - b) < 0.002
for used in (True, False):
    assert near(seen[used]["mean"], 1000) and near(seen[used]["of float64"], true) and near(seen[used]["grouped"], true)
    assert near(seen[used]["of 100 000 rows"], np.std(column.to_numpy()[:100_000].astype(np.float64)))
assert near(seen[False]["spread"], true) and near(seen[False]["of 0 and 1"], 0.5)
assert seen[True]["spread"] > 10 * true and seen[True]["described"] == seen[True]["spread"]
assert near(seen[True]["of 0 and 1"], 0.3536)
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

#!/usr/bin/env bash
# NumPy 2.4.6: the mean of a float32 column of 33 million ones is 0.5
#
# Believed: np.mean sums in pairs, so that float32 loses a few bits at most, however many rows there are.
# Seen:     np.ones((2**25, 2), float32).mean(axis=0) is 0.5, 0.5, and np.average and the scale of a standard deviation go with it: columns
#           of alternating 0 and 1 have 0.354 instead of 0.5. The mean over all of the same array is 1, and so is axis 0 of the same
#           numbers in Fortran order: sums in pairs are used along the fastest axis only; down the columns one float32 counter each is added
#           to, and 2^24 + 1 is 2^24. np.cumsum stops at 16 777 216 in one dimension too. dtype=np.float64 gives 1.
# Versions: numpy 2.4.6. Date: 2026-11-29.
# For a trainer: (x - x.mean(0)) / x.std(0) is how data are scaled by hand, and rows × columns in C order is how they lie. From 2^24 rows on the
#           scale is silently wrong; with features of small spread about a large mean it is much earlier. Accumulate in float64.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import numpy as np

rows = 2**25
ones = np.ones((rows, 2), np.float32)
alternating = np.tile(np.array([[0, 1], [1, 0]], np.float32), (rows // 2, 1))
seen = {
    "mean(axis=0)": ones.mean(axis=0),
    "average(axis=0)": np.average(ones, axis=0),
    "mean()": ones.mean(),
    "mean(axis=0) in Fortran order": np.asfortranarray(ones).mean(axis=0),
    "mean(axis=0, dtype=float64)": ones.mean(axis=0, dtype=np.float64),
    "cumsum of one column, the last": np.cumsum(np.ascontiguousarray(ones[:, 0]))[-1],
    "std(axis=0) of 0 and 1": alternating.std(axis=0),
}
print("numpy", np.__version__)
for name, value in seen.items():
    print(f"{name:30} {value}")
assert (seen["mean(axis=0)"] == 0.5).all() and (seen["average(axis=0)"] == 0.5).all()
assert seen["mean()"] == 1 and (seen["mean(axis=0) in Fortran order"] == 1).all() and (seen["mean(axis=0, dtype=float64)"] == 1).all()
assert seen["cumsum of one column, the last"] == 2**24
assert (np.abs(seen["std(axis=0) of 0 and 1"] - 0.354) < 0.001).all()
print("as recorded")
PY
env/bin/python see.py

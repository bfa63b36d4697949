#!/usr/bin/env bash
# pandas 3.0.6: once numexpr is installed, int64 minus float32 is float64 for a million rows and float32 for one row more
#
# Believed: the type of a difference depends on the types of its columns; numexpr, which pandas only uses if it is there, is about speed.
# Seen:     1 790 000 123 (seconds since 1970, int64) minus 1 (float32): 1 790 000 122 for 1 000 000 rows, 1 790 000 128 for 1 000 001, whose result
#           has the type float32. An int32 column is concerned as well: 16 777 217 - 1 is 16 777 215. compute.use_numexpr=False gives
#           float64 and the right number for any length. numpy's own rule for an integer of 32 or 64 bits and float32 is float64, that of numexpr is
#           float32, and pandas asks numexpr from a million elements on.
# Versions: pandas 3.0.6, numexpr 2.14.2, numpy 2.4.6. Date: 2026-11-30.
# For a trainer: a time minus an offset, a number of items times a price, an index plus a float feature: from some length on they are rounded to steps
#           of 128 seconds or so, on the machine where numexpr was installed for something else. A sample of the rows is right, so that
#           the training data and what is served differ. Convert integers to float64 before arithmetic with float32.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 pandas==3.0.6 numexpr==2.14.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import numexpr
import numpy as np
import pandas as pd


def difference(rows, value, kind):
    """Type and first number of a column of `value`, an integer, minus a float32 column of ones."""
    seconds = pd.Series(np.full(rows, value, kind))
    result = seconds - pd.Series(np.ones(rows, np.float32))
    return str(result.dtype), int(result.iloc[0])


print("pandas", pd.__version__, "numexpr", numexpr.__version__)
for value, kind, wrong in ((1_790_000_123, np.int64, 1_790_000_128), (16_777_217, np.int32, 16_777_215)):
    seen = {}
    for used in (True, False):
        pd.set_option("compute.use_numexpr", used)
        for rows in (1_000_000, 1_000_001):
            seen[used, rows] = difference(rows, value, kind)
            print(f"{value} - 1, {np.dtype(kind)}, {'numexpr' if used else 'without'}, {rows} rows:", *seen[used, rows])
    right = ("float64", value - 1)
    assert seen[False, 1_000_000] == seen[False, 1_000_001] == seen[True, 1_000_000] == right
    assert seen[True, 1_000_001] == ("float32", wrong)
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

#!/usr/bin/env bash
# duckdb 1.5.6: .torch() makes 0 of every NULL, and gives no sign of it
#
# Believed: a NULL becomes NaN in a tensor of floats, as it does with .df(), and integers with NULL are refused or become floats.
# Seen:     1.5, NULL, 3.0 is tensor([1.5, 0.0, 3.0]), and 1, NULL, 3 is tensor([1, 0, 3]), as is true, NULL, true: [True, False, True]. .fetchnumpy() gives masked
#           arrays, and what lies under the mask is taken without it; torch.from_numpy and torch.tensor of those arrays do the same.
#           .df() gives missing values. The reference has no word about NULL there.
# Versions: duckdb 1.5.6, torch 2.13.0, pandas 3.0.6, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: the shortest way from a query to PyTorch. A missing age becomes a newborn, a missing label the class 0, a missing measurement after
#           standardising in SQL exactly the mean, and isnan finds nothing. Fill NULL in the query (coalesce), or go through .df().
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 duckdb==1.5.6 pandas==3.0.6 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import duckdb
import numpy as np
import torch

query = "select * from (values (1.5::float, 1, true), (null, null, null), (3.0, 3, true)) rows(real, whole, flag)"
tensors = duckdb.sql(query).torch()
frame = duckdb.sql(query).df()
arrays = duckdb.sql(query).fetchnumpy()
print("duckdb", duckdb.__version__, "torch", torch.__version__)
print("torch ", tensors)
print("numpy ", arrays["real"], "as a tensor", torch.from_numpy(arrays["real"]))
print("pandas", frame["real"].tolist(), frame["whole"].tolist())
assert tensors["real"].tolist() == [1.5, 0, 3] and tensors["whole"].tolist() == [1, 0, 3]
assert tensors["flag"].tolist() == [True, False, True]
assert np.ma.is_masked(arrays["real"]) and torch.from_numpy(arrays["real"]).tolist() == [1.5, 0, 3]
assert frame["real"].isna().tolist() == frame["whole"].isna().tolist() == [False, True, False]
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

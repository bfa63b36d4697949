#!/usr/bin/env bash
# PyTorch 2.13.0: from the 26th row on, torch.cdist says that a row is more than 1 away from itself
#
# Believed: cdist gives distances to float32's precision, those of a row to itself are 0, and more rows in the call change none of the others. (Its text says
#           that it is equivalent to SciPy's.)
# Seen:     rows of eight numbers around 1 000 with spread 1. With 25 rows the largest error is 6e-7. With 26 rows the same distances are off by
#           up to 1.2, where 4 is usual, and a row is 1 away from itself (1.4 of 500 rows). From 26 rows on x*x + y*y - 2xy is computed in float32; the text names the
#           limit and the product of matrices, not what it costs. compute_mode="donot_use_mm_for_euclid_dist" is right for any number. Of 500
#           rows, 45 % have another nearest row than in truth.
# Versions: torch 2.13.0 on the CPU, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: triplets, prototypes, k-means, kernels and nearest neighbours are built on it. Features that are not around zero (raw measurements, outputs of a ReLU
#           layer with a large mean) make them noise as soon as the batch is a usual one, and the small example in the test is right. Subtract the mean
#           of all rows first, which changes no distance, or name the compute_mode.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch

torch.manual_seed(0)
rows = torch.randn(500, 8) + 1000
exact = torch.cdist(rows.double(), rows.double(), compute_mode="donot_use_mm_for_euclid_dist")
errors = {count: float((torch.cdist(rows[:count], rows[:count]) - exact[:count, :count]).abs().max()) for count in (25, 26)}
distances = torch.cdist(rows, rows)
itself = float(distances.diagonal().max())
direct = torch.cdist(rows, rows, compute_mode="donot_use_mm_for_euclid_dist")


def nearest(table):
    """Number of the nearest other row."""
    return (table + torch.diag(torch.full((len(table),), torch.inf))).argmin(1)


wrong = float((nearest(distances) != nearest(exact)).float().mean())
centred = rows - rows.mean(0)
print("torch", torch.__version__)
print("largest error by number of rows", errors, "of itself, 500 rows:", itself)
print(f"another nearest row: {wrong:.1%}, named mode {float((nearest(direct) != nearest(exact)).float().mean()):.1%}")
print("error with the mean taken off", float((torch.cdist(centred, centred) - exact).abs().max()))
assert errors[25] < 1e-5 and errors[26] > 0.3 and itself > 0.3
assert wrong > 0.05 and (direct - exact).abs().max() < 1e-5
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

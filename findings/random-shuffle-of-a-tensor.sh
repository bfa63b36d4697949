#!/usr/bin/env bash
# PyTorch 2.13.0: random.shuffle of a tensor of row numbers loses some of them and repeats others
#
# Believed: random.shuffle(torch.arange(1000)) puts 1 000 row numbers into a random order (as for a list or a one-dimensional numpy array), or
#           is refused.
# Seen:     about half of the numbers are gone, others are there several times, and nothing is raised. The swap x[i], x[j] = x[j], x[i]
#           takes x[i] and x[j] as views of the same memory, so that the second assignment reads what the first one wrote. A numpy array
#           of one dimension is shuffled rightly (x[i] is a number there); of two dimensions it loses rows in the same way.
#           numpy's own shuffle loses nothing in both.
# Versions: torch 2.13.0, numpy 2.4.6, Python 3.11. Date: 2026-11-29.
# For a trainer: as an index of rows for an epoch, or for a split, it silently trains on about half of the data, some rows many times;
#           after ten epochs on the same tensor few rows are left. Use torch.randperm.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import random

import numpy as np
import torch

rows = 1000


def left(values, shuffle, times=1):
    """How many different rows are left after shuffling."""
    for _ in range(times):
        shuffle(values)
    return len(np.unique(np.asarray(values), axis=0))


random.seed(0)
generator = np.random.default_rng(0)
pairs = np.arange(2 * rows).reshape(rows, 2)
seen = {
    "tensor, random.shuffle": left(torch.arange(rows), random.shuffle),
    "tensor, random.shuffle ten times": left(torch.arange(rows), random.shuffle, 10),
    "numpy array of rows, random.shuffle": left(pairs.copy(), random.shuffle),
    "list, random.shuffle": left(list(range(rows)), random.shuffle),
    "numpy array of numbers, random.shuffle": left(np.arange(rows), random.shuffle),
    "numpy array of rows, numpy's shuffle": left(pairs.copy(), generator.shuffle),
}
print("torch", torch.__version__, "numpy", np.__version__)
for name, count in seen.items():
    print(f"{name:38} {count} of {rows} left")
once, often, *others = seen.values()
assert 0.3 * rows < once < 0.8 * rows and often < 0.5 * once
assert 0.3 * rows < others[0] < 0.8 * rows
assert others[1:] == [rows, rows, rows]
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

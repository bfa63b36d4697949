#!/usr/bin/env bash
# scikit-learn 1.9.1: PCA of float32 columns around 1 000 finds components that are not there, once there are ten times as many rows as columns
#
# Believed: PCA takes the mean off first, so that where the columns lie does not matter; more rows make it better.
# Seen:     ten columns of spread 3 to 0.2, shifted by 10 000, in float32: the largest variance is 8.4 of 99 rows and 115 of
#           100 rows, where it should be 8.3. With 2 000 rows shifted by 1 000 it is 11.5 for 9.3, and the last two are 0; by 10 000, 786. float64
#           shifted by 1e8 does the same. From ten times as many rows as columns (and up to 1 000 columns) "auto" takes covariance_eigh, which computes X'X and
#           takes n * mean * mean' off it AFTERWARDS; its text says "the covariance matrix (on centered data)". svd_solver="full" is
#           right everywhere. whiten=True then multiplies noise.
# Versions: scikit-learn 1.9.1, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: years, pressures, temperatures in kelvin, heights, pixels of a bright sensor: as float32 (what most loaders give) they are turned
#           into components of rounding noise, with no warning, and an explained variance that looks better than the true one.
#           A test on few rows shows nothing. Subtract the mean before, or ask for "full".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 scikit-learn==1.9.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import numpy as np
import sklearn
from sklearn.decomposition import PCA

spreads = np.array([3, 2.5, 2, 1.5, 1.2, 1, 0.8, 0.6, 0.4, 0.2])
rows = np.random.default_rng(0).normal(size=(2000, 10)) * spreads


def variances(count, shift, kind, solver="auto"):
    """Explained variances of the first `count` rows, shifted, as numbers of type `kind`."""
    return PCA(svd_solver=solver).fit((rows[:count] + shift).astype(kind)).explained_variance_


print("scikit-learn", sklearn.__version__)
for count, shift, kind in [(99, 1e4, "float32"), (100, 1e4, "float32"), (2000, 1e3, "float32"), (2000, 1e4, "float32"), (2000, 1e8, "float64")]:
    auto, full = variances(count, shift, kind), variances(count, shift, kind, "full")
    print(f"{count:5} rows, {kind} shifted by {shift:.0e}: auto {np.round(auto, 2)}\n{'':38} full {np.round(full, 2)}")
    true = variances(count, 0, "float64")
    assert np.allclose(full, true, rtol=0.02, atol=0.002)
    if count == 99:
        assert np.allclose(auto, full)
    elif shift == 1e3:
        assert auto[0] > 1.1 * true[0] and auto[-1] < 0.01
    else:
        assert auto[0] > 10 * true[0] and auto[-1] < 0.01
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

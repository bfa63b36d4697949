#!/usr/bin/env bash
# scikit-learn 1.9.1: the L2 penalty of MLPClassifier and MLPRegressor is divided by the batch's rows
#
# Believed: alpha is the strength of the L2 penalty, so that one step of SGD shrinks the weights by 1 - rate * alpha whatever the batch is.
# Seen:     with inputs of 0, where nothing but the penalty moves the first layer, and alpha = 0.1, rate = 0.1, one epoch over 200 rows
#           multiplies its weights by 0.134 with batches of 1 row, 0.980 with 10 and 0.99995 with 200; a step shrinks them by
#           rate * alpha / rows of the batch. Weight decay per epoch goes with 1 / rows^2.
# Versions: scikit-learn 1.9.1 (also Debian's 1.2.1+dfsg-1), numpy 2.4.6. Date: 2026-11-28.
# For a trainer: an alpha that was tuned at one batch size says nothing of another: from 32 rows to 256 the decay per epoch falls to a 64th.
#           The default batch is min(200, rows), so that small data sets are decayed more. To copy an alpha into another library
#           (or to compare with it), divide it by the batch's rows.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 scikit-learn==1.9.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPRegressor

warnings.simplefilter("ignore")  # one epoch does not converge
rows, rate, alpha = 200, 0.1, 0.1


def norm(batch, alpha):
    """Norm, after one epoch, of the first layer: its inputs are 0, so only the penalty moves it."""
    model = MLPRegressor(hidden_layer_sizes=(4,), activation="identity", solver="sgd", momentum=0, learning_rate_init=rate,
                         alpha=alpha, batch_size=batch, max_iter=1, random_state=0)
    model.fit(np.zeros((rows, 3)), np.zeros(rows))
    return np.linalg.norm(model.coefs_[0])


print("scikit-learn", sklearn.__version__)
for batch in (1, 10, 50, 200):
    steps = rows // batch
    seen = norm(batch, alpha) / norm(batch, 0.0)
    by_rows, plain = (1 - rate * alpha / batch) ** steps, (1 - rate * alpha) ** steps
    print(f"batch {batch:3}: {steps:3} steps leave {seen:.6f} of the weights; alpha / rows predicts {by_rows:.6f}, alpha {plain:.6f}")
    assert abs(seen - by_rows) < 1e-9
print("as recorded")
PY
env/bin/python see.py

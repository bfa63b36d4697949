#!/usr/bin/env bash
# scikit-learn 1.9.1: the log loss of the same probabilities depends on the type of the array
#
# Believed: log_loss clips probabilities at one fixed small number, or not at all; float32 and float64 copies agree to some seven digits.
# Seen:     one certain mistake in two rows gives 18.02 in float64, 7.97 in float32 and 3.46 in float16: the clip is the machine epsilon
#           of the array's type. It is not about zeros only: 1e-10, which float32 holds with all of its digits, counts 23.03 in
#           float64 and 15.94 in float32. For the same certain mistake PyTorch's binary_cross_entropy counts 100 in both.
# Versions: scikit-learn 1.9.1, numpy 2.4.6, torch 2.13.0. Date: 2026-11-28.
# For a trainer: a model that answers in float32 (every network) looks better than the same one after .astype(float64), and ranking
#           models by log loss, or early stopping by it, then follows the array's type and not the model. Compute the loss from logits, or
#           convert to float64 before every comparison.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 scikit-learn==1.9.1 numpy==2.4.6 torch==2.13.0 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import numpy as np
import sklearn
import torch
from sklearn.metrics import log_loss

labels = [0, 1]
print("scikit-learn", sklearn.__version__, "torch", torch.__version__)


def losses(wrong):
    """Log losses of two rows, the first of label 0 with a probability `wrong` for it, the second right for certain."""
    table = np.array([[wrong, 1 - wrong], [0.0, 1.0]])
    return [float(log_loss(labels, table.astype(kind))) for kind in (np.float64, np.float32)]


certain, tiny = losses(0.0), losses(1e-10)
half = float(log_loss(labels, np.array([[0, 1], [0, 1]], dtype=np.float16)))
kinds = (torch.float64, torch.float32)
torches = [torch.nn.functional.binary_cross_entropy(torch.ones(2, dtype=k), torch.tensor([0, 1], dtype=k)).item() for k in kinds]
print("probability 0 for the label:     float64 %.4f, float32 %.4f," % tuple(certain), "float16 %.4f" % half)
print("probability 1e-10 for the label: float64 %.4f, float32 %.4f" % tuple(tiny))
print("torch, probability 0:            float64 %.4f, float32 %.4f" % tuple(torches))
assert abs(certain[0] - 18.0218) < 1e-3 and abs(certain[1] - 7.9712) < 1e-3 and abs(half - 3.4648) < 1e-3
assert abs(tiny[0] - 11.5129) < 1e-3 and abs(tiny[1] - 7.9712) < 1e-3
assert torches == [50.0, 50.0]
print("as recorded")
PY
env/bin/python see.py

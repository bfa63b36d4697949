#!/usr/bin/env bash
# Keras 3.15.1: a perfect ranking of a rare class has an AUC of 0.5
#
# Believed: the AUC depends on the order of the scores alone; keras.metrics.AUC approximates it with 200 thresholds, which
#           costs a little in the third digit.
# Seen:     990 rows of label 0 with probabilities up to 0.001 and ten of label 1 with 0.002 to 0.004: scikit-learn gives 1.0, Keras 0.5,
#           that of a coin, and for the precision-recall curve 0.01 instead of 1.0. The thresholds lie evenly in 0..1, the lowest but
#           one at 0.005, and every score is below it. from_logits=True does not help (the sigmoid comes first); 20 000 thresholds
#           give 1.0, and so do 200 for the same scores times 200.
# Versions: keras 3.15.1 (jax backend), jax 0.10.2, scikit-learn 1.9.1, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: a calibrated network for something that occurs once in a thousand rows (fraud, faults, clicks) answers below 0.005 nearly always,
#           so the metric that is chosen because classes are unbalanced says "nothing learned", and early stopping or a search
#           by val_auc prefers an overconfident model. Rank exactly, or choose thresholds from the scores.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 scikit-learn==1.9.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import keras
import numpy as np
import sklearn
from sklearn.metrics import average_precision_score, roc_auc_score

labels = np.r_[np.zeros(990), np.ones(10)]
scores = np.r_[np.linspace(1e-5, 1e-3, 990), np.linspace(2e-3, 4e-3, 10)]


def area(values, **options):
    metric = keras.metrics.AUC(**options)
    metric.update_state(labels, values)
    return float(metric.result())


seen = {
    "scikit-learn, ROC": roc_auc_score(labels, scores),
    "scikit-learn, precision-recall": average_precision_score(labels, scores),
    "Keras, ROC": area(scores),
    "Keras, ROC from logits": area(np.log(scores / (1 - scores)), from_logits=True),
    "Keras, precision-recall": area(scores, curve="PR"),
    "Keras, ROC, 20 000 thresholds": area(scores, num_thresholds=20_000),
    "Keras, ROC, scores times 200": area(scores * 200),
}
print("keras", keras.__version__, keras.backend.backend(), "scikit-learn", sklearn.__version__)
for case, value in seen.items():
    print(f"{case:32} {value:.4f}")
assert seen["scikit-learn, ROC"] == 1 and seen["scikit-learn, precision-recall"] > 0.9999
assert abs(seen["Keras, ROC"] - 0.5) < 1e-6 and abs(seen["Keras, ROC from logits"] - 0.5) < 1e-6
assert seen["Keras, precision-recall"] < 0.011
assert seen["Keras, ROC, 20 000 thresholds"] > 0.999 and seen["Keras, ROC, scores times 200"] > 0.999
print("as recorded")
PY
KERAS_BACKEND=jax env/bin/python see.py

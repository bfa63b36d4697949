#!/usr/bin/env bash
# Keras 3.15.1: a network that answers the same for every class has a top-k accuracy of 1, also for k = 1
#
# Believed: where outputs are equal, top-k accuracy counts k of them in some fixed order, so that a constant network has about k / classes, and
#           k=1 is the accuracy.
# Seen:     ten classes, 100 rows of each, all outputs equal: TopKCategoricalAccuracy and its sparse twin give 1.0 for k = 1 and 5, accuracy 0.1,
#           scikit-learn's top_k_accuracy_score 0.1 and 0.5. A label counts if its output is at least the k-th largest, ties included. Outputs
#           rounded to one decimal, as a quantized network's, score 0.44 for k = 1 where their accuracy is 0.35.
# Versions: keras 3.15.1 (jax backend), jax 0.10.2, scikit-learn 1.9.1, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: a collapsed network (all ReLUs off, weights of 0, saturated sigmoids at exactly 1) is the best there is for a ModelCheckpoint or an
#           EarlyStopping that watches top-k accuracy, and half precision or quantization seems to raise it. Count ties against the
#           label, or in a fixed order, and watch the loss.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 keras==3.15.1 jax==0.10.2 scikit-learn==1.9.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import os

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np
from sklearn.metrics import top_k_accuracy_score

classes = 10
labels = np.repeat(np.arange(classes), 100)
one_hot = np.eye(classes, dtype=np.float32)[labels]
random = np.random.default_rng(0)
constant = np.full((labels.size, classes), 0.1, np.float32)
noisy = (one_hot + random.normal(size=one_hot.shape)).astype(np.float32)
noisy = np.exp(noisy) / np.exp(noisy).sum(axis=1, keepdims=True)


def of(metric, targets, outputs):
    metric.update_state(targets, outputs)
    return float(metric.result())


def scores(name, outputs):
    accuracy = of(keras.metrics.SparseCategoricalAccuracy(), labels, outputs)
    dense = [of(keras.metrics.TopKCategoricalAccuracy(k=k), one_hot, outputs) for k in (1, 5)]
    sparse = [of(keras.metrics.SparseTopKCategoricalAccuracy(k=k), labels, outputs) for k in (1, 5)]
    sklearn = [float(top_k_accuracy_score(labels, outputs, k=k)) for k in (1, 5)]
    print(f"{name:26} accuracy {accuracy:.2f}; top 1, top 5: dense {dense[0]:.2f} {dense[1]:.2f}, sparse {sparse[0]:.2f} {sparse[1]:.2f}, scikit-learn {sklearn[0]:.2f} {sklearn[1]:.2f}")
    assert np.allclose(dense, sparse)
    return accuracy, dense, sklearn


print("keras", keras.__version__)
accuracy, top, sklearn = scores("all outputs equal", constant)
assert abs(accuracy - 0.1) < 1e-6 and top == [1, 1] and sklearn == [0.1, 0.5]
accuracy, top, sklearn = scores("noisy", noisy)
assert abs(top[0] - accuracy) < 1e-6 and abs(top[1] - sklearn[1]) < 1e-6
accuracy, top, sklearn = scores("noisy, to one decimal", np.round(noisy, 1))
assert top[0] > accuracy + 0.03
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

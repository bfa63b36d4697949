#!/usr/bin/env bash
# Keras 3.15.1: for a network of one sigmoid output, F1Score is the same number whatever the network has learned
#
# Believed: F1Score() of one output counts an answer above 0.5 as a yes, as Precision, Recall and BinaryAccuracy do.
# Seen:     100 rows, 25 of label 1: 0.4 for a network that is always right, for one that is always wrong and for noise (scikit-learn: 1, 0 and
#           0.296), and in each of 30 epochs in which the accuracy goes from 0 to 1. Without a threshold a row's argmax is the yes, and of
#           one output that is this one: every row is a yes, and the score 2 * 0.25 / 1.25. Outputs of exactly 0 are taken out, so that a saturated sigmoid (0 or 1 in float32) scores 1.
#           threshold=0.5 gives scikit-learn's numbers. Two classes as two softmax outputs give both classes' right scores.
# Versions: keras 3.15.1 (jax backend), jax 0.10.2, scikit-learn 1.9.1, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: the score depends on the share of yeses in the data and on nothing else: a flat curve that looks like "learned nothing", and a
#           checkpoint or early stopping that watches it keeps the first epoch. On data with 90 % of yeses it is a proud 0.947. It moves
#           only when outputs underflow, that is for overconfident networks. Always pass threshold.
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
from sklearn.metrics import f1_score


def seen(metric, labels, answers):
    metric.update_state(labels, answers)
    return round(float(np.ravel(metric.result())[0]), 3)


def compare(name, labels, answers):
    column = labels[:, None].astype(np.float32)
    answers = answers[:, None].astype(np.float32)
    plain = seen(keras.metrics.F1Score(), column, answers)
    at_half = seen(keras.metrics.F1Score(threshold=0.5), column, answers)
    exact = round(float(f1_score(labels, answers[:, 0] > 0.5)), 3)
    print(f"{name}: F1Score() {plain}, F1Score(threshold=0.5) {at_half}, scikit-learn {exact}")
    assert at_half == exact
    return plain, exact


quarter = np.tile([0, 0, 0, 1], 25)
noise = np.random.default_rng(0).random(100)
assert compare("always right", quarter, np.where(quarter, 0.9, 0.1)) == (0.4, 1)
assert compare("always wrong", quarter, np.where(quarter, 0.1, 0.9)) == (0.4, 0)
assert compare("noise", quarter, noise)[0] == 0.4
assert compare("right, saturated", quarter, quarter) == (1, 1)
assert compare("noise, 90 % of label 1", np.arange(100) % 10 > 0, noise)[0] == 0.947

model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, "sigmoid", kernel_initializer=keras.initializers.Constant(-1))])
model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy", metrics=[keras.metrics.F1Score(), "accuracy"])
rows = np.where(quarter, 1, -1)[:, None].astype(np.float32)
curve = model.fit(rows, quarter[:, None].astype(np.float32), epochs=30, batch_size=100, verbose=0).history
scores = np.ravel(curve["f1_score"])
print(f"a network that learns: accuracy {curve['accuracy'][0]} to {curve['accuracy'][-1]}, F1Score() {scores.min():.3f} to {scores.max():.3f}")
assert curve["accuracy"][0] == 0 and curve["accuracy"][-1] == 1 and np.allclose(curve["f1_score"], 0.4)
two = np.stack([1 - quarter, quarter], 1).astype(np.float32)
metric = keras.metrics.F1Score()
metric.update_state(two, np.where(two > 0, 0.9, 0.1).astype(np.float32))
assert np.allclose(metric.result(), 1)
print("as recorded")
PY
env/bin/python see.py

#!/usr/bin/env bash
# Keras 3.15.1: with BinaryCrossentropy(from_logits=True), metrics=["accuracy"] compares the logit with 0.5
#
# Believed: compile chooses the metric that "accuracy" means by the loss and the shapes, so that it knows that outputs are logits: a yes is
#           a logit above 0, a probability above a half.
# Seen:     101 rows, each answered rightly: accuracy 0.752, for the loss from logits as for one from probabilities. A yes begins at the
#           logit 0.5, a probability of 0.62. After a sigmoid the same network has 1.0. Labels of several classes are not
#           concerned (argmax). Nothing is warned of, and the text of compile speaks of shapes alone.
# Versions: keras 3.15.1 (jax backend), jax 0.10.2, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: the loss is right and the accuracy is that of another threshold, lower by all yeses between 0.5 and 0.62: it punishes a cautious network,
#           rises when the weights only grow, and early stopping by val_accuracy stops at the wrong epoch. Whoever tunes
#           the threshold afterwards looks for it in the wrong scale. Write BinaryAccuracy(threshold=0).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 keras==3.15.1 jax==0.10.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import os

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np

rows = np.linspace(-1, 1, 101, dtype="float32")[:, None]
labels = (rows > -0.21).astype("float32")


def accuracies(activation, from_logits):
    """Accuracy by its name and with the threshold 0, of the network rows + 0.21."""
    dense = keras.layers.Dense(1, activation=activation)
    model = keras.Sequential([keras.layers.Input((1,)), dense])
    dense.set_weights([np.ones((1, 1)), np.full(1, 0.21)])
    exact = keras.metrics.BinaryAccuracy(threshold=0.0, name="exact")
    model.compile("sgd", keras.losses.BinaryCrossentropy(from_logits=from_logits), metrics=["accuracy", exact])
    scores = model.evaluate(rows, labels, verbose=0, return_dict=True)
    return scores["accuracy"], scores["exact"]


logits, probabilities = accuracies(None, True), accuracies("sigmoid", False)
print("keras", keras.__version__)
print("logits: accuracy", logits[0], "with threshold 0", logits[1], "behind a sigmoid: accuracy", probabilities[0])
assert abs(logits[0] - 0.752) < 0.01 and logits[1] == 1 and probabilities[0] == 1
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

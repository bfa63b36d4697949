#!/usr/bin/env bash
# Keras 3.15.1: with several labels a row, class_weight takes the weight of the first label and class 0's for none
#
# Believed: class_weight with targets of several labels a row either weighs each output or is refused.
# Seen:     weights 1, 10 and 100 for three sigmoid outputs: a row of labels 0 and 2 counts once, one of label 2 alone 100 times, one of 1
#           and 2 ten times, and a row without any label once, as if it were of class 0. The position of the largest target is taken for
#           the class, without a warning. With weights 100, 10, 1 the rows without a label are the heaviest.
# Versions: keras 3.15.1 (jax backend), jax 0.10.2, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: weights meant for a rare label reach only the rows that have no other label before it, so that the order of the columns decides,
#           and rows of nothing are weighed as the first column. Weigh rows by sample_weight, or outputs in one's own loss.
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

model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(3, activation="sigmoid", kernel_initializer="zeros")])
# At a rate of 0 every output stays 0.5, and the loss of a row is ln 2 times its weight.
model.compile(loss="binary_crossentropy", optimizer=keras.optimizers.SGD(0.0))


def weight(target, weights):
    """How often a row of these labels counts."""
    targets = np.array([target], np.float32)
    loss = model.fit(np.ones((1, 1)), targets, class_weight=dict(enumerate(weights)), verbose=0).history["loss"][0]
    return round(loss / np.log(2), 3)


print("keras", keras.__version__)
seen = {}
for weights in ((1, 10, 100), (100, 10, 1)):
    seen[weights] = {target: weight(target, weights) for target in ((1, 0, 1), (0, 0, 1), (0, 1, 1), (0, 0, 0))}
    print(f"weights {weights}:", ", ".join(f"{target} counts {times:g}" for target, times in seen[weights].items()))
assert list(seen[1, 10, 100].values()) == [1, 100, 10, 1]
assert list(seen[100, 10, 1].values()) == [100, 1, 10, 100]
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

#!/usr/bin/env bash
# Keras 3.15.1: embedding * 2 loses the mask without a word, and from there on the padding counts
#
# Believed: with mask_zero=True a text has one answer, however far it is padded, as long as every layer on the way knows masks; arithmetic on its
#           numbers is no layer that could lose the mask (layers.Add and Rescaling keep it), and what loses one says so.
# Seen:     three words, alone and with two zeros after them, mean over the positions: the same answer after the embedding, Activation, LayerNormalization,
#           Rescaling and Add. After h * 2, h + 1, h + h, keras.ops.relu(h) and h[..., :2] the two differ by up to 0.05, of answers as
#           large; an LSTM after h * 2 as well. Nothing is printed, while the same product in a Lambda layer warns that it
#           destroys the mask.
# Versions: keras 3.15.1 (jax backend), jax 0.10.2, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: embedding * sqrt(width), embedding + positions and x + block(x) are how a transformer is written down, and after the first of them attention,
#           pooling and the loss take the padding for words. The answer then depends on the longest text of the batch. Use the layers (Rescaling, Add), or
#           compare one text with itself padded, which is a test of one line.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 keras==3.15.1 jax==0.10.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import os

os.environ["KERAS_BACKEND"] = "jax"
import warnings

import keras
import numpy as np
from keras import layers

warnings.simplefilter("ignore")
text, padded = np.array([[3, 5, 2]]), np.array([[3, 5, 2, 0, 0]])


def difference(body, head=layers.GlobalAveragePooling1D):
    """Largest difference between the answers to the text and to the padded text."""
    keras.utils.set_random_seed(0)
    inputs = layers.Input((None,))
    model = keras.Model(inputs, head()(body(layers.Embedding(10, 4, mask_zero=True)(inputs))))
    return float(np.abs(model.predict(text, verbose=0) - model.predict(padded, verbose=0)).max())


keeps = {
    "embedding": lambda h: h,
    "Activation": lambda h: layers.Activation("relu")(h),
    "LayerNormalization": lambda h: layers.LayerNormalization()(h),
    "Rescaling": lambda h: layers.Rescaling(2.0)(h),
    "Add": lambda h: layers.Add()([h, h]),
}
loses = {
    "h * 2": lambda h: h * 2.0,
    "h + 1": lambda h: h + 1.0,
    "h + h": lambda h: h + h,
    "ops.relu(h)": keras.ops.relu,
    "h[..., :2]": lambda h: h[..., :2],
}
print("keras", keras.__version__)
for name, body in {**keeps, **loses}.items():
    apart = difference(body)
    print(f"{name:20} {apart:.4f}")
    assert (apart < 1e-6) == (name in keeps)
recurrent = [difference(body, lambda: layers.LSTM(3)) for body in (keeps["Rescaling"], loses["h * 2"])]
print("LSTM behind Rescaling and behind h * 2", recurrent)
assert recurrent[0] < 1e-6 and recurrent[1] > 0.01
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    difference(lambda h: layers.Lambda(lambda x: x * 2.0)(h))
    of_lambda = len([warning for warning in said if "destroy the mask" in str(warning.message)])
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    difference(loses["h * 2"])
    of_product = len([warning for warning in said if "mask" in str(warning.message)])
print("warnings of the Lambda layer", of_lambda, "and of h * 2", of_product)
assert of_lambda > 0 and of_product == 0
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

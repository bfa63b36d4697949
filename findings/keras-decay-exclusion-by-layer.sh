#!/usr/bin/env bash
# Keras 3.15.1: exclude_from_weight_decay(var_names=...) with the name of a layer excludes nothing
#
# Believed: var_names are looked for in the variables' names, which carry the name of the layer (`batch_norm/gamma`).
# Seen:     ["batch_norm"] excludes none of the four variables of a model that has a layer of that name, without an error or a warning: a
#           variable's name is only "gamma", its path is "sequential/batch_norm/gamma", and the name is what is searched. After one step with
#           gradients of zero, gamma is 0.9 instead of 1. ["gamma", "beta"] works. The search is a regular expression anywhere in
#           the name, so that ["a"] excludes gamma, beta and bias at once.
# Versions: keras 3.15.1 (jax backend), jax 0.10.2. Date: 2026-11-29.
# For a trainer: the usual list of layers kept out of the decay (normalisation, embeddings, the head) has no effect, and the
#           scales of the normalisation are pulled to zero at every step. Pass variables (var_list), and look at what a pattern
#           matched; one's own patterns should be refused when they match nothing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import warnings

import keras
import numpy as np
from keras.ops import convert_to_numpy


def decayed(**excluded):
    """The paths of the variables that one step with gradients of zero has changed, and gamma after it."""
    model = keras.Sequential([
        keras.Input((2,)),
        keras.layers.Dense(2, name="head", bias_initializer="ones"),
        keras.layers.BatchNormalization(name="batch_norm", beta_initializer="ones"),
    ])
    variables = model.trainable_variables
    before = [convert_to_numpy(variable) for variable in variables]
    optimizer = keras.optimizers.AdamW(0.1, weight_decay=1.0)
    if excluded == {"var_list": "batch_norm"}:
        excluded = {"var_list": model.get_layer("batch_norm").trainable_variables}
    if excluded:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            optimizer.exclude_from_weight_decay(**excluded)
    optimizer.apply_gradients([(np.zeros(variable.shape, np.float32), variable) for variable in variables])
    changed = [v.path.split("/", 1)[1] for v, old in zip(variables, before) if not np.array_equal(convert_to_numpy(v), old)]
    return changed, convert_to_numpy(model.get_layer("batch_norm").gamma)[0].item()


seen = {
    "nothing": decayed(),
    "var_names=['batch_norm']": decayed(var_names=["batch_norm"]),
    "var_names=['gamma', 'beta']": decayed(var_names=["gamma", "beta"]),
    "var_names=['a']": decayed(var_names=["a"]),
    "var_list of the layer": decayed(var_list="batch_norm"),
}
print("keras", keras.__version__, keras.backend.backend())
for case, (changed, gamma) in seen.items():
    print(f"excluded {case:28} decayed {', '.join(changed)}; gamma {gamma:.2f}")
everything = ["head/kernel", "head/bias", "batch_norm/gamma", "batch_norm/beta"]
assert seen["nothing"][0] == seen["var_names=['batch_norm']"][0] == everything
assert abs(seen["var_names=['batch_norm']"][1] - 0.9) < 1e-6
assert seen["var_names=['gamma', 'beta']"] == seen["var_list of the layer"] == (everything[:2], 1.0)
assert seen["var_names=['a']"][0] == ["head/kernel"]
print("as recorded")
PY
KERAS_BACKEND=jax env/bin/python see.py

#!/usr/bin/env bash
# flax 0.12.8: BatchNorm and LayerNorm do not normalise what lies far from zero
#
# Believed: a normalisation subtracts the mean and divides by the spread; where the features lie does not matter.
# Seen:     256 rows of 10 000 ± 1 leave BatchNorm with a spread of 318 (with another seed 0.34), those of 100 000 ± 1 with 309; LayerNorm
#           gives 862 and 498. PyTorch and Keras give 1.00 for the same rows. The variance is mean(x * x) - mean(x)^2 in float32, cut off at 0 where it comes out
#           negative, and then the divisor is the root of epsilon. use_fast_variance=False gives 1.00. Both APIs, linen and nnx.
# Versions: flax 0.12.8, jax 0.10.2, torch 2.13.0, keras 3.15.1 (jax backend), numpy 2.4.6. Date: 2026-11-29.
# For a trainer: a normalisation as the first layer, in place of scaling the data, is a usual choice in PyTorch; a port to flax gets inputs
#           hundreds of times too large, or too small, for years, pressures and times, and no error. A constant feature of 1e5 is
#           multiplied by its own rounding noise. Scale the data first, or switch the fast variance off.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 flax==0.12.8 jax==0.10.2 torch==2.13.0 keras==3.15.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import os

os.environ["KERAS_BACKEND"] = "jax"
import flax
import jax
import keras
import numpy as np
import torch
from flax import linen, nnx

random = np.random.default_rng(0)


def of_linen(layer, rows):
    return layer.init_with_output(jax.random.key(0), rows)[0]


def batch_norms(rows):
    return {
        "linen": of_linen(linen.BatchNorm(use_running_average=False), rows),
        "nnx": nnx.BatchNorm(1, rngs=nnx.Rngs(0))(rows),
        "linen, slow": of_linen(linen.BatchNorm(use_running_average=False, use_fast_variance=False), rows),
        "torch": torch.nn.BatchNorm1d(1)(torch.tensor(rows)).detach(),
        "keras": keras.layers.BatchNormalization(epsilon=1e-5)(rows, training=True),
    }


def layer_norms(rows):
    return {
        "linen": of_linen(linen.LayerNorm(), rows),
        "nnx": nnx.LayerNorm(64, rngs=nnx.Rngs(0))(rows),
        "linen, slow": of_linen(linen.LayerNorm(use_fast_variance=False), rows),
        "torch": torch.nn.LayerNorm(64)(torch.tensor(rows)).detach(),
        "keras": keras.layers.LayerNormalization(epsilon=1e-5)(rows),
    }


print("flax", flax.__version__)
for offset in (0, 10_000, 100_000):
    rows = (offset + random.normal(size=(256, 1))).astype(np.float32)
    for kind, outputs in (("BatchNorm", batch_norms(rows)), ("LayerNorm", layer_norms(rows.reshape(4, 64)))):
        spread = {name: float(np.std(np.asarray(output, np.float64))) for name, output in outputs.items()}
        print(f"{offset:6} ± 1 {kind}:", ", ".join(f"{name} {value:.3f}" for name, value in spread.items()))
        wrong = {name for name, value in spread.items() if abs(value - 1) > 0.05}
        assert wrong == (set() if offset == 0 else {"linen", "nnx"})
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

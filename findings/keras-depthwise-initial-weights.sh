#!/usr/bin/env bash
# Keras 3.15.1: the more channels, the smaller a depthwise convolution begins: with 256 channels He's normal is 16 times too small
#
# Believed: an initialiser is scaled by how many numbers are added up for one output; in a depthwise 3 x 3 convolution these are 9, whatever the
#           number of channels, so that he_normal leaves inputs of spread 1 at 1.41 (the root of 2).
# Seen:     DepthwiseConv2D with he_normal: 0.34, 0.18 and 0.09 for 16, 64 and 256 channels. Conv2D(groups=channels), which is the same sum,
#           gives 1.53, 1.37 and 1.42 with the same initialiser, flax and PyTorch about as much. The kernel has the shape (3, 3, channels, 1), and
#           the channels are counted as inputs. Six SeparableConv2D of 64 channels with their default weights leave a spread of
#           2.2e-6, six Conv2D 0.09; with 256 channels 3.5e-8 and 0.08. The gradient at the first layer shrinks by as much.
# Versions: keras 3.15.1 (jax backend), jax 0.10.2, flax 0.12.8, torch 2.13.0, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: small networks for phones are stacks of these layers. With a batch normalisation after each it is hidden; without, nothing
#           of the input reaches the output and no gradient the first layers, and the loss stays where it began. Give the depthwise
#           kernel VarianceScaling(2 * channels), or take Conv2D with groups.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 keras==3.15.1 jax==0.10.2 flax==0.12.8 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import os

os.environ["KERAS_BACKEND"] = "jax"
import jax
import keras
import numpy as np
import torch
from flax import linen

keras.utils.set_random_seed(0)
torch.manual_seed(0)
images = np.random.default_rng(0).normal(size=(4, 16, 16, 256)).astype(np.float32)


def spread(answers):
    return round(float(np.std(np.asarray(answers))), 3)


def torch_depthwise(inputs):
    layer = torch.nn.Conv2d(inputs.shape[-1], inputs.shape[-1], 3, groups=inputs.shape[-1], bias=False)
    torch.nn.init.kaiming_normal_(layer.weight)
    return layer(torch.tensor(inputs).permute(0, 3, 1, 2)).detach()


def flax_depthwise(inputs):
    layer = linen.Conv(inputs.shape[-1], (3, 3), feature_group_count=inputs.shape[-1], kernel_init=jax.nn.initializers.he_normal(), padding="VALID")
    return layer.init_with_output(jax.random.key(0), inputs)[0]


def stack(layer, inputs):
    """The spread after six layers with ReLU, and the gradient of their sum with respect to the first one's input."""
    layers = [layer(inputs.shape[-1], 3, padding="same") for _ in range(6)]

    def run(x):
        for one in layers:
            x = keras.ops.relu(one(x))
        return x

    answers = run(inputs)
    gradient = jax.grad(lambda x: run(x).sum())(jax.numpy.asarray(inputs))
    return float(np.std(answers)), float(np.std(gradient))


for channels, shrunk in ((16, 0.5), (64, 0.25), (256, 0.12)):
    inputs = images[..., :channels]
    seen = {
        "DepthwiseConv2D": keras.layers.DepthwiseConv2D(3, depthwise_initializer="he_normal")(inputs),
        "Conv2D(groups)": keras.layers.Conv2D(channels, 3, groups=channels, kernel_initializer="he_normal")(inputs),
        "flax": flax_depthwise(inputs),
        "torch": torch_depthwise(inputs),
        "DepthwiseConv2D, scale 2 * channels": keras.layers.DepthwiseConv2D(
            3, depthwise_initializer=keras.initializers.VarianceScaling(2 * channels, "fan_in", "truncated_normal")
        )(inputs),
    }
    seen = {name: spread(answers) for name, answers in seen.items()}
    print(f"{channels} channels, he_normal:", ", ".join(f"{name} {value}" for name, value in seen.items()))
    assert seen.pop("DepthwiseConv2D") < shrunk
    assert all(1.2 < value < 1.7 for value in seen.values())
for channels in (64, 256):
    separable, plain = stack(keras.layers.SeparableConv2D, images[..., :channels]), stack(keras.layers.Conv2D, images[..., :channels])
    print(f"{channels} channels, six layers: spread SeparableConv2D {separable[0]:.1e}, Conv2D {plain[0]:.1e}; gradient {separable[1]:.1e}, {plain[1]:.1e}")
    assert separable[0] < 1e-4 * plain[0] and separable[1] < 1e-4 * plain[1]
print("as recorded")
PY
env/bin/python see.py

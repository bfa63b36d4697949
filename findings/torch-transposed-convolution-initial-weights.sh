#!/usr/bin/env bash
# PyTorch 2.13.0: a transposed convolution begins with weights for the number of its outputs, not of its inputs
#
# Believed: layers of PyTorch begin with U(-b, b), b = 1 / sqrt(inputs of a unit), a convolution and its transpose alike, and kaiming_normal_ with
#           mode="fan_in" keeps the variance of the signal.
# Seen:     for inputs of variance 1, Conv2d gives a spread of about 0.57 whatever its channels are. ConvTranspose2d(kernel 4, stride 2) gives 0.10 from 64 to 512
#           channels, 0.8 from 512 to 64, and 4.5 from 256 to 1. kaiming_normal_(nonlinearity="linear") should give 1: Conv2d 1.0,
#           ConvTranspose2d 0.18, 1.4 and 8. Both take size(1) for the inputs, which in a transposed convolution is that of the outputs. (The layer's
#           page does write C_out into its formula, that of kaiming_normal_ has no word of it.) mode="fan_out" is the fan_in of such layers.
# Versions: torch 2.13.0 (also Debian's 1.13.1+dfsg-4). Date: 2026-11-29.
# For a trainer: the last layer of a decoder or generator (many channels to one) begins many times too large and saturates its sigmoid or tanh, one
#           that widens begins near 0. flax counts the inputs, so that a port starts elsewhere; he_uniform of Keras 3.15.1, too, counts the outputs.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch
from torch import nn

torch.manual_seed(0)


def spread(layer, inputs):
    """Standard deviation of the output, away from the border, for inputs of variance 1."""
    with torch.no_grad():
        return layer(torch.randn(64, inputs, 12, 12))[:, :, 2:-2, 2:-2].std().item()


print("torch", torch.__version__)
seen = {}
for inputs, outputs in ((64, 512), (512, 64), (256, 1)):
    for kind in (nn.Conv2d, nn.ConvTranspose2d):
        layer = kind(inputs, outputs, kernel_size=4, stride=2, padding=1, bias=False)
        row = [spread(layer, inputs)]
        for mode in ("fan_in", "fan_out"):
            nn.init.kaiming_normal_(layer.weight, mode=mode, nonlinearity="linear")
            row.append(spread(layer, inputs))
        seen[kind.__name__, inputs, outputs] = row
        print(f"{kind.__name__:16} {inputs:3} to {outputs:3}: default {row[0]:.3f}, kaiming fan_in {row[1]:.3f}, fan_out {row[2]:.3f}")


def near(value, wanted):
    return abs(value / wanted - 1) < 0.15


for (kind, inputs, outputs), (default, fan_in, fan_out) in seen.items():
    if kind == "Conv2d":
        assert near(default, 3**-0.5) and near(fan_in, 1)
    else:  # stride 2: a fourth of the 16 weights meet an input
        factor = (inputs / outputs) ** 0.5 / 2
        assert near(default, factor * 3**-0.5) and near(fan_in, factor) and near(fan_out, 0.5)
print("as recorded")
PY
env/bin/python see.py

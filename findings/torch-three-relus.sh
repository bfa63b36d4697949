#!/usr/bin/env bash
# PyTorch 2.13.0: relu(x), clamp(x, min=0) and maximum(x, 0) have three different gradients at 0
#
# Believed: the three are one function; the choice of the gradient at the kink is one convention of the library.
# Seen:     equal values, but at x = 0 the gradient is 0 (relu), 1 (clamp) and 0.5 (maximum, which shares it between equal arguments).
#           A two-layer network with zero biases and a row of zeros as input has pre-activations of exactly 0: after one step
#           of SGD its hidden biases are 0, -1 or -0.5 times the same number, depending on how ReLU was written.
# Versions: torch 2.13.0. Date: 2026-11-28.
# For a trainer: exact zeros are common (biases start at 0, blank images, one-hot rows without a hit, a layer of ReLUs that are all
#           off below). A port or a test that compares a network's bits or losses with PyTorch must know which form the other side
#           used, and ONNX's Clip, exported from clamp, is not interchangeable with Relu in training.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch

forms = {
    "relu": torch.relu,
    "clamp": lambda x: x.clamp(min=0),
    "maximum": lambda x: torch.maximum(x, torch.zeros_like(x)),
}


def gradient_at_zero(form):
    x = torch.zeros(1, requires_grad=True)
    (gradient,) = torch.autograd.grad(form(x).sum(), x)
    return gradient.item()


def bias_after_a_step(form):
    torch.manual_seed(1)
    below, above = torch.nn.Linear(3, 2), torch.nn.Linear(2, 1)
    torch.nn.init.zeros_(below.bias)
    torch.nn.init.ones_(above.weight)
    torch.nn.init.zeros_(above.bias)
    optimizer = torch.optim.SGD(below.parameters(), lr=1.0)
    blank = torch.zeros(4, 3)
    (above(form(below(blank))) + 0.5).square().mean().backward()
    optimizer.step()
    return below.bias.tolist()


points = torch.linspace(-2, 2, 9)
print("torch", torch.__version__)
for name, form in forms.items():
    print(f"{name:8} gradient at 0: {gradient_at_zero(form)}, bias after a step on a blank row: {bias_after_a_step(form)}")
    assert torch.equal(form(points), torch.relu(points))
assert [gradient_at_zero(form) for form in forms.values()] == [0.0, 1.0, 0.5]
assert [bias_after_a_step(form)[0] for form in forms.values()] == [0.0, -1.0, -0.5]
print("as recorded")
PY
env/bin/python see.py

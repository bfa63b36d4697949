#!/usr/bin/env bash
# PyTorch 2.13.0: with few rows, most of a step of Muon is rounding noise
#
# Believed: Muon makes the gradient's singular values about equal; the gradient of a layer on one row has rank one, so that the step has rank
#           one as well, along that gradient (exactly so for batches of fewer rows than the layer is wide).
# Seen:     one row and a 64 x 64 layer: the singular values of the first step are 0.70, 0.50, 0.44, ...: it has full rank, and the part of
#           it outside the gradient's row and column space is 1.5 times as long as the part inside. With 4 rows it is 0.66 times,
#           with 16 rows 0.27 times, and still 0.37 with 16 rows at 256 x 256. The iteration runs in bfloat16, and five rounds of
#           slope 3.44 at zero multiply its rounding errors by 480. optax 0.2.8, in float32, keeps rank one (next value 0.00002).
# Versions: torch 2.13.0 on the CPU, optax 0.2.8, jax 0.10.2. Date: 2026-11-29.
# For a trainer: in batches smaller than the layer (small data sets, fine-tuning, a single row) weights are moved hard in directions in
#           which no row has any say, and a lower momentum or more careful clipping does not change that. Two libraries' "Muon"
#           are different optimizers there. Prefer batches wider than the layers, or an iteration in float32.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 optax==0.2.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import jax.numpy as jnp
import numpy as np
import optax
import torch


def gradient(rows, width):
    """The gradient of a square layer of zeros for the squared error on random rows."""
    generator = torch.Generator().manual_seed(1)
    inputs = torch.randn(rows, width, generator=generator)
    targets = torch.randn(rows, width, generator=generator)
    weight = torch.nn.Parameter(torch.zeros(width, width))
    (inputs @ weight.T - targets).square().sum().backward()
    return weight.grad


def torch_step(grad):
    weight = torch.nn.Parameter(torch.zeros_like(grad))
    weight.grad = grad.clone()
    torch.optim.Muon([weight], lr=1.0, weight_decay=0.0).step()
    return weight.detach().numpy()


def optax_step(grad):
    params = {"weight": jnp.zeros(grad.shape)}
    optimizer = optax.contrib.muon(1.0, weight_decay=0.0)
    updates, _ = optimizer.update({"weight": jnp.asarray(grad.numpy())}, optimizer.init(params), params)
    return np.asarray(updates["weight"])


def look(step, rows, width):
    """The singular values of the step, and how long its part outside the gradient's spaces is beside the part inside."""
    grad = gradient(rows, width)
    moved = step(grad)
    left, _, right = np.linalg.svd(grad.numpy())
    left, right = left[:, :rows], right[:rows]
    inside = left @ (left.T @ moved @ right.T) @ right
    return np.linalg.svd(moved, compute_uv=False), np.linalg.norm(moved - inside) / np.linalg.norm(inside)


print("torch", torch.__version__, "optax", optax.__version__)
outside = {}
for name, step in (("torch", torch_step), ("optax", optax_step)):
    for rows, width in ((1, 64), (4, 64), (16, 64), (16, 256)):
        values, outside[name, rows, width] = look(step, rows, width)
        print(f"{name}, {rows:2} rows, {width} wide: singular values {np.round(values[:3], 3)}, "
              f"number {rows + 1}: {values[rows]:.5f}; outside / inside {outside[name, rows, width]:.4f}")
assert outside["torch", 1, 64] > 1
assert outside["torch", 4, 64] > 0.4
assert outside["torch", 16, 64] > 0.15 and outside["torch", 16, 256] > 0.15
assert all(ratio < 0.01 for (name, _, _), ratio in outside.items() if name == "optax")
print("as recorded")
PY
env/bin/python see.py

#!/usr/bin/env bash
# PyTorch 2.13.0: one step of Adam on float16 weights gives infinity for small gradients and NaN for zero ones
#
# Believed: float16 weights train badly because updates are rounded away; Adam's step is bounded by the learning rate in any precision.
# Seen:     after ONE step at a rate of 0.001, weights of 1 whose gradients are 0, 1e-4 and 1e-3 become NaN, -Infinity and -Infinity;
#           only the gradient of 1 gives 0.999. (1 - 0.999) * g * g underflows to 0 in float16 for |g| below about 0.005, and the
#           epsilon of 1e-8 is itself 0 in float16, so the quotient is m / 0. With eps=1e-4 all four are finite. bfloat16, which has
#           float32's range, is not concerned.
# Versions: torch 2.13.0, on the CPU. Date: 2026-11-28.
# For a trainer: the smaller the gradient the larger the step, and a unit that is off (gradient 0) is the first to become NaN, so the
#           usual advice "lower the rate, clip the gradient" makes it worse. Keep weights and Adam's averages in float32.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch


def step(dtype, **options):
    weights = torch.nn.Parameter(torch.ones(4, dtype=dtype))
    optimizer = torch.optim.Adam([weights], lr=1e-3, **options)
    weights.grad = torch.tensor([0.0, 1e-4, 1e-3, 1.0], dtype=dtype)
    optimizer.step()
    return weights.detach().float()


print("torch", torch.__version__)
half, wider, brain, single = step(torch.float16), step(torch.float16, eps=1e-4), step(torch.bfloat16), step(torch.float32)
print("gradients 0, 1e-4, 1e-3, 1, from weights of 1, at a rate of 0.001")
for name, left in {"float16": half, "float16, eps=1e-4": wider, "bfloat16": brain, "float32": single}.items():
    print(f"{name:18} {left.tolist()}")
assert half[0].isnan() and half[1] == half[2] == -torch.inf and abs(half[3] - 0.999) < 1e-3
assert wider.isfinite().all() and brain.isfinite().all() and single.isfinite().all()
print("as recorded")
PY
env/bin/python see.py

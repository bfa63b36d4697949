#!/usr/bin/env bash
# PyTorch 2.13.0: with bfloat16 weights the second moment of Adam goes up and never comes down again
#
# Believed: bfloat16 has the range of float32, so that Adam in it is Adam with two to three digits; its memory of large gradients fades by 0.999 a step.
# Seen:     1 000 gradients of 1, then 5 000 of 0.01: in float32 the mean of squares falls from 0.632 to 0.00435, in bfloat16 it is 0.5 before and
#           0.5 after, to the bit. 0.999 v rounds back to v: neighbours are 1/128 apart or so. Upwards it stops at 0.5 (fused: at 0.25) because the
#           next 0.001 is rounded off there, too. The step that belongs to a gradient of 0.01 is 1.5 % of the rate
#           instead of 15 %, and would be 100 % in float32 some time later. AdamW and amsgrad alike; betas=(0.9, 0.95) behaves.
# Versions: torch 2.13.0. Date: 2026-11-29.
# For a trainer: model.bfloat16() with a common Adam gives each weight the rate of its worst gradients ever: a warm-up's spike lowers it for good, and
#           training looks like a plateau, with no NaN to point at it. Keep the state in float32 (float32 weights and autocast),
#           or choose b2 so that 1 - b2 is above 1/128.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch


def moments(dtype, **options):
    """The mean of squares after 1 000 gradients of 1, and after 5 000 of 0.01; the last step over the rate."""
    weight = torch.zeros(4, dtype=dtype, requires_grad=True)
    optimizer = torch.optim.Adam([weight], lr=1.0, **options)
    seen = []
    for gradient, steps in ((1.0, 1000), (0.01, 5000)):
        weight.grad = torch.full_like(weight, gradient)
        for _ in range(steps):
            with torch.no_grad():
                weight.zero_()
            optimizer.step()
        seen.append(optimizer.state[weight]["exp_avg_sq"][0].item())
    return *seen, -weight[0].item()


print("torch", torch.__version__)
seen = {}
for dtype in (torch.float32, torch.bfloat16):
    for options in ({}, {"foreach": False}, {"fused": True}, {"betas": (0.9, 0.95)}):
        seen[dtype, str(options)] = moments(dtype, **options)
        print(f"{str(dtype):15} {str(options):25}", *(f"{number:.5f}" for number in seen[dtype, str(options)]))

for options in ("{}", "{'foreach': False}", "{'fused': True}"):
    before, after, _ = seen[torch.float32, options]
    assert abs(before - 0.6323) < 1e-3 and abs(after - 0.00435) < 1e-4
    before, after, step = seen[torch.bfloat16, options]
    assert before == after == (0.25 if "fused" in options else 0.5) and step < 0.025
assert seen[torch.float32, "{}"][2] > 0.14
before, after, step = seen[torch.bfloat16, "{'betas': (0.9, 0.95)}"]
assert before > 0.8 and after < 2e-4 and step > 0.8
print("as recorded")
PY
env/bin/python see.py

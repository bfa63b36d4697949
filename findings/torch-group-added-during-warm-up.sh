#!/usr/bin/env bash
# PyTorch 2.13.0: a group that is added during a warm-up goes to more than twice its rate and stays there
#
# Believed: add_param_group(lr=1), as its text proposes for unfreezing layers, gives a group whose rate is 1, or one that goes up to 1 with
#           the others; its rate is never above what was asked for.
# Seen:     LinearLR from a tenth over five epochs, a group of rate 1 added after two: the old group goes 0.64, 0.82, 1 and stays, the new one
#           1.39, 1.78, 2.17 and stays at 2.17 for ever. After one epoch it ends at 3.6, added before the first at 10. The scheduler multiplies each rate by
#           the ratio of two epochs, and the new one had not been multiplied by the tenth. CosineAnnealingLR, StepLR and PolynomialLR also count from 1 at the
#           moment of adding (0.88 where the old group has 0.79). LambdaLR, CosineAnnealingWarmRestarts and SequentialLR raise at the
#           next step ("zip() argument 2 is shorter").
# Versions: torch 2.13.0. Date: 2026-11-29.
# For a trainer: the layers that are unfrozen, which were to be changed gently, get a multiple of the rate for the rest of the run, and the more the earlier
#           they come. Give the new group the rate asked for times old group's rate / its initial_lr, or make all groups at the start with
#           gradients switched off.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch
from torch.optim import lr_scheduler


def rates(make, added_after, epochs=8):
    """Rates of the old and the new group after each epoch, the new one added with rate 1; or the error."""
    old, new = (torch.nn.Parameter(torch.ones(1)) for _ in range(2))
    optimizer = torch.optim.SGD([old], lr=1.0)
    scheduler = make(optimizer)
    seen = []
    for epoch in range(epochs):
        if epoch == added_after:
            optimizer.add_param_group({"params": [new], "lr": 1.0})
        optimizer.step()
        try:
            scheduler.step()
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        seen.append([round(group["lr"], 2) for group in optimizer.param_groups])
    return seen


warm_up = lambda optimizer: lr_scheduler.LinearLR(optimizer, 0.1, 1.0, 5)
others = {
    "CosineAnnealingLR": lambda optimizer: lr_scheduler.CosineAnnealingLR(optimizer, 10),
    "LambdaLR": lambda optimizer: lr_scheduler.LambdaLR(optimizer, lambda epoch: 0.9**epoch),
    "SequentialLR": lambda optimizer: lr_scheduler.SequentialLR(optimizer, [warm_up(optimizer), lr_scheduler.StepLR(optimizer, 3)], [5]),
}
print("torch", torch.__version__)
ends = {}
for added_after in (0, 1, 2):
    seen = rates(warm_up, added_after)
    ends[added_after] = seen[-1]
    print("warm-up, added after", added_after, "epochs:", seen)
seen = {name: rates(make, 2) for name, make in others.items()}
for name, found in seen.items():
    print(name, found)
assert ends == {0: [1.0, 10.0], 1: [1.0, 3.57], 2: [1.0, 2.17]}
assert seen["CosineAnnealingLR"][2] == [0.79, 0.88]
assert seen["LambdaLR"].startswith("ValueError") and seen["SequentialLR"].startswith("ValueError")
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

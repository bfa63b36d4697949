#!/usr/bin/env bash
# PyTorch 2.13.0: a second schedule on one optimizer begins at the rate that was set by hand, or at that of the first schedule, by its class
#
# Believed: for fine-tuning, set group["lr"] = 0.01 and make a new scheduler: it starts at 0.01. (All of them read group["lr"], or all do not.)
# Seen:     after a first schedule from 1.0, CosineAnnealingLR, StepLR, ExponentialLR and PolynomialLR start at 0.01. LambdaLR and
#           CosineAnnealingWarmRestarts start at 1.0, a hundred times more, the moment they are made. LinearLR is at 0.01 times its factor.
#           The rate of the first schedule stays in group["initial_lr"], a new scheduler does not overwrite it, and those that compute
#           from it never look at lr. A resumed optimizer carries the entry as well. del group["initial_lr"] mends all.
# Versions: torch 2.13.0. Date: 2026-11-29.
# For a trainer: the second stage of a training (fine-tuning, after unfreezing, a resumed run with a lower rate) gets the rate of the first and destroys
#           what it should refine; exchanging one cosine for the other changes it a hundredfold. Print the rate after the scheduler is made.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch
from torch.optim import lr_scheduler

schedulers = {
    "CosineAnnealingLR": lambda optimizer: lr_scheduler.CosineAnnealingLR(optimizer, 10),
    "StepLR": lambda optimizer: lr_scheduler.StepLR(optimizer, 10),
    "ExponentialLR": lambda optimizer: lr_scheduler.ExponentialLR(optimizer, 0.9),
    "PolynomialLR": lambda optimizer: lr_scheduler.PolynomialLR(optimizer, 10),
    "LinearLR": lambda optimizer: lr_scheduler.LinearLR(optimizer, 0.5),
    "LambdaLR": lambda optimizer: lr_scheduler.LambdaLR(optimizer, lambda epoch: 0.9**epoch),
    "CosineAnnealingWarmRestarts": lambda optimizer: lr_scheduler.CosineAnnealingWarmRestarts(optimizer, 10),
}


def second(scheduler, forget=False):
    """The rate at which a second schedule starts; lr was set to 0.01 before it was made."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    first = scheduler(optimizer)
    for _ in range(10):
        optimizer.step()
        first.step()
    (group,) = optimizer.param_groups
    group["lr"] = 0.01
    if forget:
        del group["initial_lr"]
    scheduler(optimizer)
    return group["lr"]


print("torch", torch.__version__)
for name, scheduler in schedulers.items():
    rates = second(scheduler), second(scheduler, forget=True)
    print(f"{name:28} starts at {rates[0]:.3f}, without initial_lr at {rates[1]:.3f}")
    wanted = 0.005 if name == "LinearLR" else 0.01
    assert abs(rates[1] - wanted) < 1e-12
    assert abs(rates[0] - (1.0 if name in ("LambdaLR", "CosineAnnealingWarmRestarts") else wanted)) < 1e-12
print("as recorded")
PY
env/bin/python see.py

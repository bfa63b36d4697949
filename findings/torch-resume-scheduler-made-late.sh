#!/usr/bin/env bash
# PyTorch 2.13.0: resumed with the scheduler made after the optimizer was restored, a warm-up leaves the rate ten times too low for the whole rest
#
# Believed: optimizer.load_state_dict, then making the scheduler, then scheduler.load_state_dict restores everything; the order cannot matter once
#           both states are loaded.
# Seen:     warm-up from a tenth over five epochs, then a cosine (SequentialLR), stopped after eight: resumed so, the rates go on with 0.1, 0.092, 0.083
#           instead of 0.905, 0.835, 0.75, and are a tenth or so to the end. LinearLR alone and ChainedScheduler: a tenth to the end.
#           LambdaLR, OneCycleLR and CosineAnnealingWarmRestarts: one wrong epoch (1.0 for 0.43, 0.04 for 1.0), then right. CosineAnnealingLR,
#           StepLR, ExponentialLR, PolynomialLR: right. Making a scheduler sets the rate of its first epoch, its load_state_dict does not set
#           the rate back, and the first kinds compute a rate from the one before. Made before either state is loaded, all are right,
#           and get_last_lr() says the right rate in all cases.
# Versions: torch 2.13.0. Date: 2026-11-29.
# For a trainer: runs on machines that are taken away after some hours are resumed a dozen times, and the curves only look somewhat flat afterwards: the
#           log of get_last_lr() shows nothing at the first step. Make all objects first, then load, and log optimizer.param_groups[0]["lr"].
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch
from torch.optim import lr_scheduler as schedules

EPOCHS, STOP = 20, 8
made = {
    "CosineAnnealingLR": lambda optimizer: schedules.CosineAnnealingLR(optimizer, EPOCHS),
    "StepLR": lambda optimizer: schedules.StepLR(optimizer, 3),
    "ExponentialLR": lambda optimizer: schedules.ExponentialLR(optimizer, 0.9),
    "PolynomialLR": lambda optimizer: schedules.PolynomialLR(optimizer, EPOCHS),
    "LambdaLR": lambda optimizer: schedules.LambdaLR(optimizer, lambda epoch: 0.9**epoch),
    "OneCycleLR": lambda optimizer: schedules.OneCycleLR(optimizer, 1.0, total_steps=30),
    "CosineAnnealingWarmRestarts": lambda optimizer: schedules.CosineAnnealingWarmRestarts(optimizer, 10),
    "LinearLR": lambda optimizer: schedules.LinearLR(optimizer, 0.1, total_iters=15),
    "ChainedScheduler": lambda optimizer: schedules.ChainedScheduler(
        [schedules.LinearLR(optimizer, 0.1, total_iters=5), schedules.ExponentialLR(optimizer, 0.9)]),
    "SequentialLR": lambda optimizer: schedules.SequentialLR(
        optimizer, [schedules.LinearLR(optimizer, 0.1, total_iters=5), schedules.CosineAnnealingLR(optimizer, 15)], [5]),
}


def optimizer_of_one():
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)


def rates(optimizer, scheduler, epochs):
    seen = []
    for _ in range(epochs):
        seen.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return torch.tensor(seen)


def resumed(make, scheduler_first):
    """The rates of epochs 8 to 19 of a run that was stopped after eight, and what get_last_lr says before them."""
    optimizer = optimizer_of_one()
    scheduler = make(optimizer)
    rates(optimizer, scheduler, STOP)
    torch.save({"optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict()}, "state.pt")
    state = torch.load("state.pt", weights_only=False)
    optimizer = optimizer_of_one()
    if scheduler_first:
        scheduler = make(optimizer)
    optimizer.load_state_dict(state["optimizer"])
    if not scheduler_first:
        scheduler = make(optimizer)
    scheduler.load_state_dict(state["scheduler"])
    said = scheduler.get_last_lr()[0]
    return rates(optimizer, scheduler, EPOCHS - STOP), said


print("torch", torch.__version__)
wrong = {}
for name, make in made.items():
    optimizer = optimizer_of_one()
    right = rates(optimizer, make(optimizer), EPOCHS)[STOP:]
    usual, _ = resumed(make, scheduler_first=True)
    late, said = resumed(make, scheduler_first=False)
    assert torch.allclose(usual, right) and abs(said - right[0]) < 1e-6, name
    wrong[name] = int((~torch.isclose(late, right)).sum())
    print(f"{name:28} {wrong[name]:2} of {len(right)} rates wrong: {late[0]:.3f} {late[1]:.3f} {late[-1]:.3f} for {right[0]:.3f} {right[1]:.3f} {right[-1]:.3f}")
assert list(wrong.values()) == [0, 0, 0, 0, 1, 1, 1, 12, 12, 12]
print("as recorded")
PY
env/bin/python see.py

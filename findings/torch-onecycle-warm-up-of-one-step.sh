#!/usr/bin/env bash
# PyTorch 2.13.0: OneCycleLR divides by zero when its warm-up lasts exactly one step
#
# Believed: any pct_start between 0 and 1 and any total_steps make a schedule, and 10 % of warm-up over 10 steps is a plain choice.
# Seen:     ZeroDivisionError in the constructor for (10, 0.1), (20, 0.05), (5, 0.2), (100, 0.01): wherever
#           pct_start * total_steps is exactly 1. A little less or more (0.0999, 0.11) works: a warm-up of LESS than a step is fine.
# Versions: torch 2.13.0 (also Debian's 1.13.1+dfsg-4). Date: 2026-11-28.
# For a trainer: a search over warm-up shares, or a short run to try a script (10 epochs of one step), fails on valid settings with
#           an error that names no setting. The first phase ends at step pct_start * total_steps - 1 = 0, where it also begins.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch


def outcome(total_steps, pct_start):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    try:
        torch.optim.lr_scheduler.OneCycleLR(optimizer, 1.0, total_steps=total_steps, pct_start=pct_start)
    except ZeroDivisionError as error:
        return f"ZeroDivisionError: {error}"
    return "made"


print("torch", torch.__version__)
one_step = [(10, 0.1), (20, 0.05), (5, 0.2), (100, 0.01)]
others = [(10, 0.0999), (10, 0.11), (10, 0.2), (20, 0.1), (5, 0.3)]
for case in one_step + others:
    print(case, outcome(*case))
assert all(outcome(*case).startswith("ZeroDivisionError") for case in one_step)
assert all(outcome(*case) == "made" for case in others)
print("as recorded")
PY
env/bin/python see.py

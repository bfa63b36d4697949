#!/usr/bin/env bash
# PyTorch 2.13.0: ReduceLROnPlateau never lowers the rate while the metric is negative
#
# Believed: after `patience` steps without an improvement the scheduler lowers the learning rate, whatever the metric's sign.
# Seen:     with mode='min', a metric that stays at -1, or even rises a little at every step, never lowers the rate, in 60 steps;
#           the same curve shifted to +1 lowers it many times. The default threshold is relative: better means
#           "below best * (1 - 1e-4)", and for best = -1 that is -0.9999, above best, so standing still counts as an improvement.
#           mode='max' has the same fault (an R2 below zero). threshold_mode='abs' is right for either sign.
# Versions: torch 2.13.0 (also Debian's 1.13.1+dfsg-4). Date: 2026-11-28.
# For a trainer: a log-likelihood (a density's negative log-likelihood is often below zero), an ELBO, a negated accuracy or a
#           negative R2 keeps the rate where it was for ever, with no warning. Use threshold_mode='abs' for such metrics; one's own
#           scheduler should measure the improvement against |best|, or by an absolute difference.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch


def rate(metrics, **options):
    """The learning rate that is left of 1 after the metrics have been reported one by one."""
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([weight], lr=1.0)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=3, **options)
    for metric in metrics:
        scheduler.step(metric)
    return optimizer.param_groups[0]["lr"]


steps = range(60)
seen = {
    "min, constant +1": rate([1.0 for _ in steps]),
    "min, constant -1": rate([-1.0 for _ in steps]),
    "min, +1 rising slowly": rate([1 + 1e-5 * i for i in steps]),
    "min, -1 rising slowly": rate([-1 + 1e-5 * i for i in steps]),
    "max, -1 falling slowly": rate([-1 - 1e-5 * i for i in steps], mode="max"),
    "min, constant -1, absolute threshold": rate([-1.0 for _ in steps], threshold_mode="abs"),
}
print("torch", torch.__version__)
for case, left in seen.items():
    print(f"{case:38} {left:g}")
assert seen["min, constant +1"] < 1e-6 and seen["min, +1 rising slowly"] < 1e-6
assert seen["min, constant -1"] == seen["min, -1 rising slowly"] == seen["max, -1 falling slowly"] == 1.0
assert seen["min, constant -1, absolute threshold"] < 1e-6
print("as recorded")
PY
env/bin/python see.py

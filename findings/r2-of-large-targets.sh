#!/usr/bin/env bash
# torchmetrics 1.9.0 and Keras 3.15.1: the R2 of targets far from zero is noise, up to 0.92 for a constant
#
# Believed: R2 does not change when a constant is added to targets and predictions; float32 costs it some digits.
# Seen:     10 000 air pressures of 101 325 ± 30 Pa, scikit-learn's R2 0.911: torchmetrics gives 0.993, 0.968 or 0.952 for batches of 32, 100 or
#           1 000 rows. For the constant that is their mean (R2 0) it gives 0.918, 0.644 or 0.466, Keras 0.918, 0.466 and 0.466; with
#           other seeds 1.5, which no R2 can be. Years, 2020 ± 5: between -0.11 and 0.03 instead of 0. With 101 325 taken from both sides
#           all agree. Both keep the sums of y and of y * y in float32, and the spread is the small difference of the two. In float64
#           (set_dtype, and float64 tensors) torchmetrics is right. scikit-learn subtracts the mean first.
# Versions: torchmetrics 1.9.0, torch 2.13.0, keras 3.15.1 (jax backend), jax 0.10.2, scikit-learn 1.9.1, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: targets in their own units (years, prices, pressures, times) are the rule for a regression's report. The score changes with
#           the batch size and a constant can look like a good model. Score scaled targets, or hold the rows and subtract the mean.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torchmetrics==1.9.0 torch==2.13.0 keras==3.15.1 jax==0.10.2 scikit-learn==1.9.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import os

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np
import torch
import torchmetrics
from sklearn.metrics import r2_score

random = np.random.default_rng(0)
rows, batches = 10_000, (32, 100, 1000)


def parts(targets, predictions, batch):
    return [(targets[i:i + batch], predictions[i:i + batch]) for i in range(0, rows, batch)]


def by_torchmetrics(targets, predictions, batch, dtype=torch.float32):
    metric = torchmetrics.R2Score()
    metric.set_dtype(dtype)
    for target, prediction in parts(targets, predictions, batch):
        metric.update(torch.tensor(prediction, dtype=dtype), torch.tensor(target, dtype=dtype))
    return metric.compute().item()


def by_keras(targets, predictions, batch):
    metric = keras.metrics.R2Score()
    for target, prediction in parts(targets, predictions, batch):
        metric.update_state(target[:, None], prediction[:, None])
    return float(metric.result())


def errors(name, targets, predictions):
    """The largest error of each library over the batch sizes, and of torchmetrics in float64."""
    truth = r2_score(targets, predictions)
    results = {library.__name__: [library(targets, predictions, batch) for batch in batches] for library in (by_torchmetrics, by_keras)}
    results["in float64"] = [by_torchmetrics(targets, predictions, batch, torch.float64) for batch in batches]
    print(f"{name:25} scikit-learn {truth:.3f}", *(f"{library} {' '.join(f'{result:.3f}' for result in scores)}" for library, scores in results.items()), sep="; ")
    return [max(abs(score - truth) for score in scores) for scores in results.values()]


print("torchmetrics", torchmetrics.__version__, "keras", keras.__version__, "batches of", *batches)
for name, offset, spread in (("pressures", 101_325, 30), ("years", 2020, 5)):
    targets = (offset + spread * random.normal(size=rows)).astype(np.float32)
    good = targets + np.float32(0.3 * spread) * random.normal(size=rows).astype(np.float32)
    constant = np.full(rows, targets.mean(dtype=np.float64), np.float32)
    for kind, predictions in (("good", good), ("constant", constant)):
        *float32, float64 = errors(f"{name}, {kind}", targets, predictions)
        assert min(float32) > (0.05 if name == "pressures" else 0.005) and float64 < 1e-3
        assert max(errors(f"{name}, {kind}, shifted", targets - np.float32(offset), predictions - np.float32(offset))) < 1e-3
print("as recorded")
PY
env/bin/python see.py

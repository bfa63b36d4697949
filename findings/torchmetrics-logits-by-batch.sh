#!/usr/bin/env bash
# torchmetrics 1.9.0: whether a row's logit is taken for a probability depends on the other rows of its batch
#
# Believed: a metric that accepts logits gives one result for one set of rows, however they are divided into batches.
# Seen:     six rows that logits classify without a mistake: BinaryAccuracy and BinaryAUROC are 1 in one update, and 0.5 and 0.625
#           in two updates of three rows. Each update applies the sigmoid only if some value of that batch lies outside 0..1; a
#           batch whose logits all happen to lie inside is compared with 0.5 as it is, and AUROC then ranks raw values of one batch among
#           sigmoids of another.
# Versions: torchmetrics 1.9.0, torch 2.13.0. Date: 2026-11-28.
# For a trainer: early in training, logits are near 0 and such batches are common, most of all small or last ones; the metric is then wrong
#           without a word, and changes with the evaluation's batch size. Give it probabilities, always.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torchmetrics==1.9.0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch
import torchmetrics
from torchmetrics.classification import BinaryAccuracy, BinaryAUROC

logits = torch.tensor([0.3, 0.2, 0.4, -3.0, 4.0, -0.1])
labels = torch.tensor([1, 1, 1, 0, 1, 0])


def over(metric, scores, rows):
    for first in range(0, len(scores), rows):
        metric.update(scores[first:first + rows], labels[first:first + rows])
    return metric.compute().item()


print("torchmetrics", torchmetrics.__version__, "torch", torch.__version__)
seen = {}
for kind in (BinaryAccuracy, BinaryAUROC):
    for name, scores in (("logits", logits), ("probabilities", logits.sigmoid())):
        seen[kind, name] = over(kind(), scores, 6), over(kind(), scores, 3)
        print(f"{kind.__name__:14} of {name:13}: one batch of 6 rows {seen[kind, name][0]}, two of 3 {seen[kind, name][1]}")
assert seen[BinaryAccuracy, "logits"] == (1.0, 0.5)
assert seen[BinaryAUROC, "logits"] == (1.0, 0.625)
assert seen[BinaryAccuracy, "probabilities"] == seen[BinaryAUROC, "probabilities"] == (1.0, 1.0)
print("as recorded")
PY
env/bin/python see.py

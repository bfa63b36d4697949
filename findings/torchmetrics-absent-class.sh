#!/usr/bin/env bash
# torchmetrics 1.9.0: a class without rows counts 0 in the macro AUROC and nothing in the macro average precision and F1
#
# Believed: one library treats a class that the validation part does not have in one way in all macro scores of classes: it leaves it out, or says NaN.
# Seen:     a perfect ranking of four rows, three classes, the third without a row: macro AUROC 0.667, with [1, 1, 0] by class. Average precision 1
#           with [1, 1, NaN], and accuracy, F1, precision, recall and Jaccard 1. average="weighted" gives 1 for all. With ten classes of which three
#           occur, the perfect AUROC is 0.3. For several labels a row, a label without a yes counts 0 in AUROC, F1 and average precision alike.
#           There is a warning, which says that the class's rate is 0 and not that it is averaged in.
# Versions: torchmetrics 1.9.0, torch 2.13.0, numpy 2.4.6. Date: 2026-11-30.
# For a trainer: a rare class that is missing in a fold or a small validation part takes 1 / classes off, so that folds cannot be compared, the mean over
#           them is too low, and a ranking worse than chance seems to have been learned. antigrad leaves classes without rows out of its
#           macro scores. Ask for average="none" and average over the classes that have both kinds of rows.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torchmetrics==1.9.0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import warnings

import torch
import torchmetrics
from torchmetrics import classification

warnings.simplefilter("ignore")


def scores(classes, present, average, kinds):
    """Scores of answers that are always right, for labels that are the first `present` of `classes`."""
    labels = torch.arange(present).repeat(2)
    answers = torch.full((2 * present, classes), 0.1 / (classes - 1))
    answers[torch.arange(2 * present), labels] = 0.9
    return {kind: getattr(classification, f"Multiclass{kind}")(classes, average=average)(answers, labels) for kind in kinds}


def auroc_by_hand(answers, yes):
    """Share of the pairs of a yes and a no that are in order; None where there is no pair."""
    pairs = [(a > b) + 0.5 * (a == b) for a, y in zip(answers, yes) if y for b, n in zip(answers, yes) if not n]
    return sum(map(float, pairs)) / len(pairs) if pairs else None


kinds = ["AUROC", "AveragePrecision", "F1Score", "Accuracy", "Precision", "Recall", "JaccardIndex"]
macro = {kind: round(value.item(), 3) for kind, value in scores(3, 2, "macro", kinds).items()}
weighted = {kind: round(value.item(), 3) for kind, value in scores(3, 2, "weighted", kinds).items()}
each = {kind: value.tolist() for kind, value in scores(3, 2, "none", kinds[:2]).items()}
ten = scores(10, 3, "macro", kinds[:1])["AUROC"].item()
answers, truth = torch.tensor([[0.9, 0.1], [0.8, 0.2], [0.1, 0.3]]), torch.tensor([[1, 0], [1, 0], [0, 0]])
labels = {kind: getattr(classification, f"Multilabel{kind}")(2)(answers, truth).item() for kind in kinds[:3]}
print("torchmetrics", torchmetrics.__version__)
print("macro     ", macro)
print("weighted  ", weighted)
print("by class  ", each)
print("three of ten classes, macro AUROC", ten)
print("several labels a row", labels)
assert [auroc_by_hand(answers[:, at].tolist(), truth[:, at].tolist()) for at in (0, 1)] == [1, None]
assert macro == {**{kind: 1 for kind in kinds}, "AUROC": 0.667} and set(weighted.values()) == {1}
assert each["AUROC"] == [1, 1, 0] and each["AveragePrecision"][2] != each["AveragePrecision"][2]
assert abs(ten - 0.3) < 1e-6 and set(labels.values()) == {0.5}
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

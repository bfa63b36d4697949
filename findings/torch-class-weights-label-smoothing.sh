#!/usr/bin/env bash
# PyTorch 2.13.0: with label smoothing, a heavy class weighs on the rows of every other class
#
# Believed: weight=w scales each row by the weight of its label and label_smoothing moves a tenth of its target to the other
#           classes, so that the weighted mean over rows of one class is the unweighted one (the weights cancel).
# Seen:     for a row of label 0 with equal logits, weights 1 and 100 and smoothing 0.1, the loss is 4.124 rather than 0.693
#           (that of any smoothing of equal logits), and the gradient points AWAY from the label: the logit of class 1 is raised.
#           Each smoothed term is weighted by its own class (0.05 * 100 for the class that the row is not), yet the divisor is still
#           the weight of the label (1).
# Versions: torch 2.13.0 (also Debian's 1.13.1+dfsg-4). Date: 2026-11-28.
# For a trainer: on imbalanced data, the two remedies used together let rows of the common class vote for the rare one: here a network
#           that sees nothing but label 0 learns to answer 1. Weigh the rows by oneself (reduction='none' without weight=).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch
from torch.nn.functional import cross_entropy

weight = torch.tensor([1.0, 100.0])
labels = torch.zeros(8, dtype=torch.long)


def learned(**options):
    """First loss and last answer of one logit pair trained on rows that all have label 0."""
    logits = torch.zeros(2, requires_grad=True)
    optimizer = torch.optim.SGD([logits], lr=0.1)
    first = None
    for _ in range(500):
        loss = cross_entropy(logits.expand(8, 2), labels, **options)
        first = loss.item() if first is None else first
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return first, logits.softmax(0).tolist()


seen = {
    "weights": learned(weight=weight),
    "smoothing": learned(label_smoothing=0.1),
    "weights and smoothing": learned(weight=weight, label_smoothing=0.1),
}
print("torch", torch.__version__)
for case, (first, answer) in seen.items():
    print(f"{case:22} first loss {first:.4f}, learned probabilities {answer[0]:.3f} {answer[1]:.3f}")
assert abs(seen["weights"][0] - 0.6931) < 1e-3 and abs(seen["smoothing"][0] - 0.6931) < 1e-3
assert abs(seen["weights and smoothing"][0] - 4.1242) < 1e-3
assert seen["weights"][1][0] > 0.9 and seen["smoothing"][1][0] > 0.9
assert seen["weights and smoothing"][1][1] > 0.8, "no longer learns the class that never occurs"
print("as recorded")
PY
env/bin/python see.py

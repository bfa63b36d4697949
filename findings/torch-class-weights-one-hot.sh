#!/usr/bin/env bash
# PyTorch 2.13.0: with class weights, one-hot targets give another mean loss than the same labels as integers
#
# Believed: cross_entropy(logits, labels, weight=w) and cross_entropy(logits, one_hot(labels), weight=w) are one loss written
#           in two ways, as they are without weights.
# Seen:     0.7187 and 4.5516 for the same three rows and weights 1 and 9; every gradient differs by the same factor, 6.33 = 19 / 3.
#           With integers the mean divides by the sum of the rows' weights, with probabilities by the number of rows.
# Versions: torch 2.13.0 (also Debian's 1.13.1+dfsg-4). Date: 2026-11-28.
# For a trainer: going over to soft targets (mixup, distillation, smoothing by hand) with balanced class weights multiplies the
#           learning rate by the mean weight of the batch, which changes from batch to batch; losses of the two kinds cannot be
#           compared. Multiply by rows / sum of weights, or use reduction='none' and divide by oneself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch
from torch.nn.functional import cross_entropy, one_hot

logits = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0]], dtype=torch.float64, requires_grad=True)
labels = torch.tensor([0, 1, 1])
weight = torch.tensor([1.0, 9.0], dtype=torch.float64)


def loss_and_gradient(targets, weight):
    loss = cross_entropy(logits, targets, weight=weight)
    (gradient,) = torch.autograd.grad(loss, logits)
    return loss.item(), gradient


soft = one_hot(labels, 2).double()
plain = loss_and_gradient(labels, None)[0], loss_and_gradient(soft, None)[0]
(by_label, gradient), (by_row, soft_gradient) = loss_and_gradient(labels, weight), loss_and_gradient(soft, weight)
print("torch", torch.__version__)
print("without weights: integers %.6f, one-hot %.6f" % plain)
print("weights 1 and 9: integers %.6f, one-hot %.6f" % (by_label, by_row))
print("gradient, one-hot over integers:", (soft_gradient / gradient).unique().tolist())
assert abs(plain[0] - plain[1]) < 1e-12
assert abs(by_label - 0.718677) < 1e-5 and abs(by_row - 4.551618) < 1e-5
assert torch.allclose(soft_gradient / gradient, torch.tensor(19 / 3, dtype=torch.float64))
print("as recorded")
PY
env/bin/python see.py

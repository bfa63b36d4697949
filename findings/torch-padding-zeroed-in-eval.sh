#!/usr/bin/env bash
# PyTorch 2.13.0: TransformerEncoder answers 0 at padded positions, but only in eval(), without gradients, and with the padding at the end
#
# Believed: without dropout, eval() and no_grad() change nothing of a transformer encoder's answers; what it gives at masked positions is
#           something or other, but the same in training and validation.
# Seen:     at positions that src_key_padding_mask masks, training gives numbers as large as elsewhere, and so does eval() as long as gradients
#           are on; under no_grad they are exactly 0. With the padding in front of the sequence, or one TransformerEncoderLayer alone, they are
#           not. The mean over positions, divided by the whole length, shrinks in validation: a linear head on it changes its answer
#           for 36 of 200 sequences, one on the largest value of each unit for 23. enable_nested_tensor=True, the default, cuts the padding
#           off and fills it up with 0 again; it is documented as a matter of speed.
# Versions: torch 2.13.0, numpy 2.4.6, on the CPU. Date: 2026-11-29.
# For a trainer: pooling over positions, batch statistics or a loss without the mask learn from the padding and are validated without it, so that the
#           validation loss is of another network than the training loss, and depends on whether the loop says no_grad. Multiply by the mask
#           before pooling, or pass enable_nested_tensor=False.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import warnings

import torch
from torch import nn

warnings.filterwarnings("ignore", "The PyTorch API of nested tensors")
torch.manual_seed(0)
LENGTH, WIDTH = 20, 16
layer = nn.TransformerEncoderLayer(WIDTH, 2, 32, dropout=0.0, batch_first=True)
encoder = nn.TransformerEncoder(layer, 2)
plain = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
plain.load_state_dict(encoder.state_dict())
sequences = torch.randn(200, LENGTH, WIDTH)
lengths = torch.randint(3, LENGTH + 1, (200, 1))
at_end, in_front = torch.arange(LENGTH) >= lengths, torch.arange(LENGTH) < LENGTH - lengths


def run(module, mask, *, training=False, gradients=False):
    module.train(training)
    with torch.set_grad_enabled(gradients):
        return module(sequences, src_key_padding_mask=mask).detach()


def padded_size(answers, mask):
    return round(float(answers[mask].abs().mean()), 3)


ways = {"train": {"training": True}, "eval with gradients": {"gradients": True}, "eval, no_grad": {}}
seen = {name: run(encoder, at_end, **way) for name, way in ways.items()}
sizes = {name: padded_size(answers, at_end) for name, answers in seen.items()}
sizes["eval, no_grad, padding in front"] = padded_size(run(encoder, in_front), in_front)
sizes["eval, no_grad, one layer"] = padded_size(run(layer, at_end), at_end)
sizes["eval, no_grad, no nested tensor"] = padded_size(run(plain, at_end), at_end)
for name, size in sizes.items():
    print(f"{name}: mean size of the padded positions {size}")
assert sizes.pop("eval, no_grad") == 0 and min(sizes.values()) > 0.5
real = ~at_end
assert all(torch.allclose(answers[real], seen["train"][real], atol=1e-4) for answers in seen.values())

head = nn.Linear(WIDTH, 3)
for name, pooled in {"mean": lambda answers: answers.mean(1), "largest": lambda answers: answers.amax(1)}.items():
    trained, validated = (head(pooled(seen[way])).argmax(1) for way in ("train", "eval, no_grad"))
    changed = int((trained != validated).sum())
    print(f"pooled by the {name}: {changed} of 200 answers of a head differ between training and validation")
    assert changed > 10
print("as recorded")
PY
env/bin/python see.py

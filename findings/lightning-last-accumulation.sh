#!/usr/bin/env bash
# lightning 2.6.6: with accumulate_grad_batches the last step of an epoch is too small, down to one part in as many
#
# Believed: accumulating over four batches takes the mean of the gradients that came; where an epoch ends with two, of these two.
# Seen:     a weight whose gradient is 1 for every row, batches of one row, accumulation 4: ten rows give steps of 1, 1 and 0.5, nine rows 1, 1 and 0.25. Each
#           loss is divided by 4 whatever is left of the epoch. A batch of 64 accumulated as 64 by 1 gives 1 and 1/64 for 65 rows, where one real batch of
#           64 and one of 1 give 1 and 1. Nothing is said; the accumulation does not go on into the next epoch, either.
# Versions: lightning 2.6.6, torch 2.13.0. Date: 2026-11-29.
# For a trainer: accumulation is meant to replace a larger batch. The rows of the last group count less than all others, with a clipping threshold
#           the last step is clipped by another measure, and Adam's moments get a gradient too small once an epoch, which matters where an epoch
#           has few steps. Leave rows out, or choose a number of batches that divides.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 lightning==2.6.6 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import logging
import warnings

import lightning
import torch
from torch.utils.data import DataLoader, TensorDataset

warnings.simplefilter("ignore")
for name in ("lightning", "lightning.pytorch"):
    logging.getLogger(name).setLevel(logging.ERROR)


class Slope(lightning.LightningModule):
    """A weight whose gradient is 1 for every row, and the gradients that the optimizer got."""

    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.zeros(1))
        self.gradients = []

    def training_step(self, batch, index):
        return (self.weight * batch[0]).mean()

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=1.0)

    def on_before_optimizer_step(self, optimizer):
        self.gradients.append(self.weight.grad.item())


def gradients(rows, batch, accumulated, epochs=1):
    model = Slope()
    trainer = lightning.Trainer(
        max_epochs=epochs, accelerator="cpu", accumulate_grad_batches=accumulated, logger=False,
        enable_checkpointing=False, enable_progress_bar=False, enable_model_summary=False)
    trainer.fit(model, DataLoader(TensorDataset(torch.ones(rows, 1)), batch_size=batch))
    return model.gradients


print("lightning", lightning.__version__, "torch", torch.__version__)
seen = {case: gradients(*case) for case in ((8, 1, 4), (10, 1, 4, 2), (9, 1, 4), (65, 64, 1), (65, 1, 64))}
for (rows, batch, accumulated, *epochs), steps in seen.items():
    print(f"{rows} rows, batches of {batch}, {accumulated} accumulated, {epochs or [1]} epochs:", [round(step, 5) for step in steps])
assert seen[8, 1, 4] == [1, 1] and seen[65, 64, 1] == [1, 1]
assert seen[10, 1, 4, 2] == [1, 1, 0.5] * 2
assert seen[9, 1, 4] == [1, 1, 0.25] and seen[65, 1, 64] == [1, 1 / 64]
print("as recorded")
PY
env/bin/python see.py 2>/dev/null

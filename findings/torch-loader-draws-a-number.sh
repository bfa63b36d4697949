#!/usr/bin/env bash
# PyTorch 2.13.0: looking at the validation data changes the training, even with shuffle=False
#
# Believed: a DataLoader without shuffling, workers or augmentation uses no random numbers, so that a run with a seed is the same however
#           often the validation part is gone through.
# Seen:     from one seed, the order of the second and third epoch is another one if the validation loader is gone through after each epoch; the first
#           is the same. Each iter() of any loader draws a number from the global generator, as the seed of workers that there are not.
#           With generator=torch.Generator() for the validation loader, all epochs are as without validation.
# Versions: torch 2.13.0. Date: 2026-11-29.
# For a trainer: validating every epoch or every fifth, adding a second validation set, or printing one batch to look at it gives other weights, so
#           that two runs which should differ in what is reported also differ in what is learned, dropout masks included. Give each
#           loader a generator of its own.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch
from torch.utils.data import DataLoader

rows = torch.arange(8)


def epochs(validation=None):
    """The order of the training rows in three epochs, with a look at the validation rows after each."""
    torch.manual_seed(0)
    training = DataLoader(rows, batch_size=8, shuffle=True)
    orders = []
    for _ in range(3):
        orders += [batch.tolist() for batch in training]
        for _ in validation or ():
            pass
    return orders


seen = {
    "without validation": epochs(),
    "with validation": epochs(DataLoader(rows, batch_size=8, shuffle=False)),
    "with a generator of its own": epochs(DataLoader(rows, batch_size=8, shuffle=False, generator=torch.Generator())),
}
print("torch", torch.__version__)
for name, orders in seen.items():
    print(f"{name:28} {orders}")
plain, validated, own = seen.values()
assert validated[0] == plain[0] and validated[1] != plain[1] and validated[2] != plain[2]
assert own == plain
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

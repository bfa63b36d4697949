#!/usr/bin/env bash
# torchmetrics 1.9.0: a MetricCollection may compute one metric in the place of another, decided by the first batch
#
# Believed: a collection gives what each of its metrics gives alone; that it shares work between metrics of one state is a matter of speed.
# Seen:     accuracies with the thresholds 0.5 and 0.7, alone 0.761 and 0.852 over 1 000 rows: in a collection whose first batch has no
#           probability between the two, both are 0.761. With ignore_index=2 beside without, and no label 2 in the first batch, the
#           second is reported as the first as well: 0.354 for 0.380. Metrics whose counts are EQUAL after the first update are
#           taken for one and the same from then on, whatever their arguments. The class's documentation says that a group's metrics
#           share their state, not how that is found out. compute_groups=False gives both rightly; nothing is warned of.
# Versions: torchmetrics 1.9.0, torch 2.13.0, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: thresholds to choose from, or a score with and without the padding, are what collections are for. Small or sorted first batches,
#           and the confident answers of a good model, make the counts equal; the order of the rows then decides what is reported, and
#           the best threshold seems not to matter. Pass compute_groups=False, or the groups by name.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torchmetrics==1.9.0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import numpy as np
import torch
from torchmetrics import MetricCollection
from torchmetrics.classification import BinaryAccuracy, MulticlassAccuracy

random = np.random.default_rng(0)


def rounded(values):
    return {name: round(float(value), 3) for name, value in values.items()}


def see(kind, make, batches):
    """The values of make()'s metrics: each alone, in a collection, and in one that shares nothing."""
    alone, together = make(), {groups: MetricCollection(make(), compute_groups=groups) for groups in (True, False)}
    for answers, labels in batches:
        for metrics in (*alone.values(), *together.values()):
            metrics.update(answers, labels)
    seen = [rounded({name: metric.compute() for name, metric in alone.items()})]
    seen += [rounded(collection.compute()) for collection in together.values()]
    print(f"{kind}: alone {seen[0]}, in a collection {seen[1]}, with compute_groups=False {seen[2]}")
    assert seen[2] == seen[0] and len(set(seen[0].values())) == 2
    return seen[0], seen[1]


def two_thresholds():
    return {"over_5": BinaryAccuracy(0.5), "over_7": BinaryAccuracy(0.7)}


def with_and_without():
    return {"all": MulticlassAccuracy(3, average="micro"), "known": MulticlassAccuracy(3, average="micro", ignore_index=2)}


scores = torch.tensor(random.random(1000, np.float32))
labels = (scores + 0.2 * torch.tensor(random.normal(size=1000)) > 0.7).long()
sure = torch.nonzero((scores < 0.5) | (scores > 0.7))[:8, 0]
others = torch.tensor(np.setdiff1d(np.arange(1000), sure))
alone, together = see("sure rows first", two_thresholds, [(scores[rows], labels[rows]) for rows in (sure, others)])
assert together == {"over_5": alone["over_5"], "over_7": alone["over_5"]}
alone, together = see("sure rows last", two_thresholds, [(scores[rows], labels[rows]) for rows in (others, sure)])
assert together == alone

logits = torch.tensor(random.normal(size=(302, 3)))
classes = torch.tensor([0, 1, *random.integers(0, 3, 300)])
alone, together = see("no 2 at first", with_and_without, [(logits[:2], classes[:2]), (logits[2:], classes[2:])])
assert together == {"all": alone["all"], "known": alone["all"]}
print("as recorded")
PY
env/bin/python see.py

#!/usr/bin/env bash
# PyTorch Geometric 2.8.0: a label that is called class_index grows along the batch, one that is called y does not
#
# Believed: a batch lays the graphs' labels side by side as they are; only edge_index, whose numbers are nodes, is moved on.
# Seen:     four graphs of five nodes with labels 0, 1, 2, 0: y is 0, 1, 2, 0; class_index is 0, 6, 12, 15, and so is index. Whatever has "index" in
#           its name gets the number of nodes before it added. In batches of one graph it is right, also for the first of each batch. Nothing is said;
#           for graphs of different sizes the sums depend on the order of the shuffle.
# Versions: torch-geometric 2.8.0.post1, torch 2.13.0, numpy 2.4.6. Date: 2026-11-30.
# For a trainer: as a class for a cross-entropy it is out of range at best; as a target of a regression, a month, a rank, a number of an embedding's row
#           (fragment_index, index_of_refraction) it is a number that depends on the neighbours in the batch, and the batch of one that is
#           used for looking at it is right. Choose another name, or define __inc__, and compare a batch with its graphs.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch-geometric==2.8.0.post1 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch
import torch_geometric
from torch_geometric.data import Data
from torch_geometric.loader import DataLoader

labels, nodes = [0, 1, 2, 0], 5
names = ["y", "label", "class_index", "index", "index_of_refraction"]
graph = lambda label: Data(
    x=torch.ones(nodes, 1), edge_index=torch.tensor([[0, 1], [1, 2]]), **{name: torch.tensor([label]) for name in names}
)
graphs = [graph(label) for label in labels]


def batched(size):
    """The labels under each name, as they come out of batches of `size` graphs."""
    batches = list(DataLoader(graphs, batch_size=size))
    return {name: torch.cat([batch[name] for batch in batches]).tolist() for name in names}


seen = {size: batched(size) for size in (1, 2, 4)}
print("torch-geometric", torch_geometric.__version__)
for size, values in seen.items():
    print("batches of", size, values)
for size, values in seen.items():
    moved = [label + nodes * (at % size) for at, label in enumerate(labels)]
    assert all(values[name] == (moved if "index" in name else labels) for name in names)
assert [graph["class_index"].item() for graph in graphs] == labels
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

#!/usr/bin/env bash
# peft 0.21.0: the average of two LoRA adapters that do the same can be no adapter at all
#
# Believed: add_weighted_adapter(["a", "b"], [0.5, 0.5], combination_type="linear") changes the weights by the mean of what a and b change them by, so that the
#           average of two adapters of equal effect is that effect.
# Seen:     b is a with the signs of both of its matrices turned, which is the same change to the bit. "linear" gives exactly 0, a network without any
#           adapter; "cat" and "svd" give the change of a. For two unrelated adapters of rank 4 the linear one is 0.97 of the length of the mean away from it.
#           The A of both are averaged and the B of both are averaged, and the product of averages is not the average of products.
#           Which of the equal pairs (A, B) a training ends with is a matter of its seed.
# Versions: peft 0.21.0, torch 2.13.0, transformers 5.18.0. Date: 2026-11-30.
# For a trainer: averaging adapters of several seeds, folds or tasks is done to gain a little; with "linear" it mostly loses what was learned, silently, and it
#           looks as if the adapters did not go together. It is right only where they share their A. Use "cat", or "svd" with rank enough, or
#           average the products.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 peft==0.21.0 torch==2.13.0 transformers==5.18.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import peft
import torch
from peft import LoraConfig, get_peft_model

torch.manual_seed(0)
config = lambda: LoraConfig(r=4, lora_alpha=4, target_modules=["0"], init_lora_weights=False)
model = get_peft_model(torch.nn.Sequential(torch.nn.Linear(8, 8)), config(), adapter_name="first")
model.add_adapter("second", config())
layer = model.base_model.model[0]
matrices = lambda name: (layer.lora_B[name].weight.detach().double(), layer.lora_A[name].weight.detach().double())


def change(name):
    """What an adapter adds to the layer's weights, multiplied out by hand."""
    b, a = matrices(name)
    return layer.scaling[name] * (b @ a)


def averaged(kind):
    """The change by an average of the two, checked against what peft says itself."""
    name = f"mean_{kind}"
    if name in layer.lora_A:
        model.delete_adapter(name)
    model.add_weighted_adapter(["first", "second"], [0.5, 0.5], name, combination_type=kind)
    assert torch.allclose(change(name), layer.get_delta_weight(name).detach().double(), atol=1e-5)
    return change(name)


def distances():
    """How far the averages are from the mean of the two changes, in lengths of that mean."""
    mean = (change("first") + change("second")) / 2
    return {kind: round(((averaged(kind) - mean).norm() / mean.norm()).item(), 3) for kind in ("linear", "cat", "svd")}


with torch.no_grad():
    for part in (layer.lora_A, layer.lora_B):
        part["second"].weight.copy_(-part["first"].weight)
assert torch.equal(change("first"), change("second"))
same, gone = distances(), averaged("linear").abs().max().item()
with torch.no_grad():
    for part in (layer.lora_A, layer.lora_B):
        part["second"].weight.normal_(0, 0.3)
others = distances()
print("peft", peft.__version__)
print("equal adapters, distance from their mean:", same, "largest number of the linear one:", gone)
print("unrelated adapters:", others)
assert gone == 0 and same == {"linear": 1.0, "cat": 0.0, "svd": 0.0}
assert others["linear"] > 0.7 and others["cat"] == 0
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }

#!/usr/bin/env bash
# PyTorch 2.13.0: with one seed, 15 normal numbers and the first 15 of 16 have nothing in common
#
# Believed: a seed fixes one stream of numbers, so that a longer tensor begins with the numbers of a shorter one, and that how a
#           tensor lies in memory does not matter.
# Seen:     torch.manual_seed(0); randn(15) and randn(16) share none of 15 values; rand shares all. From 16 numbers on, another algorithm is
#           used, in blocks of 16, and where the length is no multiple of 16 the last 16 numbers are drawn anew, so that randn(20) and
#           randn(32) share four. normal_() on the transpose of an 8 x 8 tensor gives other numbers than on the tensor, whatever order
#           they are read in: those of the first algorithm, which a tensor with gaps or swapped axes always gets.
# Versions: torch 2.13.0 on the CPU. Date: 2026-11-29.
# For a trainer: a seed reproduces nothing once a layer has one unit more or less, initial weights of a small layer cannot be drawn row by row
#           or checked against a port of the plain algorithm, and adding a column to a noise tensor changes all of it. An "ablation"
#           of one unit is also a new initialisation: repeat over seeds. To share numbers, draw the largest tensor once and cut it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 torch==2.13.0 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import torch


def drawn(draw):
    torch.manual_seed(0)
    return draw()


def shared(kind, short, long):
    """How many of the numbers of the short tensor the long one has at the same place."""
    return (drawn(lambda: kind(short)) == drawn(lambda: kind(long))[:short]).sum().item()


pairs = [(14, 15), (15, 16), (16, 32), (20, 32), (32, 48)]
print("torch", torch.__version__)
normal = {pair: shared(torch.randn, *pair) for pair in pairs}
uniform = {pair: shared(torch.rand, *pair) for pair in pairs}
for short, long in pairs:
    print(f"first {short} of {long}: randn shares {normal[short, long]}, rand {uniform[short, long]}")
straight = drawn(lambda: torch.empty(8, 8).normal_())
transposed = drawn(lambda: torch.empty(8, 8).t().normal_())
plain = drawn(lambda: torch.cat([torch.randn(8) for _ in range(8)]).view(8, 8))
print(f"8 x 8: of 64 numbers the transpose shares {(straight == transposed).sum()} with the tensor, in its own order "
      f"{(straight == transposed.t()).sum()}; the transpose in its own order shares {(plain == transposed.t()).sum()} with 8 draws of 8")
assert all(uniform[pair] == pair[0] for pair in pairs)
assert normal == {(14, 15): 14, (15, 16): 0, (16, 32): 16, (20, 32): 4, (32, 48): 32}
assert (straight == transposed).sum() == 0 and (straight == transposed.t()).sum() == 0
assert torch.equal(plain, transposed.t())
print("as recorded")
PY
env/bin/python see.py

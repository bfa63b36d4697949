#!/usr/bin/env bash
# onnxruntime 1.30.0: whether MaxPool, ReduceMax and ArgMax see a NaN depends on where it stands
#
# Believed: a maximum over something with a NaN is NaN, as in numpy and PyTorch, or the NaN is always left out.
# Seen:     ReduceMax and ArgMax of five numbers, one of them NaN: in the first place the NaN wins (NaN, index 0), in the other four it
#           is as if it were not there (index 4). GlobalMaxPool of five: only a NaN in the fourth place gives NaN. MaxPool of 2 x 2: only
#           the last of the four places does, in ONNX's own reference evaluator only the first. numpy's max is NaN for each
#           place, its argmax the place itself, and the reference agrees there. Relu passes NaN on. The ONNX texts do not say.
# Versions: onnxruntime 1.30.0 on x86-64, onnx 1.23.1, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: a missing value that makes the answer NaN in the framework, so that a service can refuse it, is mostly pooled away after the export
#           and comes out as a class, and a test that puts the NaN first passes. Refuse NaN before the session.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 onnxruntime==1.30.0 onnx==1.23.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator


def model(operator, shape, result, kind=TensorProto.FLOAT, axes=None, **attributes):
    initializers = [] if axes is None else [onnx.numpy_helper.from_array(np.array(axes), "axes")]
    graph = helper.make_graph(
        [helper.make_node(operator, ["x"] + ["axes"] * len(initializers), ["y"], **attributes)], "one",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)], [helper.make_tensor_value_info("y", kind, result)], initializers)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(made)
    return made


def answers(made, shape, places):
    """First answer of onnxruntime and of ONNX's reference, for a NaN in each place of numbers that go up."""
    session = onnxruntime.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    reference = ReferenceEvaluator(made)
    seen = [], []
    for place in places:
        numbers = np.arange(1, np.prod(shape) + 1, dtype=np.float32)
        numbers[place] = np.nan
        for answer, runtime in zip(seen, (session, reference)):
            answer.append(runtime.run(None, {"x": numbers.reshape(shape)})[0].ravel()[0].item())
    return seen


print("onnxruntime", onnxruntime.__version__, "onnx", onnx.__version__)
row, pixels = [1, 5], [1, 1, 4, 4]
seen = {
    "ReduceMax": answers(model("ReduceMax", row, [1, 1], axes=[1]), row, range(5)),
    "ArgMax": answers(model("ArgMax", row, [1, 1], TensorProto.INT64, axis=1), row, range(5)),
    "GlobalMaxPool": answers(model("GlobalMaxPool", [1, 1, 5], [1, 1, 1]), [1, 1, 5], range(5)),
    "MaxPool": answers(model("MaxPool", pixels, [1, 1, 2, 2], kernel_shape=[2, 2], strides=[2, 2]), pixels, (0, 1, 4, 5)),
}
for operator, (runtime, reference) in seen.items():
    print(f"{operator:14} onnxruntime {runtime}, reference {reference}")
relu, _ = answers(model("Relu", row, row), row, [0])

nan = float("nan")
for operator, runtime, reference in (
    ("ReduceMax", [nan, 5, 5, 5, 4], [nan] * 5),
    ("ArgMax", [0, 4, 4, 4, 3], [0, 1, 2, 3, 4]),
    ("GlobalMaxPool", [5, 5, 5, nan, 4], [nan] * 5),
    ("MaxPool", [6, 6, 6, nan], [nan, 6, 6, 5]),
):
    np.testing.assert_array_equal(seen[operator], [runtime, reference], operator)
assert np.isnan(relu[0])
print("as recorded")
PY
env/bin/python see.py

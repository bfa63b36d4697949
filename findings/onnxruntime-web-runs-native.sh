#!/usr/bin/env bash
# onnxruntime-web 1.30.0: once onnxruntime-node is loaded in the same process, onnxruntime-web runs the native code
#
# Believed: a session of onnxruntime-web is WebAssembly, one of onnxruntime-node is native, and a process can compare the two.
# Seen:     alone, onnxruntime-web answers a small network with other last bits than onnxruntime-node. With both required, in either order, its
#           answers are those of onnxruntime-node to the bit. Both register in the one onnxruntime-common, and a session that names no
#           execution provider takes the one of highest priority, whoever is asked. ['wasm'] gives the bits of WebAssembly again; ['cpu'],
#           which means WebAssembly to onnxruntime-web alone, is native code if onnxruntime-node was loaded first. With `import`
#           instead of require, onnxruntime-web brings its own registry and is not concerned.
# Versions: onnxruntime-web and onnxruntime-node 1.30.0, onnx 1.23.1 (to make the model), Node 20. Date: 2026-11-29.
# For a trainer: a test that a model answers in the browser as on the server compares the server with itself and passes, and a speed measured
#           for the browser is the native one. An unrelated package that loads onnxruntime-node is enough. Name the provider, always,
#           or test each in a process of its own.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 onnx==1.23.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact onnxruntime-web@1.30.0 onnxruntime-node@1.30.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >write.py <<'PY'
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

random = np.random.default_rng(0)
weights = [numpy_helper.from_array(random.normal(size=shape).astype(np.float32), name)
           for name, shape in (("w1", (64, 16)), ("b1", (16,)), ("w2", (16, 3)))]
nodes = [helper.make_node("Gemm", ["x", "w1", "b1"], ["h"]), helper.make_node("Relu", ["h"], ["a"]), helper.make_node("MatMul", ["a", "w2"], ["y"])]
graph = helper.make_graph(nodes, "network",
                          [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", 64])],
                          [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", 3])], weights)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
onnx.checker.check_model(model)
onnx.save(model, "model.onnx")
PY
cat >answer.cjs <<'JS'
// node answer.cjs WHO PROVIDER PACKAGE...: requires the packages in order, prints the bits of what WHO (required, or import:WHO) answers
const [who, provider, ...packages] = process.argv.slice(2);
for (const name of packages) require(name);
(async () => {
  const ort = who.startsWith('import:') ? await import(who.slice('import:'.length)) : require(who);
  const session = await ort.InferenceSession.create('model.onnx', provider === 'any' ? {} : { executionProviders: [provider] });
  const inputs = Float32Array.from({ length: 16 * 64 }, (_, i) => ((i * 37) % 101) / 50 - 1);
  const { y } = await session.run({ x: new ort.Tensor('float32', inputs, [16, 64]) });
  console.log(Buffer.from(Float32Array.from(y.data).buffer).toString('hex'));
  process.exit(0);
})();
JS
cat >see.mjs <<'JS'
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

const web = 'onnxruntime-web';
const native = 'onnxruntime-node';
const cases = {
  'native alone': [native, 'any', native],
  'web alone': [web, 'any', web],
  'web alone, cpu': [web, 'cpu', web],
  'web, then native loaded': [web, 'any', web, native],
  'web, native loaded before': [web, 'any', native, web],
  'web beside native, wasm': [web, 'wasm', web, native],
  'web beside native, cpu': [web, 'cpu', web, native],
  'web imported': [`import:${web}`, 'any', native],
  'native, web, cpu': [web, 'cpu', native, web],
};
const bits = {};
for (const [name, options] of Object.entries(cases)) {
  bits[name] = execFileSync(process.execPath, ['answer.cjs', ...options], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  console.log(`${name.padEnd(26)} ${createHash('sha256').update(bits[name]).digest('hex').slice(0, 12)}`);
}
assert.notEqual(bits['web alone'], bits['native alone']);
assert.equal(bits['web alone, cpu'], bits['web alone']);
assert.equal(bits['web, then native loaded'], bits['native alone']);
assert.equal(bits['web, native loaded before'], bits['native alone']);
assert.equal(bits['web beside native, wasm'], bits['web alone']);
assert.equal(bits['web beside native, cpu'], bits['web alone']);
assert.equal(bits['native, web, cpu'], bits['native alone']);
assert.equal(bits['web imported'], bits['web alone']);
console.log('as recorded');
JS
env/bin/python write.py
node see.mjs

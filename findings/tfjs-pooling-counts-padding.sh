#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: after an embedding with maskZero, average pooling counts the padding, and one text has as many answers as lengths of padding
#
# Believed: a mask is a mask: with maskZero, globalAveragePooling1d leaves out the padded steps as lstm does (and as Keras does).
# Seen:     three words, padded with 0, 5 or 50 zeros: lstm, gru and simpleRNN answer the same to the bit. globalAveragePooling1d does not: it is the
#           mean with the row of index 0, drawn at random like all others, so that at 50 zeros the answer is 94 % that row.
#           Keras 3.15.1 gives the same answer for all paddings, with the same weights. No warning, and the mask is not refused.
# Versions: @tensorflow/tfjs 4.22.0, keras 3.15.1 (jax backend), jax 0.10.2, Node 20. Date: 2026-11-29.
# For a trainer: embedding, mean, dense is the usual small text classifier. In the browser the model answers otherwise than in Python, by the length to which
#           the caller pads, and a network trained there learns the length of texts. Divide the masked sum by the count oneself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact @tensorflow/tfjs@4.22.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
python3 -m venv env
env/bin/pip install --quiet --retries 0 keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.mjs <<'JS'
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');
const table = [0, 1, 2, 3, 4].map((row) => [0, 1, 2].map((column) => Math.sin(3 * row + column + 1)));
const padded = (zeros) => tf.tensor2d([[1, 2, 3, ...new Array(zeros).fill(0)]]);

/** Answers of a network of an embedding that masks 0 and `layer`, for three words and 0, 5 and 50 zeros behind them. */
function answers(layer) {
  const input = tf.input({ shape: [null] });
  const embedding = tf.layers.embedding({ inputDim: 5, outputDim: 3, maskZero: true });
  const model = tf.model({ inputs: input, outputs: layer.apply(embedding.apply(input)) });
  embedding.setWeights([tf.tensor2d(table)]);
  return [0, 5, 50].map((zeros) => [...model.predict(padded(zeros)).dataSync()]);
}

console.log('tfjs', tf.version.tfjs);
for (const name of ['lstm', 'gru', 'simpleRNN']) {
  const [none, some, many] = answers(tf.layers[name]({ units: 2 }));
  assert.deepEqual(some, none, name);
  assert.deepEqual(many, none, name);
}
console.log('lstm, gru, simpleRNN: the same answers with and without padding');
const means = answers(tf.layers.globalAveragePooling1d({}));
console.log('globalAveragePooling1d:', means.map((mean) => mean.map((x) => x.toFixed(3)).join(' ')).join(' | '));
[0, 5, 50].forEach((zeros, at) => {
  means[at].forEach((mean, column) => {
    const sum = table[1][column] + table[2][column] + table[3][column] + zeros * table[0][column];
    assert.ok(Math.abs(mean - sum / (3 + zeros)) < 1e-5);
  });
});
assert.ok(Math.abs(means[0][0] - means[2][0]) > 0.5);
writeFileSync('table.json', JSON.stringify({ table, mean: means[0] }));
JS
cat >see.py <<'PY'
import json

import keras
import numpy as np

seen = json.load(open("table.json"))
model = keras.Sequential([keras.Input((None,)), keras.layers.Embedding(5, 3, mask_zero=True), keras.layers.GlobalAveragePooling1D()])
model.set_weights([np.array(seen["table"], np.float32)])
means = [model.predict(np.array([[1, 2, 3] + [0] * zeros], np.float32), verbose=0)[0] for zeros in (0, 5, 50)]
print("keras", keras.__version__, *(np.round(mean, 3).tolist() for mean in means))
assert all(np.allclose(mean, seen["mean"], atol=1e-5) for mean in means)
print("as recorded")
PY
node see.mjs
KERAS_BACKEND=jax env/bin/python see.py

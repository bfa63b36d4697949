#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: with softmax and categoricalCrossentropy a row that is wrong with confidence has no gradient
#
# Believed: the gradient of cross-entropy after softmax is p - y, so that the most wrong rows pull hardest.
# Seen:     at a gap of 15 between the wrong logit and the right one the gradient is -1 and 1; at 17 and beyond it is exactly 0 and the loss
#           stays at 16.118. The layers' loss takes probabilities and clips them at 1e-7; a clipped value passes no gradient.
#           sigmoid with binaryCrossentropy does the same. A layers model that starts there (weights 0 and 20) has the same
#           weights, to the bit, after 200 epochs. tf.losses.softmaxCrossEntropy, which takes logits, has no such cliff.
# Versions: @tensorflow/tfjs 4.22.0 (cpu backend), Node 20. Date: 2026-11-28.
# For a trainer: a mislabelled, unscaled or shifted row, or a rate that was too high for one step, pushes rows beyond the cliff, and they
#           stay there: the loss stands at a multiple of 16.118 / rows and looks like a plateau. Train on logits, and scale the inputs.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact @tensorflow/tfjs@4.22.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >see.mjs <<'JS'
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');
const right = tf.tensor2d([[1, 0]]);
const gradient = (loss, logits) => Array.from(tf.grad(loss)(logits).dataSync());
const clipped = (logits) => tf.metrics.categoricalCrossentropy(right, tf.softmax(logits)).sum();
const binary = (logits) => tf.metrics.binaryCrossentropy(tf.ones([1, 1]), tf.sigmoid(logits)).sum();
const onLogits = (logits) => tf.losses.softmaxCrossEntropy(right, logits);

/** A model with a softmax layer whose logits for an input of 1 are 0 and `gap`, fitted to the class of the logit 0. */
async function fitted(gap) {
  const start = tf.tensor2d([[0, gap]]);
  const layer = tf.layers.dense({ units: 2, inputShape: [1], activation: 'softmax', useBias: false, weights: [start] });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ optimizer: tf.train.sgd(1), loss: 'categoricalCrossentropy' });
  const { history } = await model.fit(tf.ones([8, 1]), tf.tile(right, [8, 1]), { epochs: 200, verbose: 0 });
  return { loss: history.loss.at(-1), weights: Array.from(model.getWeights()[0].dataSync()) };
}

console.log(`tfjs ${tf.version.tfjs}`);
for (const gap of [5, 15, 17, 30]) {
  const logits = tf.tensor2d([[0, gap]]);
  const [a, b, c] = [gradient(clipped, logits), gradient(binary, tf.tensor2d([[-gap]])), gradient(onLogits, logits)];
  console.log(`gap ${gap}: categoricalCrossentropy ${a}, binaryCrossentropy ${b}, softmaxCrossEntropy ${c}`);
  const expected = gap > 16.2 ? 0 : -1;
  assert.ok(Math.abs(a[0] - expected) < 0.01 && Math.abs(b[0] - expected) < 0.01 && Math.abs(c[0] + 1) < 0.01);
}
const [near, far] = [await fitted(15), await fitted(20)];
console.log(`fit from a gap of 15: loss ${near.loss}, weights ${near.weights}`);
console.log(`fit from a gap of 20: loss ${far.loss}, weights ${far.weights}`);
assert.ok(near.loss < 0.01);
assert.deepEqual(far.weights, [0, 20]);
assert.ok(Math.abs(far.loss - 16.118) < 0.001);
console.log('as recorded');
JS
node see.mjs 2>&1 | grep -E '^(tfjs|gap|fit|as recorded|.*Error)' | tee seen.log
grep -q '^as recorded$' seen.log

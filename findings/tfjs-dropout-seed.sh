#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: a dropout layer with a seed drops the same units at every step
#
# Believed: `seed` makes a run repeatable: the layer draws a new mask at every step, from a stream that starts at the seed
#           (as Keras and PyTorch do).
# Seen:     two calls of tf.layers.dropout({rate: 0.5, seed: 7}) give the same mask, bit by bit; without a seed they differ.
#           In 100 steps on one row with an input of ones, the weights of the inputs that the one mask drops never change at all;
#           without a seed every weight does.
# Versions: @tensorflow/tfjs 4.22.0 (cpu backend), Node 20. Date: 2026-11-28.
# For a trainer: whoever sets the seed to make an experiment repeatable switches the regularisation off: the same rows of each batch always
#           go through the same part of the network, and at inference the untrained units are added in at full strength.
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
const inputs = 64;

function twoMasks(options) {
  const layer = tf.layers.dropout({ rate: 0.5, ...options });
  const mask = () => layer.apply(tf.ones([1, inputs]), { training: true }).dataSync().join(' ');
  return [mask(), mask()];
}

/** How many of the weights have not changed after 100 steps on one row. */
async function untouched(options) {
  const model = tf.sequential({
    layers: [
      tf.layers.dropout({ rate: 0.5, inputShape: [inputs], ...options }),
      tf.layers.dense({ units: 1, kernelInitializer: 'zeros' }),
    ],
  });
  model.compile({ optimizer: tf.train.sgd(0.001), loss: 'meanSquaredError' });
  await model.fit(tf.ones([1, inputs]), tf.ones([1, 1]), { epochs: 100, verbose: 0 });
  return model.getWeights()[0].dataSync().filter((weight) => weight === 0).length;
}

const [first, second] = twoMasks({ seed: 7 });
const [free, freeAgain] = twoMasks({});
const seeded = await untouched({ seed: 7 });
const unseeded = await untouched({});
console.log(`tfjs ${tf.version.tfjs}`);
console.log(`two masks: with a seed ${first === second ? 'equal' : 'different'}, without ${free === freeAgain ? 'equal' : 'different'}`);
console.log(`weights of ${inputs} untouched after 100 steps: with a seed ${seeded}, without ${unseeded}`);
assert.equal(first, second);
assert.notEqual(free, freeAgain);
assert.equal(unseeded, 0);
assert.ok(seeded > inputs / 4);
console.log('as recorded');
JS
node see.mjs 2>&1 | grep -E '^(tfjs|two|weights|as recorded|.*Error)' | tee seen.log
grep -q '^as recorded$' seen.log

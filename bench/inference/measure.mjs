// NODE measure.mjs CHECKOUT [OTHER CHECKOUT]: how long predictions of 784-128-10 take, here and in onnxruntime, and in
// another checkout that may know `predict` alone. One thread each, in turns; the last line is the result.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as node from 'onnxruntime-node'
import * as web from 'onnxruntime-web'

const [checkout, other] = process.argv.slice(2)
const BATCH = 1024
const ROUNDS = 9
const ROUND = 150

const load = (root, name) =>
  import(pathToFileURL(createRequire(join(root, 'apps/bench/package.json')).resolve(name)).href)
const { enableWideKernels } = await load(checkout, '@antigrad/parallel/wide')
enableWideKernels()
const { Network } = await load(checkout, '@antigrad/core')
const { writeOnnx } = await load(checkout, '@antigrad/formats/onnx')
const { openDataset } = await load(checkout, '@antigrad/data')

const sizes = [784, 128, 10]
const network = Network.create(sizes, 1)
web.env.wasm.numThreads = 1
const model = writeOnnx({ network, meaning: {} })
const options = { intraOpNumThreads: 1, interOpNumThreads: 1 }
const sessions = [
  { name: 'onnxruntime-node', ort: node, session: await node.InferenceSession.create(model, options) },
  { name: 'onnxruntime-web', ort: web, session: await web.InferenceSession.create(model, options) },
]

const { train } = await openDataset('mnist-full', { seed: 1 })
const bytes = train.features.slice(0, BATCH * 784)
const digits = Float32Array.from(bytes, (byte) => byte / 255)
const dense = Float32Array.from({ length: BATCH * 784 }, (_, k) => ((k * 7919) % 1000) / 1000)

/** Each session on `rows` examples of `features`. */
const inOnnx = (features, rows) =>
  sessions.map(({ name, ort, session }) => {
    const x = new ort.Tensor('float32', features.slice(0, rows * 784), [rows, 784])
    return { name, call: () => session.run({ features: x }, ['outputs']) }
  })
const one = dense.slice(0, 784)
const cases = [
  {
    what: 'one example',
    contenders: [{ name: 'antigrad', call: () => network.predict(one) }, ...inOnnx(dense, 1)],
  },
  {
    what: '1,024 rows of floats, no zeros',
    contenders: [{ name: 'antigrad', call: () => network.predictBatch(dense) }, ...inOnnx(dense, BATCH)],
  },
  {
    what: '1,024 digits',
    contenders: [{ name: 'antigrad', call: () => network.predictBatch(bytes) }, ...inOnnx(digits, BATCH)],
  },
]
if (other) {
  const before = (await load(other, '@antigrad/core')).Network.create(sizes, 1)
  const rows = Array.from({ length: 100 }, (_, n) => digits.slice(n * 784, (n + 1) * 784))
  const loop = () => {
    for (const row of rows) before.predict(row)
  }
  const many = Float32Array.from({ length: 10_000 * 784 }, (_, k) => digits[k % digits.length])
  cases.push({
    what: '10,000 digits as floats',
    contenders: [
      { name: 'antigrad', call: () => network.predictBatch(many) },
      { name: 'the other checkout, one by one', call: loop, calls: 100 },
    ],
  })
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]
const rows = []
for (const { what, contenders } of cases) {
  const times = contenders.map(() => [])
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [k, { call, calls = 1 }] of contenders.entries()) {
      const began = performance.now()
      let done = 0
      do {
        const result = call()
        if (result instanceof Promise) await result
        done++
      } while (performance.now() - began < ROUND)
      // The first round is for the engine to compile.
      if (round > 0) times[k].push(((performance.now() - began) * 1000 * calls) / done)
    }
  }
  for (const [k, { name }] of contenders.entries()) rows.push({ what, name, microseconds: median(times[k]) })
}
process.stdout.write(`${JSON.stringify({ node: process.version, rows })}\n`)
process.exit(0)

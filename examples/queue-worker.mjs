// A queue worker: rows as JSON, one a line, on standard input; answers in their order, asked in batches of what has come.
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { rowFeatures, tableFormOf } from 'antigrad/data'
import { readModel } from 'antigrad/predict'
import { simd } from 'antigrad/predict-simd'

const MOST = 256
const [file] = process.argv.slice(2)
const model = readModel(await readFile(file), { file, predictor: simd })
const form = tableFormOf(model.description)
let waiting = []

for await (const line of createInterface({ input: process.stdin })) {
  waiting.push(JSON.parse(line))
  if (waiting.length === MOST) answer()
}
answer()

function answer() {
  if (waiting.length === 0) return
  const outputs = model.predictBatch(rowFeatures(waiting, form))
  const { length } = model.classes
  for (const row of waiting.keys()) {
    const own = outputs.subarray(row * length, (row + 1) * length)
    process.stdout.write(`${model.classes[own.indexOf(Math.max(...own))]}\n`)
  }
  waiting = []
}

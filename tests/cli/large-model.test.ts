import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Tensor, writeSafetensors } from '@antigrad/core'
import { describe, expect, test } from 'vitest'
import { run } from './command.js'
import { scratchFolder } from './small-digits.js'

const scratch = scratchFolder()
const STATUS = '/proc/self/status'

// The largest memory since the program began: `maxRSS` would count that of the process which started it.
const preload = join(scratch, 'measure.mjs')
writeFileSync(
  preload,
  `import { readFileSync, writeFileSync } from 'node:fs'
  process.on('exit', () => {
    const [, kilobytes] = /VmHWM:\\s+(\\d+) kB/.exec(readFileSync('${STATUS}', 'utf8'))
    const { user, system } = process.cpuUsage()
    writeFileSync(process.env.MEASURED, JSON.stringify({ bytes: 1024 * kilobytes, seconds: (user + system) / 1e6 }))
  })`,
)

/** A model of `inputs`-`hidden`-10 whose weights are all 0. */
function modelFile(inputs: number, hidden: number, weightsHash?: string): string {
  const tensor = (...shape: number[]): Tensor => ({
    shape,
    values: new Float32Array(shape.reduce((product, size) => product * size, 1)),
  })
  const tensors = new Map([
    ['layers.0.weight', tensor(hidden, inputs)],
    ['layers.0.bias', tensor(hidden)],
    ['layers.1.weight', tensor(10, hidden)],
    ['layers.1.bias', tensor(10)],
  ])
  const description = { version: 1, sizes: [inputs, hidden, 10], weightsHash }
  const file = join(scratch, `${hidden}.safetensors`)
  writeFileSync(file, writeSafetensors(tensors, { antigrad: JSON.stringify(description) }))
  return file
}

/** What refusing a file takes: the largest memory, and time of the processor, so that a busy machine does not count. */
async function refusal(file: string, message: RegExp): Promise<{ bytes: number; seconds: number }> {
  const measured = `${file}.json`
  const env = { NODE_OPTIONS: `--import ${preload}`, MEASURED: measured }
  const ended = await run(['evaluate', file], { env })
  expect(ended).toMatchObject({ code: 3, stderr: expect.stringMatching(message) })
  return JSON.parse(readFileSync(measured, 'utf8'))
}

// A model for other data is refused last of all: its bytes and its network are in memory, which is twice its size.
const GARBAGE = 16e6

describe.skipIf(!existsSync(STATUS))('a model of 64 MB', () => {
  test.each([
    ['whose weights are not those recorded', 784, 'sha256:0', /expected "sha256:0" as recorded/],
    ['for other data', 800, undefined, /expected 784 inputs .* found 800/],
  ])('%s is refused within a second, in twice its size', async (_, inputs, hash, message) => {
    const baseline = await refusal(modelFile(inputs, 4, hash), message)
    const large = modelFile(inputs, 20_000, hash)
    const { bytes, seconds } = await refusal(large, message)
    expect(bytes - baseline.bytes).toBeLessThan(2 * statSync(large).size + GARBAGE)
    expect(seconds - baseline.seconds).toBeLessThan(1)
  })
})

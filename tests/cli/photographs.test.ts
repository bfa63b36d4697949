import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { awkwardDigits, severalDigits, transparentDigits } from '../fixtures/awkward-digits.js'
import { cleanDigits, photographedDigits } from '../fixtures/photographed-digits.js'
import { jsonLines, run } from './command.js'
import { scratchFolder } from './small-digits.js'

/** Any other seed draws other digits: ANTIGRAD_PICTURES_SEED asks for them. */
const SEED = Number(process.env.ANTIGRAD_PICTURES_SEED ?? 1)

const cwd = scratchFolder()

beforeAll(async () => {
  await run(['train', '--data', 'mnist-full', '--epochs', '10', '--quiet', '--out', 'digits'], { cwd })
}, 120_000)

interface Picture {
  readonly name: string
  readonly digit: number
  readonly bytes: Uint8Array
}

interface Reading {
  readonly name: string
  readonly isRight: boolean
  readonly warnings: readonly string[]
  /** Wrong, more than 0.95 sure, and without a warning. */
  readonly isMistaken: boolean
}

/** What `antigrad predict` says of pictures. */
async function read(pictures: readonly Picture[]): Promise<Reading[]> {
  const files = pictures.map(({ name, bytes }, n) => {
    const file = `${n}${name.endsWith('.jpg') ? '.jpg' : '.png'}`
    writeFileSync(join(cwd, file), bytes)
    return file
  })
  const ended = await run(['predict', 'digits', ...files, '--json'], { cwd })
  expect(ended).toMatchObject({ code: 0 })
  const answers = jsonLines(ended)
  expect(answers.length).toBe(pictures.length)
  return answers.map((answer, n) => {
    const {
      predicted,
      outputs,
      warnings = [],
    } = answer as unknown as {
      readonly predicted: string
      readonly outputs: readonly { readonly value: number }[]
      readonly warnings?: readonly string[]
    }
    const isRight = predicted === String(pictures[n].digit)
    const sure = Math.max(...outputs.map(({ value }) => value))
    const isMistaken = !isRight && sure > 0.95 && warnings.length === 0
    return { name: pictures[n].name, isRight, warnings, isMistaken }
  })
}

const share = (readings: readonly Reading[], holds: (reading: Reading) => boolean) =>
  readings.filter(holds).length / readings.length

const named = (pictures: readonly { kind: string; digit: number; bytes: Uint8Array }[]): Picture[] =>
  pictures.map(({ kind, digit, bytes }) => ({ name: `${kind}, ${digit}`, digit, bytes }))

describe('antigrad predict', () => {
  it('reads photographs of digits, or warns, and is never sure and wrong without a word', async () => {
    const readings = await read(photographedDigits(200, SEED))
    expect(readings.filter(({ isMistaken }) => isMistaken)).toEqual([])
    expect(share(readings, ({ isRight }) => isRight)).toBeGreaterThanOrEqual(0.85)
    expect(share(readings, ({ isRight, warnings }) => isRight || warnings.length > 0)).toBeGreaterThanOrEqual(
      0.95,
    )
  }, 180_000)

  it('hardly warns of clean drawings', async () => {
    const readings = await read(cleanDigits(200, SEED))
    expect(readings.filter(({ isMistaken }) => isMistaken)).toEqual([])
    expect(share(readings, ({ warnings }) => warnings.length > 0)).toBeLessThanOrEqual(0.05)
  }, 180_000)

  it('reads digits in frames, on rules, beside shadows, cut to the ink and on nothing, or warns', async () => {
    const readings = await read(named([...awkwardDigits(), ...transparentDigits()]))
    expect(readings.filter(({ isMistaken }) => isMistaken)).toEqual([])
    expect(share(readings, ({ isRight, warnings }) => isRight || warnings.length > 0)).toBeGreaterThanOrEqual(
      0.99,
    )
    expect(share(readings, ({ isRight }) => isRight)).toBeGreaterThanOrEqual(0.98)
  }, 180_000)

  it('warns of several digits, and says what to do', async () => {
    const several = severalDigits().filter(({ name }) => name !== '88, touching')
    const readings = await read(several.map(({ name, bytes }) => ({ name, digit: -1, bytes })))
    for (const { warnings } of readings) expect(warnings.join()).toMatch(/several digits.*: crop the picture/)
  })
})

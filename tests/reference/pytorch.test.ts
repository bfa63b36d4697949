// Fifty steps with every activation, head and update rule in float64: the reference of packages/core beside PyTorch. What
// PyTorch 1.13.1 came to is recorded, so the comparison runs where it is not installed; ANTIGRAD_RECORD=pytorch records it anew.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Case, cases } from './cases.js'
import { type Outcome, trainReference } from './train-reference.js'

const PROGRAM = fileURLToPath(new URL('pytorch.py', import.meta.url))
const RECORDED = fileURLToPath(new URL('pytorch-1.13.1.jsonl', import.meta.url))

/** The first python3 that has PyTorch: that of the PATH, or the system's. */
const python = ['python3', '/usr/bin/python3'].find(
  (program) => spawnSync(program, ['-c', 'import torch']).status === 0,
)

/** A line of the record. */
interface Recorded {
  readonly name: string
  /** Of each tenth step. */
  readonly losses: readonly number[]
  /** Of every twentieth parameter. */
  readonly parameters: readonly number[]
}

function recordOf({ name }: Case, { losses, parameters }: Outcome): Recorded {
  return {
    name,
    losses: losses.filter((_, step) => step % 10 === 9),
    parameters: parameters.filter((_, n) => n % 20 === 7),
  }
}

function withoutClassWeights(run: Case): Case {
  const { classWeights: _, ...objective } = run.objective
  return { ...run, objective }
}

function withoutLabelSmoothing(run: Case): Case {
  const { labelSmoothing: _, ...objective } = run.objective
  return { ...run, objective }
}

function record(runs: readonly Case[], outcomes: readonly Outcome[]): void {
  const lines = runs.map((run, n) => `${JSON.stringify(recordOf(run, outcomes[n]))}\n`)
  writeFileSync(RECORDED, lines.join(''))
}

function readRecord(): Recorded[] {
  const lines = readFileSync(RECORDED, 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line))
}

/** The largest |found − expected| / max(1, |expected|); Infinity where a number is missing or is not one. */
function difference(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY
  const differences = found.map(
    (value, n) => Math.abs(value - expected[n]) / Math.max(1, Math.abs(expected[n])),
  )
  return differences.every(Number.isFinite) ? Math.max(...differences) : Number.POSITIVE_INFINITY
}

describe('fifty steps of each activation, head and update rule in float64', () => {
  const runs = cases()
  let outcomes: Outcome[]

  beforeAll(() => {
    outcomes = runs.map(trainReference)
  }, 120_000)

  test.each([
    ['clipping', ({ clipNorm: _, ...rest }: Case) => rest],
    ['sample weights', ({ weights: _, ...rest }: Case) => rest],
    ['dropout', ({ dropout: _, ...rest }: Case) => rest],
    ['the schedule', (run: Case) => ({ ...run, schedule: { name: 'constant' } as const })],
    [
      'weight decay',
      (run: Case) => (run.rule.weightDecay ? { ...run, rule: { ...run.rule, weightDecay: 0 } } : run),
    ],
    ['label smoothing', withoutLabelSmoothing],
    ['class weights', withoutClassWeights],
  ])('come to something else without %s, wherever there is some', (_, without) => {
    const having = runs.flatMap((run, n) => {
      const rest = without(run)
      return JSON.stringify(rest) === JSON.stringify(run) ? [] : [{ n, rest }]
    })
    const chosen = having.filter((_, n) => n % 7 === 0)
    expect(chosen.length).toBeGreaterThan(3)
    for (const { n, rest } of chosen) {
      const changed = difference(trainReference(rest).parameters, outcomes[n].parameters)
      expect(changed, runs[n].name).toBeGreaterThan(1e-4)
    }
  })

  test('are those that PyTorch 1.13.1 came to, within 1e-10', () => {
    const recorded = readRecord()
    expect(recorded.map(({ name }) => name)).toEqual(runs.map(({ name }) => name))
    for (const [n, run] of runs.entries()) {
      const { losses, parameters } = recordOf(run, outcomes[n])
      expect(difference(losses, recorded[n].losses), `losses, ${run.name}`).toBeLessThan(1e-10)
      expect(difference(parameters, recorded[n].parameters), `parameters, ${run.name}`).toBeLessThan(1e-10)
    }
  })

  test.skipIf(!python)(
    'are those of PyTorch here (needs python3 with torch), each loss, rate and parameter within 1e-10',
    () => {
      const { status, stdout, stderr } = spawnSync(python ?? '', [PROGRAM], {
        input: JSON.stringify(runs),
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      })
      expect(status, stderr).toBe(0)
      const expected: Outcome[] = JSON.parse(stdout)
      if (process.env.ANTIGRAD_RECORD === 'pytorch') record(runs, expected)
      for (const [n, { name, learningRate }] of runs.entries()) {
        const { losses, parameters, rates } = expected[n]
        const shares = (all: readonly number[]) => all.map((rate) => rate / learningRate)
        expect(difference(shares(outcomes[n].rates), shares(rates)), `rates, ${name}`).toBeLessThan(1e-10)
        expect(difference(outcomes[n].losses, losses), `losses, ${name}`).toBeLessThan(1e-10)
        expect(difference(outcomes[n].parameters, parameters), `parameters, ${name}`).toBeLessThan(1e-10)
      }
    },
    300_000,
  )
})

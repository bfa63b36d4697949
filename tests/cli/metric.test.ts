import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom, readModel } from '@antigrad/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { Command, jsonLines, resultOf, run } from './command.js'
import { scratchFolder } from './small-digits.js'

const cwd = scratchFolder()

/** Three kinds of which one is rare, and a number; noisy, so that the metrics disagree about the best epoch. */
beforeAll(() => {
  const random = createRandom(5, 0)
  const noise = () => random.uniform() + random.uniform() - 1
  const rows = Array.from({ length: 600 }, () => {
    const kind = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2][random.integer(10)]
    const [a, b] = [kind + 1.4 * noise(), kind / 2 + noise()]
    return [a.toFixed(3), b.toFixed(3), 'xyz'[kind], (a * b + noise() / 2).toFixed(4)].join(',')
  })
  writeFileSync(join(cwd, 'kinds.csv'), ['a,b,kind,size', ...rows].join('\n'))
})

const patient = (label: string, metric: string, ...more: string[]): string[] => [
  ...['train', '--data', 'kinds.csv', '--features', 'a,b', '--label', label, '--epochs', '120'],
  ...['--val-split', '0.3', '--patience', '15', '--metric', metric, '--json', '--quiet', ...more],
]

interface Line {
  readonly epoch: number
  readonly valLoss: number
  readonly valAccuracy: number
  readonly valMetric: number
}

describe('--metric', () => {
  test.each([
    ['kind', 'accuracy', 'higher'],
    ['kind', 'balanced-accuracy', 'higher'],
    ['kind', 'macro-f1', 'higher'],
    ['kind', 'log-loss', 'lower'],
    ['kind', 'auc', 'higher'],
    ['kind', 'average-precision', 'higher'],
    ['size', 'rmse', 'lower'],
    ['size', 'mae', 'lower'],
    ['size', 'r2', 'higher'],
    ['size', 'largest-error', 'lower'],
  ])(
    '%s, %s: the first of the best epochs is kept, and training ends after it',
    async (label, metric, better) => {
      const ended = await run(patient(label, metric, '--out', metric), { cwd })
      expect(ended).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') })
      const lines = jsonLines(ended)
        .filter(({ type }) => type === 'epoch')
        .map((line) => line as unknown as Line)
      const values = lines.map(({ valMetric }) => valMetric)
      const best = better === 'higher' ? Math.max(...values) : Math.min(...values)
      const at = values.indexOf(best) + 1
      expect(resultOf(ended)).toMatchObject({ bestEpoch: at, metric })
      expect(values.length).toBe(Math.min(at + 15, 120))
      if (metric === 'accuracy') expect(values).toEqual(lines.map(({ valAccuracy }) => valAccuracy))
      const { description } = readModel(readFileSync(join(cwd, metric, 'model.safetensors')), metric)
      expect(description.config).toMatchObject({ metric })
      expect(description.best).toMatchObject({ epoch: at, metric: best })
      expect((await run(['verify', metric, '--quiet'], { cwd })).code).toBe(0)
    },
  )

  test('chooses: macro F1 is at least as high in its best epoch as in that of the loss', async () => {
    const linesOf = (ended: Awaited<ReturnType<typeof run>>) => jsonLines(ended) as unknown as Line[]
    const byF1 = await run(patient('kind', 'macro-f1', '--patience', '120', '--out', 'whole'), { cwd })
    const byLoss = await run(patient('kind', 'error', '--patience', '120', '--out', 'loss'), { cwd })
    const [f1, loss] = [byF1, byLoss].map((ended) => Number(resultOf(ended).bestEpoch))
    const values = linesOf(byF1).map(({ valMetric }) => valMetric)
    const losses = linesOf(byLoss)
      .map(({ valLoss }) => valLoss)
      .slice(0, -1)
    expect(losses.indexOf(Math.min(...losses)) + 1).toBe(loss)
    expect(f1).not.toBe(loss)
    expect(values[f1 - 1]).toBeGreaterThan(values[loss - 1])
    expect(linesOf(byLoss)[0].valMetric).toBeUndefined()
  })

  test('interrupted and resumed, on averaged weights too, ends with the same weights and history', async () => {
    const long = [...patient('kind', 'log-loss', '--ema', '0.99', '--epochs', '4000'), '--patience', '400']
    const command = new Command([...long, '--out', 'halves'], { cwd })
    await command.says('"epoch":20,')
    command.child.kill('SIGTERM')
    expect((await command.ended).code).toBe(143)
    const ended = await run(['train', '--resume', 'halves', '--json', '--quiet'], { cwd })
    const whole = await run([...long, '--threads', '2', '--out', 'at-once'], { cwd })
    const { weightsHash, bestEpoch } = resultOf(whole)
    expect(resultOf(ended)).toMatchObject({ weightsHash, bestEpoch })
    const historyIn = (name: string): unknown =>
      readModel(readFileSync(join(cwd, name, 'model.safetensors')), name).description.history
    expect(historyIn('halves')).toEqual(historyIn('at-once'))
    const other = await run(['train', '--resume', 'halves', '--metric', 'auc'], { cwd })
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('which cannot change') })
  })

  test.each([
    ['size', 'auc', 'expected one for numbers, which kinds.csv has: error, rmse, mae, r2, largest-error'],
    ['kind', 'r2', 'expected one for classes, which kinds.csv has: error, accuracy, balanced-accuracy,'],
    ['kind', 'f2', 'Allowed choices are error, accuracy, balanced-accuracy, macro-f1, log-loss, auc,'],
  ])('of %s, %s is refused, and what there is is named', async (label, metric, message) => {
    const ended = await run(patient(label, metric), { cwd })
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) })
  })
})

describe('a result says', () => {
  test('of classes: what follows from the confusion matrix, after training as in evaluate and in the log', async () => {
    const flags = ['train', '--data', 'kinds.csv', '--features', 'a,b', '--label', 'kind', '--epochs', '20']
    const trained = resultOf(await run([...flags, '--json', '--quiet', '--out', 'classes'], { cwd }))
    const { metrics, confusion, classes, baseline } = resultOf(
      await run(['evaluate', 'classes', '--json'], { cwd }),
    )
    const matrix = confusion as number[][]
    const supports = matrix.map((row) => row.reduce((sum, count) => sum + count))
    const taken = matrix.map((_, c) => matrix.reduce((sum, row) => sum + row[c], 0))
    const f1 = matrix.map((row, c) => (2 * row[c]) / (supports[c] + taken[c]))
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value) / values.length
    const found = metrics as Record<string, number>
    expect(found.macroF1).toBeCloseTo(mean(f1), 12)
    expect(found.balancedAccuracy).toBeCloseTo(mean(matrix.map((row, c) => row[c] / supports[c])), 12)
    expect(baseline).toBeCloseTo(Math.max(...supports) / supports.reduce((sum, count) => sum + count), 12)
    expect(found.rocAuc).toBeGreaterThan(0.7)
    expect(classes).toMatchObject(
      supports.map((support, c) => ({ name: 'xyz'[c], support, f1: expect.closeTo(f1[c], 12) })),
    )
    expect(trained).toMatchObject({ classes, baseline })
    expect(metrics).toMatchObject(trained.metrics as object)
    const log = readFileSync(join(cwd, 'classes', 'log.jsonl'), 'utf8')
      .trim()
      .split('\n')
    expect(JSON.parse(log.at(-1) ?? '')).toMatchObject({ type: 'result', metrics: trained.metrics, classes })
    const text = (await run([...flags, '--quiet', '--out', 'shown'], { cwd })).stdout
    expect(text).toMatch(/^by class +balanced accuracy [\d.]+ %, macro F1 [\d.]+ %, log-loss [\d.]+$/m)
    expect(text).toMatch(/^class +precision +recall +F1 +examples$/m)
    expect(text.match(/^[xyz]( +[\d.]+ %){3} +\d+$/gm)).toHaveLength(3)
  })

  test('of numbers: RMSE, MAE, largest error and R², each column by itself', async () => {
    const flags = ['--data', 'kinds.csv', '--features', 'b', '--label', 'size,a', '--epochs', '40']
    const trained = resultOf(await run(['train', ...flags, '--json', '--quiet', '--out', 'numbers'], { cwd }))
    const errors = trained.testErrors as Record<string, number>[]
    expect(errors.map(({ name }) => name)).toEqual(['size', 'a'])
    for (const { rmse, mae, largest, r2, baseline } of errors) {
      expect(mae).toBeLessThan(rmse)
      expect(rmse).toBeLessThan(largest)
      expect(r2).toBeCloseTo(1 - (rmse / baseline) ** 2, 12)
    }
    expect(resultOf(await run(['evaluate', 'numbers', '--json'], { cwd })).errors).toEqual(errors)
    const text = (await run(['evaluate', 'numbers'], { cwd })).stdout
    expect(
      text.match(/: RMSE [\d.]+, MAE [\d.]+, largest [\d.]+, R² [\d.]+; baseline [\d.]+,/g),
    ).toHaveLength(2)
  })
})

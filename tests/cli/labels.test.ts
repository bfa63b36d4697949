import { createHash } from 'node:crypto'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hammingLoss, labelScores, subsetAccuracy } from '@antigrad/core/metrics'
import { beforeAll, describe, expect, test } from 'vitest'
import { jsonLines, resultOf, run } from './command.js'

const LABELS = ['frost', 'storm', 'fog']

/** A number in [0, 1) of a text. */
function hashed(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32
}

/** Hours of weather with the warnings that were given, some of them wrongly. */
function weather(rows: number, yes: string, no: string): string {
  const lines = Array.from({ length: rows }, (_, n) => {
    const draw = (name: string) => hashed(`${name} ${n}`)
    const [temperature, wind, humidity] = [draw('t') * 40 - 12, draw('w') * 20, 40 + draw('h') * 60]
    const warnings = [temperature < 0, wind > 14, humidity > 88 && wind < 8]
    const said = warnings.map((holds, label) => (draw(`wrong ${label}`) < 0.03 ? !holds : holds))
    const numbers = [temperature, wind, humidity].map((value) => value.toFixed(1))
    return [...numbers, ...said.map((holds) => (holds ? yes : no))].join()
  })
  return [['temperature', 'wind', 'humidity', ...LABELS].join(), ...lines, ''].join('\n')
}

interface Row {
  readonly labels: readonly string[]
  readonly outputs: readonly { readonly name: string; readonly value: number }[]
}

describe('several labels at once', () => {
  let folder = ''
  const path = (name: string) => join(folder, name)
  const train = (table: string, out: string) =>
    run([
      'train',
      ...['--data', path(table), '--label', LABELS.join(), '--loss', 'binary-cross-entropy'],
      ...['--epochs', '60', '--out', path(out), '--report', '--json', '--quiet'],
    ])

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'antigrad-labels-'))
    await writeFile(path('numbers.csv'), weather(500, '1', '0'))
    await writeFile(path('words.csv'), weather(500, 'Yes', 'no'))
    await writeFile(path('later.csv'), weather(700, 'Yes', 'no'))
  })

  test('columns of yes and no are those of 1 and 0, to the bit', async () => {
    const [numbers, words] = [await train('numbers.csv', 'a'), await train('words.csv', 'b')]
    expect([numbers.code, words.code]).toEqual([0, 0])
    expect(resultOf(words).weightsHash).toBe(resultOf(numbers).weightsHash)
    expect(words.stderr).toContain('yes is 1, no is 0')
    const { labelMetrics, testAccuracy } = resultOf(words)
    expect(labelMetrics).toMatchObject({ subsetAccuracy: testAccuracy, examples: 100 })
    // Every label is wrong in 3 % of the rows: nobody gets more than 91 % of all rows right for long.
    expect(testAccuracy).toBeGreaterThan(0.75)
    const report = await readFile(path('b/report.html'), 'utf8')
    for (const label of LABELS) expect(report).toContain(`<th scope="row">${label}</th>`)
    expect(report).toContain('gets every label of')
  })

  test('evaluate has the scores of what predict says', async () => {
    const predicted = jsonLines(
      await run(['predict', path('b'), path('later.csv'), '--json']),
    ) as unknown as Row[]
    const outputs = Float64Array.from(predicted.flatMap((row) => row.outputs.map(({ value }) => value)))
    const lines = (await readFile(path('later.csv'), 'utf8')).trim().split('\n').slice(1)
    const targets = Float64Array.from(
      lines.flatMap((line) =>
        line
          .split(',')
          .slice(3)
          .map((cell) => (cell === 'Yes' ? 1 : 0)),
      ),
    )
    for (const { labels, outputs: named } of predicted) {
      expect(labels).toEqual(named.filter(({ value }) => value > 0.5).map(({ name }) => name))
    }
    const found = resultOf(await run(['evaluate', path('b'), '--data', path('later.csv'), '--json']))
    const scores = labelScores(outputs, targets, 3).map((score, label) => ({ name: LABELS[label], ...score }))
    expect(found).toMatchObject({
      examples: 700,
      subsetAccuracy: subsetAccuracy(outputs, targets, 3),
      hammingLoss: hammingLoss(outputs, targets, 3),
      labels: scores,
    })
  })

  test('people read it', async () => {
    const { stdout } = await run(['evaluate', path('a')])
    expect(stdout).toMatch(
      /^test accuracy {2}\d+\.\d\d % of rows with every label right \(\d+ of 100\); baseline /m,
    )
    for (const label of LABELS) expect(stdout).toMatch(new RegExp(`^${label} .*%.*%.*%`, 'm'))
    const example = await run(['predict', path('a'), '--index', '0'])
    expect(example.stdout).toMatch(/example 0: [a-z, ]+(, right|, it is [a-z, ]+)$/m)
  })

  test('a column of other words is refused', async () => {
    await writeFile(path('other.csv'), weather(60, 'yes', 'perhaps'))
    const { code, stderr } = await train('other.csv', 'c')
    expect(code).toBe(3)
    expect(stderr).toMatch(/column "frost": expected a number, found "(yes|perhaps)"/)
  })
})

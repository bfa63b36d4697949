import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readModel } from '@antigrad/core'
import { openDataset } from '@antigrad/data'
import { decode } from 'fast-png'
import { beforeAll, describe, expect, test } from 'vitest'
import { MAIN, resultOf, run } from '../cli/command.js'
import { scratchFolder } from '../cli/small-digits.js'
import { pieces, textOf, unbalanced } from './markup.js'

const scratch = scratchFolder()
const out = join(scratch, 'digits')
let page = ''
let result: Record<string, unknown> = {}
let stderr = ''

beforeAll(async () => {
  const ended = await run(['train', '--epochs', '2', '--report', '--json', '--quiet', '--out', out])
  result = resultOf(ended)
  stderr = ended.stderr
  page = readFileSync(join(out, 'report.html'), 'utf8')
}, 60_000)

describe('train --report, on the digits', () => {
  test('writes the page into the folder of the run, says where, and leaves the result last on stdout', () => {
    expect(result.type).toBe('result')
    expect(stderr).toContain(join(out, 'report.html'))
    expect(statSync(join(out, 'report.html')).size).toBeLessThan(1_000_000)
  })

  test('needs nothing else: no address, no script, no file', () => {
    const without = page.replace(/data:image\/png;base64,[\w+/=]*/g, '')
    expect(without).not.toMatch(
      /https?:|\/\/[a-z]|<(script|link|iframe|object|base)|@import|url\(| on[a-z]+=/i,
    )
    for (const source of pieces(page, ' src="', '"')) expect(source).toMatch(/^data:image\/png;base64,/)
    expect(textOf(pieces(page, 'Security-Policy" content="', '>')[0])).toContain("default-src 'none'")
    expect(unbalanced(page)).toBeUndefined()
  })

  test('says how well the network does, and what its weights are', () => {
    const percent = `${(Number(result.testAccuracy) * 100).toFixed(2)} %`
    expect(textOf(pieces(page, '<h1>', '</h1>')[0])).toContain(percent)
    expect(page).toContain(String(result.weightsHash).replace('sha256:', ''))
    expect(page).toContain(`test ${(Number(result.testAccuracy) * 100).toFixed(1)} %`)
  })

  test('draws how well each epoch did on the test part, which leaves the weights as they are', async () => {
    const { history, weightsHash } = readModel(
      readFileSync(join(out, 'model.safetensors')),
      'model',
    ).description
    const last = (history as { testAccuracy: number }[]).map(({ testAccuracy }) => testAccuracy).at(-1)
    expect(last).toBe(result.testAccuracy)
    expect(page.match(/class="curve test" d="M[\d.,]+L[\d.,]+"/g)).toHaveLength(2)
    const without = await run([
      'train',
      '--epochs',
      '2',
      '--quiet',
      '--json',
      '--out',
      join(scratch, 'plain'),
    ])
    expect(resultOf(without).weightsHash).toBe(weightsHash)
  })

  test('counts every test example in the confusion matrix', () => {
    const [matrix] = pieces(page, '<table class="matrix', '</table>')
    const counts = pieces(matrix, '<td', '</td>').map((cell) =>
      Number(textOf(`<td${cell}`).replace('·', '0')),
    )
    expect(counts).toHaveLength(100)
    expect(counts.reduce((sum, count) => sum + count)).toBe(2000)
    const right = counts.filter((_, at) => at % 11 === 0).reduce((sum, count) => sum + count)
    expect(right / 2000).toBe(result.testAccuracy)
  })

  test('shows mistakes that the network makes, on images of the test part', async () => {
    const { test: digits } = await openDataset('mnist', { seed: 1 })
    const { network } = readModel(readFileSync(join(out, 'model.safetensors')), 'model')
    const places = new Map(
      Array.from({ length: digits.count }, (_, n) => [
        Buffer.from(digits.features.subarray(n * 784, (n + 1) * 784)).toString('base64'),
        n,
      ]),
    )
    const mistakes = pieces(page, '<img class="ink"', '</li>')
    expect(mistakes).toHaveLength(24)
    const losses: number[] = []
    for (const mistake of mistakes) {
      const png = decode(Buffer.from(pieces(mistake, 'base64,', '"')[0], 'base64'))
      const pixels = Uint8Array.from({ length: 784 }, (_, at) => png.data[2 * at + 1])
      const n = places.get(Buffer.from(pixels).toString('base64'))
      const outputs = network.predict(pixels)
      const told = textOf(pieces(mistake, '<p>', '</p>')[0])
      expect(n).toBeDefined()
      losses.push(
        outputs.reduce((sum, z, k) => sum + (z - Number(k === digits.labels?.[Number(n)])) ** 2 / 2, 0),
      )
      expect(told).toBe(`${digits.labels?.[Number(n)]} → ${outputs.indexOf(Math.max(...outputs))}`)
      expect(mistake).toContain(`0 ${outputs[0].toFixed(2)}, 1 ${outputs[1].toFixed(2)}`)
    }
    expect(losses).toEqual([...losses].sort((a, b) => b - a))
  })

  test('shows the weights of the first layer as pictures', () => {
    const [units] = pieces(page, '<ol class="units">', '</ol>')
    const pictures = pieces(units, 'base64,', '"').map((text) => decode(Buffer.from(text, 'base64')))
    expect(pictures).toHaveLength(64)
    for (const { width, height, palette } of pictures) {
      expect([width, height]).toEqual([28, 28])
      expect(palette?.every((colour) => colour.length === 4)).toBe(true)
    }
  })

  test('names a command that gives the same weights again', () => {
    const command = textOf(pieces(page, '<pre class="code command">', '</pre>')[0])
    const again = join(scratch, 'again')
    execFileSync('sh', ['-c', `pnpm() { shift; node "$MAIN" "$@"; }; ${command} --quiet --out "$AGAIN"`], {
      env: { ...process.env, MAIN, AGAIN: again },
    })
    const { description } = readModel(readFileSync(join(again, 'model.safetensors')), 'model')
    expect(description.weightsHash).toBe(result.weightsHash)
  })

  test('does not outlive its run: another in the same folder removes it', async () => {
    const folder = join(scratch, 'twice')
    const flags = ['train', '--epochs', '1', '--hidden', 'none', '--quiet', '--out', folder]
    await run([...flags, '--report'])
    expect(existsSync(join(folder, 'report.html'))).toBe(true)
    await run([...flags, '--force'])
    expect(existsSync(join(folder, 'report.html'))).toBe(false)
  })
})

describe('train --report, on tables', () => {
  test('classes with hostile names: no pictures, and no tag of theirs', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, n) => `${n % 3},${n % 7},${['<script>x</script>', '"b&', 'c'][n % 3]}`,
    )
    const report = await reportOf('class', ['a,b,kind', ...rows.map(quoted)], ['--label', 'kind'])
    expect(report).not.toMatch(/<script|<img|First layer|Worst mistakes/)
    expect(report).toContain('&lt;script&gt;x&lt;/script&gt;')
    expect(report).toContain('confusion matrix')
    expect(unbalanced(report)).toBeUndefined()
  })

  test('numbers: each example of the test part a point, and validation by epoch', async () => {
    const rows = Array.from({ length: 100 }, (_, n) => `${n / 10},${Math.sin(n / 10) * 40}`)
    const report = await reportOf('sine', ['x,y', ...rows], ['--label', 'y', '--val-split', '0.2'])
    expect(report.match(/class="point"/g)).toHaveLength(20)
    expect(report).toMatch(/predicts y with an RMSE of <em>[\d.]+<\/em>/)
    expect(report).toContain('class="curve validation"')
    expect(report).not.toMatch(/Accuracy|confusion|<img|NaN/)
    expect(unbalanced(report)).toBeUndefined()
  })
})

/** The class as a quoted cell. */
function quoted(row: string): string {
  const [a, b, ...rest] = row.split(',')
  return `${a},${b},"${rest.join(',').replaceAll('"', '""')}"`
}

async function reportOf(name: string, lines: readonly string[], flags: readonly string[]): Promise<string> {
  const table = join(scratch, `${name}.csv`)
  writeFileSync(table, `${lines.join('\n')}\n`)
  const folder = join(scratch, name)
  const ended = await run([
    'train',
    '--data',
    table,
    ...flags,
    '--hidden',
    '4',
    '--epochs',
    '3',
    '--report',
    '--out',
    folder,
  ])
  expect(ended.stderr).not.toContain('error')
  expect(ended.stdout).toContain(`report         ${join(folder, 'report.html')}\n`)
  return readFileSync(join(folder, 'report.html'), 'utf8')
}

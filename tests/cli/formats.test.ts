import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '@antigrad/core'
import { Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow'
import { encode as encodePng } from 'fast-png'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { jsonLines, resultOf, run } from './command.js'
import { scratchFolder } from './small-digits.js'

const scratch = scratchFolder()
const cwd = { cwd: scratch }

test('the same table gives the same weights in every format, and a model of one reads the others', async () => {
  const rows = Array.from({ length: 200 }, (_, n) => ({
    a: Math.sin(n),
    b: n % 7 ? Math.cos(1.7 * n) : null,
    kind: Math.sin(n) > 0 ? 'up, "high"' : 'down',
  }))
  const kind = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const names = ['a', 'b', 'kind'] as const
  const columnData = names.map((name) => ({ name, data: rows.map((row) => row[name]) }))
  const csv = ['a,b,kind', ...rows.map((row) => `${row.a},${row.b ?? ''},${kind(row.kind)}`)].join('\n')
  writeFileSync(join(scratch, 'rows.csv'), csv)
  writeFileSync(join(scratch, 'rows.json'), JSON.stringify(rows, null, 1))
  writeFileSync(join(scratch, 'rows.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'))
  writeFileSync(join(scratch, 'rows.parquet'), new Uint8Array(parquetWriteBuffer({ columnData })))
  const vectors = names.map((name) => [
    name,
    name === 'kind'
      ? vectorFromArray(
          rows.map((row) => row.kind),
          new Utf8(),
        )
      : vectorFromArray(rows.map((row) => row[name])),
  ])
  writeFileSync(join(scratch, 'rows.arrow'), tableToIPC(new Table(Object.fromEntries(vectors)), 'file'))
  const hashes: unknown[] = []
  for (const type of ['csv', 'json', 'jsonl', 'parquet', 'arrow']) {
    const asked = ['--label', 'kind', '--missing', 'indicator', '--epochs', '5', '--out', type]
    const result = await run(['train', '--data', `rows.${type}`, ...asked, '--json', '--quiet'], cwd)
    hashes.push(resultOf(result).weightsHash)
    const answers = await run(['predict', 'csv', `rows.${type}`, '--json'], cwd)
    expect(answers.code).toBe(0)
    expect(jsonLines(answers)).toHaveLength(rows.length)
  }
  expect(new Set(hashes).size).toBe(1)
})

test('a folder of pictures is learned, evaluated, predicted, and evaluated on another in the same form', async () => {
  const random = createRandom(1, 0)
  const draw = (folder: string, count: number, side: number): void => {
    for (const name of ['9', '10']) {
      mkdirSync(join(scratch, folder, name), { recursive: true })
      for (let n = 0; n < count; n++) {
        // The upper half is light, or the lower.
        const light = (at: number): boolean => at < (side * side) / 2 === (name === '9')
        const data = Uint8Array.from(
          { length: side * side },
          (_, at) => (light(at) ? 150 : 0) + 100 * random.uniform(),
        )
        const png = encodePng({ width: side, height: side, channels: 1, depth: 8, data })
        writeFileSync(join(scratch, folder, name, `${n}.png`), png)
      }
    }
  }
  draw('halves', 40, 8)
  draw('larger', 5, 16)
  const asked = ['train', '--data', 'halves', '--hidden', 'none', '--out', 'pictures']
  const trained = resultOf(await run([...asked, '--json', '--quiet'], cwd))
  expect(trained).toMatchObject({ testAccuracy: 1 })
  const evaluated = resultOf(await run(['evaluate', 'pictures', '--json'], cwd))
  expect(evaluated).toMatchObject({ accuracy: 1, examples: 16 })
  const other = resultOf(await run(['evaluate', 'pictures', '--data', 'larger', '--json'], cwd))
  expect(other).toMatchObject({ accuracy: 1, examples: 10 })
  const files = ['larger/9/0.png', 'larger/10/0.png']
  const answers = jsonLines(await run(['predict', 'pictures', ...files, '--json'], cwd))
  expect(answers).toMatchObject([{ predicted: '9' }, { predicted: '10' }])

  draw('mixed', 2, 8)
  draw('mixed', 1, 9)
  const refused = await run(['train', '--data', 'mixed'], cwd)
  expect(refused.code).toBe(3)
  expect(refused.stderr).toMatch(
    /^error: mixed\/9\/1\.png: expected a picture of 9 × 9 .*--size 9x9[^\n]*\n$/,
  )
  const wrong = await run(
    ['train', '--data', 'rows.csv', '--label', 'kind', '--missing', 'drop', '--size', '8x8'],
    cwd,
  )
  expect([wrong.code, wrong.stderr]).toEqual([
    2,
    expect.stringContaining('--size: expected with a folder of pictures'),
  ])
})

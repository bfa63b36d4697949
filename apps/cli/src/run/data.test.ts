import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openRunData } from './data.js'
import { prepareRun, wantedRun } from './prepare.js'

const folder = mkdtempSync(join(tmpdir(), 'antigrad-data-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A table with a number of each day, from one on. */
function tableOf(name: string, days: number): string {
  const data = join(folder, name)
  const rows = Array.from(
    { length: days },
    (_, n) => `${new Date(n * 86_400_000).toISOString().slice(0, 10)},${n % 7}.5`,
  )
  writeFileSync(data, `day,sold\n${rows.join('\n')}\n`)
  return data
}

test('a new run learns from cycles of moments, and says so in its config; one from before is read as it was', async () => {
  const data = tableOf('years.csv', 800)
  const wanted = await wantedRun({ data, table: { label: ['sold'] } })
  const { asked, data: found } = await prepareRun(wanted, () => {})
  expect(asked.cycles).toBe(true)
  expect(found.dataset.train.inputs).toBe(9)
  expect((await openRunData(asked)).fingerprint).toBe(found.fingerprint)
  const { cycles: _, ...before } = asked
  const old = await openRunData(before)
  expect(old.dataset.train.inputs).toBe(1)
  expect(old.form?.features[0].cycles).toBeUndefined()
})

test('a run whose moments follow no cycle says nothing', async () => {
  const wanted = await wantedRun({ data: tableOf('week.csv', 20), table: { label: ['sold'] } })
  const { asked, data } = await prepareRun(wanted, () => {})
  expect(asked).not.toHaveProperty('cycles')
  expect((await openRunData(asked)).fingerprint).toBe(data.fingerprint)
})

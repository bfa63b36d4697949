import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fromRows, Trainer, writeModel } from 'antigrad'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const fileOf = (name: string): string => fileURLToPath(new URL(`../../examples/${name}.mjs`, import.meta.url))

/** 3 is tall, 9 is wide. */
const TALL = { width: 3, height: 7 }
const WIDE = { width: 9, height: 2 }

describe('a model that is deployed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'antigrad-deploy-'))
  const model = join(folder, 'model.safetensors')
  beforeAll(async () => {
    const rows = Array.from({ length: 100 }, (_, n) => ({ width: n % 11, height: n % 8 }))
    const labelled = rows.map((row) => ({ ...row, shape: row.width > row.height ? 'wide' : 'tall' }))
    const { form, ...dataset } = fromRows(labelled, { label: 'shape' })
    const trainer = new Trainer({ dataset, hidden: [8], batchSize: 10, learningRate: 3, seed: 1 })
    await trainer.train({ epochs: 100 })
    const table = JSON.parse(JSON.stringify(form))
    writeFileSync(model, writeModel(trainer.network, { classes: dataset.train.classes, table }))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('answers as a web service, and says what is wrong with a row', async () => {
    const service = spawn(process.execPath, [fileOf('service'), model, '0'])
    try {
      const [line] = await once(service.stdout, 'data')
      const url = `http://127.0.0.1:${/\d+/.exec(String(line))?.[0]}/`
      const ask = (rows: unknown) => fetch(url, { method: 'POST', body: JSON.stringify(rows) })
      expect(await (await ask([TALL, WIDE, TALL])).json()).toEqual(['tall', 'wide', 'tall'])
      const refused = await ask([TALL, { width: 1 }])
      expect(refused.status).toBe(400)
      expect(await refused.text()).toMatch(/row 2, column "height"/)
    } finally {
      service.kill()
      await once(service, 'exit')
    }
  })

  test('answers as an edge worker', async () => {
    const { default: worker } = await import(fileOf('edge-worker'))
    const env = { MODEL: readFileSync(model) }
    const ask = (query: string): Promise<Response> =>
      worker.fetch(new Request(`http://edge.test/?${query}`), env)
    expect(await (await ask('width=3&height=7')).json()).toEqual({ class: 'tall' })
    expect(await (await ask('width=9&height=2')).json()).toEqual({ class: 'wide' })
    expect((await ask('width=9')).status).toBe(400)
  })

  test('answers as a queue worker, in the order of the rows', () => {
    const rows = Array.from({ length: 600 }, (_, n) => (n % 3 === 0 ? WIDE : TALL))
    const input = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    const said = execFileSync(process.execPath, [fileOf('queue-worker'), model], { input, encoding: 'utf8' })
    expect(said.trim().split('\n')).toEqual(rows.map((row) => (row === WIDE ? 'wide' : 'tall')))
  })
})

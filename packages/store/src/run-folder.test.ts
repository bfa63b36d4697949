import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BadInput, FileError } from '@antigrad/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCheckpoint } from './checkpoint.js'
import { nodeFiles } from './operations.js'
import { RUN_FILES } from './run-files.js'
import { RunFolder } from './run-folder.js'

let above: string
let folder: string
beforeEach(() => {
  above = mkdtempSync(join(tmpdir(), 'antigrad-run-'))
  folder = join(above, 'runs', 'first')
})
afterEach(() => rmSync(above, { recursive: true, force: true }))

/** A checkpoint is whole where it says so. */
function validate(bytes: Uint8Array, file: string): void {
  if (!Buffer.from(bytes).toString().startsWith('whole'))
    throw new BadInput(`${file}, offset 0: expected whole`)
}

const open = () => RunFolder.open(folder, { validate })
const file = (name: keyof typeof RUN_FILES) => join(folder, RUN_FILES[name])
const textOf = (name: keyof typeof RUN_FILES) => readFileSync(file(name), 'utf8')
const save = (run: RunFolder, ...texts: string[]) =>
  texts.reduce((before, text) => before.then(() => run.saveCheckpoint(Buffer.from(text))), Promise.resolve())

describe('RunFolder', () => {
  it('holds the files of a run under their names', async () => {
    const run = await open()
    await run.writeConfig({ hidden: [128], seed: 1 })
    await run.appendLog({ epoch: 1 })
    await save(run, 'whole 1', 'whole 2')
    await run.saveModel(Buffer.from('a model'))
    await run.saveReport(Buffer.from('a page'))
    expect(readdirSync(folder).sort()).toEqual(Object.values(RUN_FILES).sort())
    await run.close()
    expect(readdirSync(folder)).not.toContain('run.lock')

    const again = await open()
    expect(await again.readConfig()).toEqual({ hidden: [128], seed: 1 })
    expect(await again.readLog()).toEqual([{ epoch: 1 }])
    const checkpoint = await again.readCheckpoint()
    expect(checkpoint).toEqual({ bytes: new Uint8Array(Buffer.from('whole 2')), file: file('checkpoint') })
    expect(textOf('previous')).toBe('whole 1')
    expect(textOf('model')).toBe('a model')
    expect(textOf('report')).toBe('a page')
    await again.close()
  })

  it('is open to one at a time', async () => {
    const run = await open()
    await expect(open()).rejects.toThrow(`${folder}: in use by process ${process.pid}`)
    await run.close()
    await (await open()).close()
  })

  it('makes no folder where it is told not to', async () => {
    await expect(RunFolder.open(folder, { validate, create: false })).rejects.toThrow(FileError)
    expect(readdirSync(above)).toEqual([])
  })

  it('brings the names of new folders to the disk, up to the first that was there', async () => {
    const synced: string[] = []
    const files = {
      ...nodeFiles,
      async syncFolder(path: string) {
        synced.push(path)
        await nodeFiles.syncFolder(path)
      },
    }
    for (const expected of [[join(above, 'runs'), above], []]) {
      const run = await RunFolder.open(folder, { validate, files })
      expect(synced.splice(0)).toEqual(expected)
      await run.close()
    }
  })

  it('removes what dead runs left, and nothing else', async () => {
    await (await open()).close()
    const mine = ['notes.0123456789abcdef.tmp', 'model.safetensors.tmp', 'run.locked']
    for (const name of [
      ...mine,
      'config.json.0123456789abcdef.tmp',
      'report.html.0123456789abcdef.tmp',
      'checkpoint.previous.safetensors.0123456789abcdef.tmp',
      'run.lock.0123456789abcdef',
      'run.lock.0123456789abcdef.fedcba9876543210.tmp',
    ]) {
      writeFileSync(join(folder, name), '')
    }
    const run = await open()
    expect(readdirSync(folder).sort()).toEqual([...mine, 'run.lock'].sort())
    await run.close()
  })

  it('gives the lock back where it cannot list the folder', async () => {
    const files = {
      ...nodeFiles,
      list: () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })),
    }
    await expect(RunFolder.open(folder, { validate, files })).rejects.toThrow('cannot list (EIO)')
    expect(readdirSync(folder)).toEqual([])
  })

  it('saves one after the other what is asked at once, and waits for it before it closes', async () => {
    const run = await open()
    const saves = Array.from({ length: 5 }, (_, n) => save(run, `whole ${n}`))
    const logs = [run.appendLog({ n: 1 }), run.appendLog({ n: 2 })]
    await run.close()
    await Promise.all([...saves, ...logs])
    expect([textOf('checkpoint'), textOf('previous')]).toEqual(['whole 4', 'whole 3'])
    expect(textOf('log')).toBe('{"n":1}\n{"n":2}\n')
  })

  it('refuses a config that is not JSON, with its place', async () => {
    const run = await open()
    expect(await run.readConfig()).toBe(undefined)
    for (const text of ['{"a":1,"a":2}', '{"a"', '\xff', '']) {
      writeFileSync(file('config'), text, 'latin1')
      await expect(run.readConfig()).rejects.toThrow(/config\.json, offset \d+: expected/)
      await expect(run.readConfig()).rejects.toThrow(BadInput)
    }
    await run.close()
  })
})

describe('readCheckpoint', () => {
  it('goes back to the one before where the newest is damaged or missing, and says so', async () => {
    const run = await open()
    expect(await run.readCheckpoint()).toBe(undefined)
    await save(run, 'whole 1', 'whole 2')
    writeFileSync(file('checkpoint'), 'who')
    expect(await readCheckpoint(folder, validate)).toEqual({
      bytes: new Uint8Array(Buffer.from('whole 1')),
      file: file('previous'),
      warning: `${file('checkpoint')}, offset 0: expected whole: the checkpoint cannot be used; going on from ${file('previous')}`,
    })
    rmSync(file('checkpoint'))
    expect((await run.readCheckpoint())?.warning).toBe(
      `${file('checkpoint')} is missing; going on from ${file('previous')}`,
    )
    await run.close()
  })

  it('takes a sector that cannot be read for damage, and a missing permission for what it is', async () => {
    const run = await open()
    await save(run, 'whole 1', 'whole 2')
    const failing = (code: string) => ({
      ...nodeFiles,
      open: async (...asked: Parameters<typeof nodeFiles.open>) => {
        const opened = await nodeFiles.open(...asked)
        const read = () => Promise.reject(Object.assign(new Error(code), { code }))
        return asked[0] === file('checkpoint') ? { ...opened, read } : opened
      },
    })
    expect((await readCheckpoint(folder, validate, failing('EIO')))?.warning).toContain('cannot read (EIO)')
    await expect(readCheckpoint(folder, validate, failing('EACCES'))).rejects.toThrow(FileError)
    await run.close()
  })

  it('refuses where none is whole, and names both', async () => {
    const run = await open()
    await save(run, 'whole 1', 'whole 2')
    writeFileSync(file('checkpoint'), '')
    writeFileSync(file('previous'), 'x')
    const refused = run.readCheckpoint()
    await expect(refused).rejects.toThrow(BadInput)
    await expect(refused).rejects.toThrow(
      new RegExp(`^no whole checkpoint: ${file('checkpoint')}[^\n]*; ${file('previous')}[^\n]*$`),
    )
    rmSync(file('previous'))
    await expect(run.readCheckpoint()).rejects.toThrow(`${file('previous')} is missing`)
    rmSync(file('checkpoint'))
    writeFileSync(file('previous'), 'x')
    await expect(run.readCheckpoint()).rejects.toThrow(BadInput)
    await run.close()
  })

  it('never lets a damaged one push a whole one out', async () => {
    for (const looksFirst of [true, false]) {
      const before = await open()
      await save(before, 'whole 1', 'whole 2')
      await before.close()
      writeFileSync(file('checkpoint'), 'damaged')
      const run = await open()
      if (looksFirst) await run.readCheckpoint()
      await save(run, 'whole 3')
      expect([textOf('checkpoint'), textOf('previous')]).toEqual(['whole 3', 'whole 1'])
      await save(run, 'whole 4')
      expect([textOf('checkpoint'), textOf('previous')]).toEqual(['whole 4', 'whole 3'])
      await run.close()
    }
  })

  it('lets an error of the validation that is no BadInput through: a bug is not damage', async () => {
    const run = await open()
    await save(run, 'whole 1', 'whole 2')
    const broken = () => {
      throw new TypeError('a bug')
    }
    await expect(readCheckpoint(folder, broken)).rejects.toThrow(TypeError)
    await run.close()
  })
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BadInput, FileError } from '@antigrad/core'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Log, readLog } from './log.js'
import { nodeFiles } from './operations.js'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'antigrad-log-'))
  file = join(folder, 'log.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function append(...entries: object[]): Promise<void> {
  const log = new Log(file)
  for (const entry of entries) await log.append(entry)
  await log.close()
}

it('gives back what was appended, over several runs', async () => {
  expect(await readLog(file)).toEqual([])
  await append({ epoch: 1, loss: 0.5 }, { epoch: 2, text: 'é\n😀' })
  await append({ epoch: 3 })
  expect(await readLog(file)).toEqual([{ epoch: 1, loss: 0.5 }, { epoch: 2, text: 'é\n😀' }, { epoch: 3 }])
})

it('ignores a last line torn at any place, and cuts it off before the next one', async () => {
  await append({ n: 1 }, { text: 'a longer line', n: 2 })
  const whole = readFileSync(file)
  const first = whole.indexOf('\n') + 1
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(file, whole.subarray(0, length))
    const before = length < first ? [] : [{ n: 1 }]
    expect(await readLog(file)).toEqual(before)
    await append({ n: 3 })
    expect(await readLog(file)).toEqual([...before, { n: 3 }])
  }
})

it('finds the last line end however far back it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 1, 3),
      fc.integer({ min: -2, max: 2 }),
      fc.nat(2),
      async (lines, around, blocks) => {
        const text = '{"n":1}\n'.repeat(lines)
        const torn = Math.max(0, blocks * 65_536 + around)
        writeFileSync(file, text + 'x'.repeat(torn))
        await append({ n: 2 })
        expect(readFileSync(file, 'utf8')).toBe(`${text}{"n":2}\n`)
      },
    ),
  )
})

it('finds it where few bytes come at a time', async () => {
  await append({ n: 1 }, { n: 2 })
  writeFileSync(file, `${readFileSync(file, 'utf8')}torn`)
  const log = new Log(file, {
    ...nodeFiles,
    open: async (...asked) => {
      const opened = await nodeFiles.open(...asked)
      return { ...opened, read: (into, position) => opened.read(into.subarray(0, 3), position) }
    },
  })
  await log.append({ n: 3 })
  await log.close()
  expect(readFileSync(file, 'utf8')).toBe('{"n":1}\n{"n":2}\n{"n":3}\n')
})

it('names the place of a line that is not JSON', async () => {
  writeFileSync(file, '{"n":1}\n{"n":\n{"n":3}\n')
  await expect(readLog(file)).rejects.toThrow(BadInput)
  await expect(readLog(file)).rejects.toThrow(
    `${file}, offset 13: expected a value, found the end of the text`,
  )
})

it('goes on after a disk that was full in the middle of a line', async () => {
  let full = false
  const log = new Log(file, {
    ...nodeFiles,
    open: async (...asked) => {
      const opened = await nodeFiles.open(...asked)
      return {
        ...opened,
        async write(bytes) {
          if (!full) return opened.write(bytes)
          if (bytes.length < 4) return 0
          return opened.write(bytes.subarray(0, 3))
        },
      }
    },
  })
  await log.append({ n: 1 })
  full = true
  await expect(log.append({ n: 2 })).rejects.toThrow(FileError)
  expect(await readLog(file)).toEqual([{ n: 1 }])
  full = false
  await log.append({ n: 3 })
  await log.close()
  expect(await readLog(file)).toEqual([{ n: 1 }, { n: 3 }])
})

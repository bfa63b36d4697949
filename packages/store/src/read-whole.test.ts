import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BadInput, FileError } from '@antigrad/core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { nodeFiles } from './operations.js'
import { readWhole } from './read-whole.js'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'antigrad-read-'))
  file = join(folder, 'model.safetensors')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('reads all bytes, however few come at a time', async () => {
  const bytes = new Uint8Array(1000).map((_, n) => n)
  writeFileSync(file, bytes)
  expect(await readWhole(file)).toEqual(bytes)
  const slowly = {
    ...nodeFiles,
    open: async (...asked: Parameters<typeof nodeFiles.open>) => {
      const opened = await nodeFiles.open(...asked)
      return {
        ...opened,
        read: (into: Uint8Array, position: number) => opened.read(into.subarray(0, 7), position),
      }
    },
  }
  expect(await readWhole(file, slowly)).toEqual(bytes)
})

it('refuses what is no file: a folder, a pipe, a device', async () => {
  await expect(readWhole(folder)).rejects.toThrow(BadInput)
  execFileSync('mkfifo', [file])
  await expect(readWhole(file)).rejects.toThrow(
    `${file}: expected a file, found a folder or a device; check the path`,
  )
  await expect(readWhole('/dev/zero')).rejects.toThrow(BadInput)
})

it('refuses a file that is too long before it reads it', async () => {
  writeFileSync(file, 'abcd')
  await expect(readWhole(file, nodeFiles, 3)).rejects.toThrow(`${file}: expected at most 3 bytes, found 4`)
  expect((await readWhole(file, nodeFiles, 4)).length).toBe(4)
})

it('says which file is not there', async () => {
  await expect(readWhole(file)).rejects.toThrow(FileError)
  await expect(readWhole(file)).rejects.toThrow(
    `${file}: cannot open (ENOENT): there is no such file or folder; check the path`,
  )
})

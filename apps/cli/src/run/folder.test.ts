import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { FileError } from '@antigrad/core'
import { nodeFiles } from '@antigrad/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newFolder, runName } from './folder.js'

const home = process.cwd()
let scratch: string
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'antigrad-folder-'))
  process.chdir(scratch)
})
afterEach(() => {
  process.chdir(home)
  rmSync(scratch, { recursive: true, force: true })
})

test('many runs that begin at once get a folder each', async () => {
  const folders = await Promise.all(Array.from({ length: 20 }, () => newFolder('mnist-128-64')))
  expect(new Set(folders).size).toBe(20)
  expect(folders.toSorted()).toEqual(
    readdirSync('runs')
      .map((name) => join('runs', name))
      .toSorted(),
  )
  expect(folders).toContain(join('runs', 'mnist-128-64'))
})

test('a file of that name is left alone', async () => {
  await newFolder(runName('data/a b.csv', []))
  writeFileSync(join('runs', 'a-b-none-2'), '')
  expect(await newFolder(runName('data/a b.csv', []))).toBe(join('runs', 'a-b-none-3'))
})

test('the names of new folders are on the disk before the run begins', async () => {
  const synced: string[] = []
  const files = {
    ...nodeFiles,
    async syncFolder(path: string) {
      synced.push(resolve(path))
      await nodeFiles.syncFolder(path)
    },
  }
  await newFolder('mnist-128', files)
  expect(synced).toEqual([resolve('.'), resolve('runs')])
})

test('where no folder can be made, one line says why', async () => {
  writeFileSync('runs', '')
  const refused = newFolder('mnist-128')
  await expect(refused).rejects.toThrow(FileError)
  await expect(refused).rejects.toThrow(/^runs: cannot make the folder \((EEXIST|ENOTDIR)\): [^\n]+$/)
})

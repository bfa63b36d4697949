import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileError } from '@antigrad/core'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FileOperations, nodeFiles } from './operations.js'
import { save, saveKeeping, temporaryFor, temporaryName } from './save.js'

let folder: string
let file: string
let previous: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'antigrad-save-'))
  file = join(folder, 'checkpoint.safetensors')
  previous = join(folder, 'checkpoint.previous.safetensors')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function refusal(done: Promise<unknown>): Promise<string> {
  try {
    await done
  } catch (error) {
    if (error instanceof FileError) return error.message
    throw error
  }
  return ''
}

/** A disk on which every new file holds these bytes when it is read again. */
function keeping(bytes: Uint8Array): FileOperations {
  const open: FileOperations['open'] = async (path, mode) => {
    const opened = await nodeFiles.open(path, mode)
    const read = async (into: Uint8Array, position: number): Promise<number> => {
      const part = bytes.subarray(position, position + into.length)
      into.set(part)
      return part.length
    }
    return mode === 'read' ? { ...opened, read } : opened
  }
  return { ...nodeFiles, open }
}

describe('save', () => {
  it('puts any bytes in place of any others', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 100 }), { minLength: 1, maxLength: 3 }),
        async (generations) => {
          for (const bytes of generations) {
            await save(file, bytes)
            expect([...readFileSync(file)]).toEqual([...bytes])
          }
          expect(readdirSync(folder)).toEqual(['checkpoint.safetensors'])
        },
      ),
      { numRuns: 30 },
    )
  })

  it('writes pieces one after the other, whatever their lengths, and takes no other bytes for them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }),
        fc.nat(),
        async (pieces, at) => {
          const whole = Buffer.concat(pieces)
          await save(file, pieces)
          expect(readFileSync(file).equals(whole)).toBe(true)
          // A disk that keeps another byte, one less, or one more.
          const kept = [Buffer.from(whole), whole.subarray(0, -1), Buffer.concat([whole, Buffer.of(0)])]
          if (whole.length > 0) kept[0][at % whole.length] ^= 1
          for (const bytes of kept.filter((each) => !each.equals(whole))) {
            expect(await refusal(save(file, pieces, keeping(bytes)))).toContain('check the disk')
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  it('writes more than fits in one piece, and part of a larger buffer', async () => {
    const bytes = new Uint8Array(9 * 2 ** 20 + 3).map((_, n) => n * 31).subarray(1)
    await save(file, bytes)
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  it('names the file, what failed, the code and what to do', async () => {
    const absent = join(folder, 'absent', 'model.safetensors')
    expect(await refusal(save(absent, Uint8Array.of(1)))).toBe(
      `${absent}: cannot make a new file beside it (ENOENT): there is no such file or folder; check the path`,
    )
    mkdirSync(file)
    expect(await refusal(save(file, Uint8Array.of(1)))).toBe(
      `${file}: cannot put it in its place (EISDIR): a folder is in its place; move it away`,
    )
    expect(readdirSync(folder)).toEqual(['checkpoint.safetensors'])
  })

  it('lets an error that is no system call through as it is: a bug is not a full disk', async () => {
    const files = { ...nodeFiles, rename: () => Promise.reject(new TypeError('a bug')) }
    await expect(save(file, Uint8Array.of(1), files)).rejects.toThrow(TypeError)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('saveKeeping', () => {
  it('keeps the one before, and no more', async () => {
    for (let n = 1; n <= 4; n++) {
      await saveKeeping(file, previous, Uint8Array.of(n))
      expect([...readFileSync(file)]).toEqual([n])
      expect(readdirSync(folder)).toHaveLength(Math.min(n, 2))
      if (n > 1) expect([...readFileSync(previous)]).toEqual([n - 1])
    }
  })

  it('goes on where a death left the new one in its place and the one before not in its own', async () => {
    writeFileSync(file, '2')
    writeFileSync(previous, '2')
    await saveKeeping(file, previous, Buffer.from('3'))
    expect(readFileSync(file, 'utf8') + readFileSync(previous, 'utf8')).toBe('32')
  })
})

describe('temporary names', () => {
  it('differ, and say for which file they are', () => {
    expect(temporaryName('model')).not.toBe(temporaryName('model'))
    expect(temporaryFor(temporaryName('model.safetensors'))).toBe('model.safetensors')
    for (const name of [
      'model.safetensors',
      'model.tmp',
      'model.0123.tmp',
      'notes.0123456789abcdef.tmp.txt',
    ]) {
      expect(temporaryFor(name)).toBe(undefined)
    }
  })
})

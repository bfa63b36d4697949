import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BadInput } from '@antigrad/core'
import { afterAll, describe, expect, test } from 'vitest'
import { madeRecord } from './fixtures/made-record.js'
import { jsonOf, keepRecord } from './keep.js'
import { lastRecord, parseScalingRecord } from './read.js'
import type { RecordHead } from './record.js'

const folder = mkdtempSync(join(tmpdir(), 'antigrad-records-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('reading a record', () => {
  test('what was written', () => {
    const record = madeRecord(1000)
    expect(parseScalingRecord(jsonOf(record), 'x.json')).toEqual(record)
  })

  test('lists of numbers lie on one line, texts stay what they are', () => {
    const value = { numbers: [1, 2.123456789, -3e-9], text: ['a,b', '[\n1,\n2]'], empty: [] }
    expect(jsonOf(value)).toContain('[1, 2.12346, -3e-9]')
    expect(JSON.parse(jsonOf(value))).toEqual({ ...value, numbers: [1, 2.12346, -3e-9] })
  })

  const record = madeRecord(1000)
  test.each([
    ['{', 'does not parse'],
    ['3', 'another format'],
    ['{"format":"other"}', 'another format'],
    [JSON.stringify({ ...record, version: 2 }), 'version 1'],
    [JSON.stringify({ ...record, kind: 'kernels' }), 'of kind "kernels"'],
    [JSON.stringify({ ...record, machine: 3 }), 'a machine'],
    [JSON.stringify({ ...record, machine: { processor: 'A' } }), 'a machine'],
    [JSON.stringify({ ...record, commit: undefined }), 'a commit'],
    [JSON.stringify({ ...record, rows: undefined }), 'rows'],
    [JSON.stringify({ ...record, rows: [{ ...record.rows[0], samples: [1, 'x'] }] }), 'row 0'],
    [JSON.stringify({ ...record, rows: [{ ...record.rows[0], peaks: [] }] }), 'row 0'],
    [JSON.stringify({ ...record, rows: [{ ...record.rows[0], peaks: [20] }] }), 'row 0'],
    [JSON.stringify({ ...record, rows: [{ ...record.rows[0], sizes: 784 }] }), 'row 0'],
    [JSON.stringify({ ...record, rows: [{ ...record.rows[0], examplesPerSecond: undefined }] }), 'row 0'],
  ])('refuses %.40s', (text, message) => {
    expect(() => parseScalingRecord(text, 'x.json')).toThrow(BadInput)
    expect(() => parseScalingRecord(text, 'x.json')).toThrow(message)
  })

  test('the last one made on a processor, and one a machine', async () => {
    const write = async (date: string, processor: string, cores = record.machine.cores): Promise<void> => {
      const machine = { ...record.machine, processor, cores }
      await keepRecord({ ...record, date, machine } as RecordHead, '', folder)
    }
    await write('2026-01-01T00:00:00Z', 'A')
    await write('2026-03-01T00:00:00Z', 'A')
    await write('2026-02-01T00:00:00Z', 'A', 64)
    await write('2026-04-01T00:00:00Z', 'B')
    await keepRecord({ ...record, kind: 'kernels' } as RecordHead, '', folder)
    expect((await lastRecord('A', folder)).record.date).toBe('2026-03-01T00:00:00Z')
    await expect(lastRecord('C', folder)).rejects.toThrow(/expected a record made on C/)
    await expect(lastRecord('A', join(folder, 'none'))).rejects.toThrow(BadInput)
    expect(readdirSync(folder).sort()).toEqual(
      [
        `a-${record.machine.cores}-cores`,
        'a-64-cores',
        `b-${record.machine.cores}-cores`,
        `${record.machine.processor.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${record.machine.cores}-cores`,
      ].sort(),
    )
  })
})

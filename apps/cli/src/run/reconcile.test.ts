import { UsageError } from '@antigrad/core'
import { describe, expect, test } from 'vitest'
import type { RunConfig } from './config.js'
import { reconcile } from './reconcile.js'

const config: RunConfig = {
  version: 1,
  data: 'mnist',
  fingerprint: 'sha256:0',
  hidden: [8],
  epochs: 3,
  batchSize: 10,
  learningRate: 3,
  seed: 1,
  strategy: 'slices',
  threads: 3,
}
const buffers: RunConfig = { ...config, strategy: 'buffers' }

describe('threads of a run that goes on', () => {
  test('slices: as asked anew, otherwise as before', () => {
    expect(reconcile('run', config, {}, 1).threads).toBe(3)
    expect(reconcile('run', config, { threads: 2 }, 1).threads).toBe(2)
    expect(reconcile('run', config, { threads: 'auto' }, 1).threads).toBe('auto')
  })

  test('buffers: as before, also where it is left open', () => {
    expect(reconcile('run', buffers, { threads: 3 }, 1).threads).toBe(3)
    expect(reconcile('run', buffers, { threads: 'auto' }, 1).threads).toBe(3)
    expect(() => reconcile('run', buffers, { threads: 2 }, 1)).toThrow(UsageError)
  })
})

import { expect, test } from 'vitest'
import { environmentOf } from './run-peer.js'

test('peers choose their own kernels, whatever the machine says, and get the threads they are asked for', () => {
  const machine = {
    PATH: '/bin',
    OPENBLAS_CORETYPE: 'Haswell',
    OPENBLAS_L2_SIZE: '512',
    OMP_NUM_THREADS: '64',
  }
  expect(environmentOf(machine, 2)).toEqual({
    PATH: '/bin',
    OMP_NUM_THREADS: '2',
    OPENBLAS_NUM_THREADS: '2',
    MKL_NUM_THREADS: '2',
    PYTHONDONTWRITEBYTECODE: '1',
  })
})

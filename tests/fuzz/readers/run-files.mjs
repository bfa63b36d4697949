import { hostname } from 'node:os'
import { FileError, Network, readModel } from '@antigrad/core'
import { parseJson } from '@antigrad/core/internal'
import { lock, readLog } from '@antigrad/store'
import { encodeState } from '../../../apps/cli/dist/run/checkpoint.js'
import { configFromJson } from '../../../apps/cli/dist/run/config.js'
import { stateOf } from '../../../apps/cli/dist/run/restore.js'
import { folderWith } from '../one-file.mjs'
import { FILE, text } from './samples.mjs'
import { FORM } from './tables.mjs'

/** What a run keeps of what was asked. */
const CONFIG = {
  version: 1,
  data: 'flowers.csv',
  table: { label: ['kind'] },
  fingerprint: `sha256:${'0'.repeat(64)}`,
  valSplit: 0.1,
  patience: 3,
  hidden: [2],
  epochs: 9,
  batchSize: 10,
  learningRate: 0.5,
  seed: 1,
  strategy: 'slices',
  threads: 2,
}

/** What a run leaves in its folder. */
export function runFileReaders() {
  const network = Network.create([2, 2, 2], 1)
  const lockFile = { pid: 2 ** 22 + 1, host: hostname(), started: '', token: '0123456789abcdef' }
  return [
    {
      // What its hash and its checksum would not let through.
      name: 'checkpoint',
      samples: [Buffer.concat(encodeState(CONFIG, { classes: ['a', 'b'], form: FORM }, savedState(network)))],
      read: (bytes) => stateOf(readModel(bytes, FILE), FILE),
    },
    {
      name: 'config',
      samples: [text(JSON.stringify(CONFIG))],
      read: (bytes) => configFromJson(parseJson(bytes, FILE), FILE),
    },
    {
      name: 'log',
      samples: [text('{"type":"epoch","epoch":1,"loss":0.5}\n{"type":"result","weightsHash":"sha256:0"}\n')],
      read: (bytes) => readLog(FILE, folderWith(FILE, bytes)),
    },
    {
      name: 'lock',
      samples: [text(`${JSON.stringify(lockFile)}\n`)],
      refusals: [FileError],
      read: async (bytes) => (await lock('.', folderWith('run.lock', bytes))).release(),
    },
  ]
}

/** In the middle of the third epoch, with better weights kept. */
function savedState(network) {
  const epoch = { loss: 0.5, accuracy: 0.25, valLoss: 0.75, valAccuracy: 0.5 }
  return {
    network,
    position: { epoch: 3, done: 2 },
    history: [1, 2].map((number) => ({ epoch: number, ...epoch })),
    best: { epoch: 1, valLoss: 0.75, network: Network.create([2, 2, 2], 2) },
    progress: { losses: Float32Array.of(1, 2, 3), predictions: Float32Array.of(0, 1, 0) },
  }
}

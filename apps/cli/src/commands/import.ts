import { dirname, resolve } from 'node:path'
import { print } from '@antigrad/command'
import { UsageError, writeModel } from '@antigrad/core'
import { makeFolder, save } from '@antigrad/store'
import type { Command } from 'commander'
import { weightsHashOf } from '../run/fingerprint.js'
import { type ForeignFlags, openModel } from '../run/model-file.js'
import { shown } from '../show/format.js'
import { addForeignFlags } from './foreign-flags.js'

const EXAMPLES = `
Examples:
  $ antigrad import model.onnx --out model.safetensors
  $ antigrad import sklearn.npz --activation relu --loss cross-entropy --out model.safetensors`

export function registerImport(program: Command): void {
  addForeignFlags(program.command('import'))
    .description('make a model of a file of another program: ONNX, safetensors, npz, tfjs, Keras, brain.js')
    .argument('<file>', 'the file; of a layers model of tfjs its model.json')
    .requiredOption('--out <model>', 'where to')
    .option('--json', 'the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(importModel)
}

interface ImportFlags extends ForeignFlags {
  readonly out: string
  readonly json?: true
}

async function importModel(path: string, flags: ImportFlags): Promise<void> {
  const { out } = flags
  const { network, description, file } = await openModel(path, flags)
  if (resolve(out) === resolve(file)) {
    throw new UsageError(`--out ${out}: expected another file than ${file} itself`)
  }
  const { version, sizes, activations, head, ...meaning } = description
  const weightsHash = weightsHashOf(network)
  await makeFolder(dirname(out))
  await save(out, writeModel(network, { ...meaning, weightsHash }))
  if (flags.json)
    print(JSON.stringify({ type: 'result', file: out, sizes: network.architecture.sizes, weightsHash }))
  else print(shown(`${out}: ${network.architecture.sizes.join(' – ')}, weights ${weightsHash}`))
}

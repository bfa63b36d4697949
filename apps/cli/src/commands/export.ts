import { basename, dirname, join, resolve } from 'node:path'
import { print } from '@antigrad/command'
import { UsageError } from '@antigrad/core'
import { MODEL_FORMATS, type ModelFormat } from '@antigrad/formats'
import { makeFolder, readWhole, save } from '@antigrad/store'
import { type Command, Option } from 'commander'
import { CARD_MARK, modelCard } from '../run/model-card.js'
import { type ForeignFlags, kindOf, openModel } from '../run/model-file.js'
import { sharedModelOf } from '../run/shared-model.js'
import { shown } from '../show/format.js'
import { addForeignFlags } from './foreign-flags.js'

const EXAMPLES = `
Examples:
  $ antigrad export runs/mnist-128 --to onnx              raw pixels go in: onnxruntime needs no preparation
  $ antigrad export runs/iris-64 --to onnx --out iris.onnx`

export function registerExport(program: Command): void {
  const names = MODEL_FORMATS.map(({ name }) => name)
  addForeignFlags(program.command('export'))
    .description('write a model as other programs read it; also one of theirs')
    .argument('<model>', "a model file, or a run's folder")
    .addOption(new Option('--to <format>', 'the format').choices(names).makeOptionMandatory())
    .option('--out <file>', 'where to (default: beside the model)')
    .option('--card', 'a README.md beside it, with the metadata that Hugging Face shows')
    .option('--json', 'the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(exportModel)
}

interface ExportFlags extends ForeignFlags {
  readonly to: string
  readonly out?: string
  readonly card?: true
  readonly json?: true
}

async function exportModel(path: string, flags: ExportFlags): Promise<void> {
  const format = MODEL_FORMATS.find(({ name }) => name === flags.to)
  if (!format) throw new Error(`no format is called ${flags.to}`)
  const model = await openModel(path, flags)
  const shared = sharedModelOf(model)
  const out = flags.out ?? besideModel(model.file, format)
  const files = await format.write(shared, basename(out))
  const folder = dirname(out)
  const written = [...files].map(([name, bytes]) => ({ file: join(folder, name), bytes }))
  if (written.some(({ file }) => resolve(file) === resolve(model.file))) {
    throw new UsageError(`--out ${out}: expected another file than the model itself`)
  }
  if (flags.card) {
    const file = join(folder, 'README.md')
    await checkCard(file)
    written.push({ file, bytes: Buffer.from(modelCard(model, shared, basename(out))) })
  }
  await makeFolder(folder)
  for (const { file, bytes } of written) await save(file, bytes)
  const names = written.map(({ file }) => file)
  const { weightsHash } = shared.meaning
  if (flags.json) print(JSON.stringify({ type: 'result', format: format.name, files: names, weightsHash }))
  else for (const name of names) print(shown(name))
}

/** @throws UsageError where somebody's own README is there */
async function checkCard(file: string): Promise<void> {
  if ((await kindOf(file)) === 'nothing') return
  if (Buffer.from(await readWhole(file)).includes(CARD_MARK)) return
  throw new UsageError(
    `--card: expected no ${file} but a card of a model, found another; --out takes another folder`,
  )
}

/** `runs/a/model.onnx` */
function besideModel(model: string, { extension }: ModelFormat): string {
  return join(dirname(model), `${basename(model).replace(/\.[^.]*$/, '')}${extension}`)
}

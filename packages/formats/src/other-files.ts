import { BadInput } from '@antigrad/core'
import type { FileToRead } from './format.js'

const SAVE = 'save the weights by safetensors.torch.save_file(model.state_dict(), …)'

const PICKLE = `a pickle of Python: of PyTorch ${SAVE}, of scikit-learn its arrays by numpy.savez`

/** Models that are not read, by bytes that they have near their beginning, and the way on. */
const OTHERS: readonly { readonly at: number; readonly bytes: string; readonly found: string }[] = [
  { at: 0, bytes: 'PK\x03\x04', found: `a zip archive, as PyTorch saves: ${SAVE}` },
  ...['\x80\x02', '\x80\x03', '\x80\x04', '\x80\x05'].map((bytes) => ({ at: 0, bytes, found: PICKLE })),
  {
    at: 0,
    bytes: '\x89HDF',
    found: 'HDF5, as older versions of Keras save models: load it in Keras 3 and save it as .keras',
  },
  {
    at: 4,
    bytes: 'TFL3',
    found: 'a model of TensorFlow Lite: convert the model that it was made of to .onnx',
  },
  {
    at: 0,
    bytes: 'GGUF',
    found: 'GGUF, which holds language models: save the weights as .safetensors',
  },
]

/** What holds no weights but says in which files they are. */
const INDEX = /\.index\.json$/i

/**
 * @param formats what is read, by name
 * @throws BadInput for the model of another program that none of the formats reads, with the way on
 */
export function refuseOthers(
  { file, bytes }: Pick<FileToRead, 'file' | 'bytes'>,
  formats: readonly string[],
): void {
  if (INDEX.test(file)) {
    throw new BadInput(
      `${file}: expected a model of one file, found an index of several files: save all weights in one`,
    )
  }
  const begin = String.fromCharCode(...bytes.subarray(0, 8))
  const { found } = OTHERS.find((other) => begin.startsWith(other.bytes, other.at)) ?? {}
  if (found === undefined) return
  throw new BadInput(
    `${file}: expected a model in a format that is read (${formats.join(', ')}), found ${found}`,
  )
}

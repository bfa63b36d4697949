import { hostname } from 'node:os'
import { gzipSync } from 'node:zlib'
import { FileError, Network, readModel, toTensors, writeModel, writeSafetensors } from '@antigrad/core'
import { parseJson } from '@antigrad/core/internal'
import {
  gunzipIdx,
  idxDataset,
  pictureDataset,
  readImage,
  readJsonLines,
  readNpyTable,
  tableDataset,
  tableFormOf,
  tableRows,
  tableSplit,
  toMnistForm,
} from '@antigrad/data'
import { MODEL_FORMATS, readForeign } from '@antigrad/formats'
import { lock, readLog } from '@antigrad/store'
import { Dictionary, Float32, Int8, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow'
import { encode as encodePng } from 'fast-png'
import { zipSync } from 'fflate'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { encode as encodeJpeg } from 'jpeg-js'
import { encodeState } from '../../apps/cli/dist/run/checkpoint.js'
import { configFromJson } from '../../apps/cli/dist/run/config.js'
import { stateOf } from '../../apps/cli/dist/run/restore.js'
import { readArrow } from '../../packages/data/dist/arrow.js'
import { npzDataset } from '../../packages/data/dist/npz.js'
import { readParquet } from '../../packages/data/dist/parquet.js'
import { folderWith } from './one-file.mjs'
import { pngAround } from './png-around.mjs'

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

const FILE = 'mutant'

/** Every reader of files with good samples of what it reads. */
export async function readers() {
  const images = idxImages(7, 5, 4)
  const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 7, 0, 1, 2, 0, 1, 2, 0)
  const asked = { label: ['kind'] }
  const table = text(
    `a,b,kind\n${Array.from({ length: 40 }, (_, n) => `${n},${n / 7},"${n % 3 ? 'x' : 'y, z'}"\n`).join('')}`,
  )
  const { form } = tableSplit({ file: FILE, bytes: table }, asked, 1, 0.2)
  const picture = { width: 40, height: 30, data: strokes(40, 30) }
  const grey = {
    width: 16,
    height: 9,
    channels: 1,
    depth: 16,
    data: Uint16Array.from({ length: 144 }, (_, n) => n * n),
  }
  const network = Network.create([2, 2, 2], 1)
  const lockFile = { pid: 2 ** 22 + 1, host: hostname(), started: '', token: '0123456789abcdef' }
  return [
    {
      name: 'idx',
      samples: [images],
      read: (bytes) =>
        idxDataset(FILE, { images: { file: FILE, bytes }, labels: { file: FILE, bytes: labels } }),
    },
    {
      name: 'labels',
      samples: [labels],
      read: (bytes) =>
        idxDataset(FILE, { images: { file: FILE, bytes: images }, labels: { file: FILE, bytes } }),
    },
    { name: 'gzip', samples: [gzipSync(images), gzipSync(labels)], read: (bytes) => gunzipIdx(bytes, FILE) },
    {
      name: 'model',
      samples: [writeModel(network, { classes: ['a', 'b'], seed: 1, table: form })],
      read: (bytes) => tableFormOf(readModel(bytes, FILE).description, FILE),
    },
    {
      // Another program's: other names, other floats, an order to be found.
      name: 'foreign',
      samples: [foreignModel(['fc1', 'fc2', 'out']), halfModel()],
      read: (bytes) => readModel(bytes, FILE),
    },
    ...foreignFormats(network),
    {
      // What its hash and its checksum would not let through.
      name: 'checkpoint',
      samples: [encodeState(CONFIG, { classes: ['a', 'b'], form }, savedState(network))],
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
    {
      name: 'csv',
      samples: [table],
      read: (bytes) => tableSplit({ file: FILE, bytes }, asked, 1, 0.2),
    },
    { name: 'rows', samples: [table], read: (bytes) => tableDataset({ file: FILE, bytes }, form) },
    {
      // Numbers in other forms, other encodings, titles, gaps: read, and read again in the form of what was read.
      name: 'forms',
      samples: tableForms(),
      read: (bytes) => {
        const gappy = { label: ['kind'], missing: 'indicator', unknown: 'other' }
        const { form: kept } = tableSplit({ file: FILE, bytes }, gappy, 1, undefined)
        tableRows({ file: FILE, bytes }, JSON.parse(JSON.stringify(kept)))
      },
    },
    {
      // Also what has more or other keys than the lines before.
      name: 'json lines',
      samples: [jsonLines()],
      read: (bytes) => {
        const source = readJsonLines({ file: FILE, bytes })
        tableSplit(source, { ...asked, missing: 'indicator', unknown: 'other' }, 1, undefined)
      },
    },
    {
      name: 'npy',
      samples: [npyBytes('<f8', [40, 3], numbers(120)), npyBytes('>i2', [40, 3], numbers(120), true)],
      read: (bytes) => tableSplit(readNpyTable({ file: FILE, bytes }), { label: ['3'] }, 1, undefined),
    },
    {
      name: 'npz',
      samples: npzFiles(),
      read: (bytes) => npzDataset({ file: FILE, bytes }, FILE, 1, 0.2),
    },
    {
      name: 'parquet',
      samples: parquetFiles(),
      read: async (bytes) => {
        const source = await readParquet({ file: FILE, bytes })
        tableSplit(source, { ...asked, missing: 'mean' }, 1, undefined)
      },
    },
    {
      name: 'arrow',
      samples: arrowFiles(),
      read: (bytes) =>
        tableSplit(readArrow({ file: FILE, bytes }), { ...asked, missing: 'mean' }, 1, undefined),
    },
    {
      // In colour, and brought to another size.
      name: 'pictures',
      samples: [
        encodePng({ ...picture, channels: 4, depth: 8 }),
        Uint8Array.from(encodeJpeg(picture, 80).data),
      ],
      read: (bytes) =>
        pictureDataset(FILE, [{ file: FILE, bytes }], [0], ['a', 'b'], { size: [7, 5], color: true }),
    },
    {
      name: 'png',
      samples: [encodePng({ ...picture, channels: 4, depth: 8 }), encodePng(grey)],
      read: (bytes) => toMnistForm(readImage(bytes, FILE)),
    },
    {
      // What its checksums would not let through.
      name: 'png lines',
      samples: [
        // 3 × 2 in colours, a line of each of two filters; and 4 × 2 in four colours of a palette, one half hidden.
        Uint8Array.of(
          ...pngHeader(3, 2, 8, 2),
          0,
          0,
          4,
          9,
          8,
          7,
          6,
          5,
          4,
          3,
          2,
          1,
          3,
          9,
          8,
          7,
          6,
          5,
          4,
          3,
          2,
          1,
        ),
        Uint8Array.of(
          ...pngHeader(4, 2, 2, 3),
          4,
          0,
          0,
          0,
          9,
          9,
          9,
          50,
          0,
          90,
          255,
          255,
          255,
          1,
          128,
          0,
          27,
          1,
          27,
        ),
      ],
      read: (bytes) => readImage(pngAround(bytes), FILE),
    },
    {
      name: 'jpeg',
      samples: [Uint8Array.from(encodeJpeg(picture, 80).data)],
      read: (bytes) => toMnistForm(readImage(bytes, FILE)),
    },
  ]
}

/** The same table in many forms. */
function tableForms() {
  const rows = (write) => Array.from({ length: 24 }, (_, n) => write(n).join(';')).join('\n')
  const german = rows((n) => [`1.${100 + n},5`, `${n},25 €`, `${1 + n}.12.2024`, n % 3 ? 'x' : 'y'])
  const plain = rows((n) => [n % 5 ? n / 7 : 'NA', `${n} %`, `${n}:30`, n % 3 ? 'x' : 'y'])
  return [
    text(`sep=;\r\na;b;c;kind\n${german}\n;;;\n`),
    text(`A report\na;b;c;kind\n${plain}\n`),
    Uint8Array.from([0xff, 0xfe, ...Buffer.from(`a;b;c;kind;\n${plain}`, 'utf16le')]),
    text(`a b c kind\n${plain.replaceAll(';', '  ').replaceAll(' %', '')}`),
  ]
}

/** A network of another program, in float32. */
function foreignModel(names) {
  const { architecture, parameters } = Network.create([2, 3, 4, 5], 1)
  const named = [...toTensors(architecture, parameters)].map(([name, tensor]) => {
    const [, layer, kind] = name.split('.')
    return [`${names[Number(layer)]}.${kind}`, tensor]
  })
  return writeSafetensors(new Map(named))
}

/** One of one layer, in half as many bytes. */
function halfModel() {
  const tensor = (type, shape, begin, end) => ({ dtype: type, shape, data_offsets: [begin, end] })
  const header = JSON.stringify({
    'a.weight': tensor('F16', [2, 2], 0, 8),
    'a.bias': tensor('BF16', [2], 8, 12),
  })
  const length = new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer)
  return Uint8Array.from([...length, ...text(header), 0, 60, 1, 0, 1, 128, 9, 4, 128, 63, 1, 0])
}

function numbers(count) {
  return Array.from({ length: count }, (_, n) => (n * n) % 7)
}

function jsonLines() {
  const rows = numbers(40).map((value, n) =>
    JSON.stringify({ a: n, ...(n % 5 && { b: value / 7 }), c: n % 2 === 0, kind: n % 3 ? 'x' : 'y, "z"' }),
  )
  return text(`${rows.join('\n')}\n\n`)
}

/** An array of numpy, of two dimensions. */
function npyBytes(descr, shape, values, fortran = false) {
  const order = fortran ? 'True' : 'False'
  const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape.join(', ')}), }`.padEnd(
    117,
  )
  const size = Number(descr.slice(2))
  const bytes = new Uint8Array(128 + size * values.length)
  bytes.set([0x93, ...text('NUMPY'), 1, 0, 118, 0, ...text(`${header}\n`)])
  const view = new DataView(bytes.buffer, 128)
  for (const [n, value] of values.entries()) {
    if (size === 8) view.setFloat64(8 * n, value, descr[0] === '<')
    else view.setInt16(2 * n, value, descr[0] === '<')
  }
  return bytes
}

/** Of two parts and of one, packed and not. */
function npzFiles() {
  const x = npyBytes('<f8', [20, 4], numbers(80))
  const y = npyBytes('<i2', [20, 1], numbers(20))
  const parts = { 'x_train.npy': x, 'y_train.npy': y, 'x_test.npy': x, 'y_test.npy': y }
  return [zipSync(parts, { level: 0 }), zipSync({ 'x.npy': x, 'y.npy': y })]
}

function parquetFiles() {
  const rows = numbers(40)
  const columnData = [
    { name: 'a', data: rows.map((value, n) => (n % 4 ? value / 7 : null)), type: 'DOUBLE', nullable: true },
    { name: 'b', data: rows.map(BigInt), type: 'INT64' },
    { name: 'when', data: rows.map((value) => new Date(value * 1e9)), type: 'TIMESTAMP' },
    { name: 'kind', data: rows.map((_, n) => (n % 3 ? 'x' : 'y')), type: 'STRING' },
  ]
  return ['SNAPPY', 'UNCOMPRESSED'].map(
    (codec) => new Uint8Array(parquetWriteBuffer({ columnData, codec, rowGroupSize: 25 })),
  )
}

function arrowFiles() {
  const rows = numbers(40)
  const table = new Table({
    a: vectorFromArray(
      rows.map((value, n) => (n % 4 ? value / 7 : null)),
      new Float32(),
    ),
    b: vectorFromArray(rows.map(BigInt)),
    when: vectorFromArray(rows.map((value) => new Date(value * 1e9))),
    colour: vectorFromArray(
      rows.map((value) => `colour ${value}`),
      new Dictionary(new Utf8(), new Int8()),
    ),
    kind: vectorFromArray(
      rows.map((_, n) => (n % 3 ? 'x' : 'y')),
      new Utf8(),
    ),
  })
  return ['file', 'stream'].map((form) => tableToIPC(table, form))
}

/** Each format of models that other programs have, with and without our description. */
function foreignFormats(network) {
  const deep = Network.create([2, 3, 3, 2], 4, {
    activations: ['silu', 'relu'],
    head: 'softmax-cross-entropy',
  })
  const models = [network, deep].map((each) => ({ network: each, meaning: { classes: ['a', 'b'] } }))
  return MODEL_FORMATS.filter(({ read }) => read).map((format) => {
    const name = `${FILE}${format.extension}`
    const written = models.map((model, n) => [...format.write(model, `${n}${format.extension}`)])
    const besides = new Map(written.flatMap((files) => files.slice(1)))
    const beside = async (wanted) => {
      if (!besides.has(wanted)) throw new FileError(`${wanted}: nothing there`)
      return besides.get(wanted)
    }
    const [sample] = written.map(([[, bytes]]) => bytes)
    const foreign = Buffer.from(sample).toString('latin1').replaceAll('antigrad', 'elsewise')
    // An array that no layer uses is refused: scikit-learn's have other names.
    const other = format.name === 'npz' ? coefficients() : new Uint8Array(Buffer.from(foreign, 'latin1'))
    return {
      name: `model ${format.name}`,
      samples: [...written.map(([[, bytes]]) => bytes), other],
      refusals: [FileError],
      read: (bytes) => readForeign({ file: name, bytes, beside }),
    }
  })
}

/** What numpy keeps of a network of scikit-learn. */
function coefficients() {
  return zipSync({
    'coefs_0.npy': npyBytes('<f8', [2, 3], numbers(6)),
    'intercepts_0.npy': npyBytes('<f8', [3], numbers(3)),
  })
}

function text(written) {
  return new TextEncoder().encode(written)
}

/** In the middle of the third epoch, with better weights kept. */
function savedState(network) {
  const epoch = { loss: 0.5, accuracy: 0.25, valLoss: 0.75, valAccuracy: 0.5 }
  return {
    network,
    position: { epoch: 3, done: 2 },
    history: [1, 2].map((number) => ({ epoch: number, ...epoch })),
    best: { epoch: 1, valLoss: 0.75, network: Network.create([2, 2, 2], 2) },
    progress: { losses: Float32Array.of(1, 2, 3), predictions: Uint32Array.of(0, 1, 0) },
  }
}

function idxImages(count, rows, columns) {
  const bytes = new Uint8Array(16 + count * rows * columns)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x803)
  view.setUint32(4, count)
  view.setUint32(8, rows)
  view.setUint32(12, columns)
  for (let at = 16; at < bytes.length; at++) bytes[at] = (at * 37) % 256
  return bytes
}

function pngHeader(width, height, depth, type) {
  return [0, 0, 0, width, 0, 0, 0, height, depth, type, 0, 0, 0]
}

/** A dark ring on light paper, RGBA. */
function strokes(width, height) {
  const pixels = new Uint8Array(4 * width * height).fill(255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const distance = Math.hypot(x - width / 2, y - height / 2)
      if (Math.abs(distance - 10) < 2) pixels.fill(30, 4 * (y * width + x), 4 * (y * width + x) + 3)
    }
  }
  return pixels
}

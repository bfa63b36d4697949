import { readJson, readJsonLines, tableDataset, tableRows, tableSplit } from '@antigrad/data'
import { readArff } from '../../../packages/data/dist/tables/arff.js'
import { readLibsvm } from '../../../packages/data/dist/tables/libsvm.js'
import { FILE, numbers, text } from './samples.mjs'

export const ASKED = { label: ['kind'] }
export const TABLE = text(
  `a,b,kind\n${Array.from({ length: 40 }, (_, n) => `${n},${n / 7},"${n % 3 ? 'x' : 'y, z'}"\n`).join('')}`,
)

export const { form: FORM } = tableSplit({ file: FILE, bytes: TABLE }, ASKED, 1, 0.2)

/** Text of separated values, and of objects. */
export function tableReaders() {
  return [
    {
      name: 'csv',
      samples: [TABLE],
      read: (bytes) => tableSplit({ file: FILE, bytes }, ASKED, 1, 0.2),
    },
    { name: 'rows', samples: [TABLE], read: (bytes) => tableDataset({ file: FILE, bytes }, FORM) },
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
      name: 'arff',
      samples: arffFiles(),
      read: (bytes) =>
        tableSplit(readArff({ file: FILE, bytes }), { ...ASKED, missing: 'mean' }, 1, undefined),
    },
    {
      name: 'libsvm',
      samples: [
        text(
          objects()
            .map((_, n) => `${n % 3} qid:${n % 4} ${n % 5}:0.${n} 7:-1e-${n}\n`)
            .join(''),
        ),
      ],
      read: (bytes) => tableSplit(readLibsvm({ file: FILE, bytes }), { label: ['label'] }, 1, undefined),
    },
    {
      name: 'json',
      samples: [text(JSON.stringify(objects())), text(JSON.stringify(columns()))],
      read: (bytes) => {
        const source = readJson({ file: FILE, bytes })
        tableSplit(source, { ...ASKED, missing: 'indicator', unknown: 'other' }, 1, undefined)
      },
    },
    {
      // Also what has more or other keys than the lines before.
      name: 'json lines',
      samples: [
        text(
          `${objects()
            .map((row) => JSON.stringify(row))
            .join('\n')}\n\n`,
        ),
      ],
      read: (bytes) => {
        const source = readJsonLines({ file: FILE, bytes })
        tableSplit(source, { ...ASKED, missing: 'indicator', unknown: 'other' }, 1, undefined)
      },
    },
  ]
}

/** Rows that give all values, and rows that give few. */
function arffFiles() {
  const head =
    "% rows\n@relation r\n@attribute 'a b' real\n@attribute c {x, 'y z'}\n@attribute kind {p,q}\n@data\n"
  const rows = objects().map((_, n) => `${n % 7 ? n : '?'},${n % 2 ? "'y z'" : 'x'},${n % 3 ? 'p' : 'q'}`)
  const sparse = objects().map((_, n) => `{0 ${n}${n % 2 ? ", 1 'y z'" : ''}${n % 3 ? ', 2 q' : ''}}`)
  return [text(`${head}${rows.join('\n')}\n`), text(`${head}${sparse.join('\n')}\n`)]
}

/** The same table in many forms. */
function tableForms() {
  const rows = (write) => Array.from({ length: 24 }, (_, n) => write(n).join(';')).join('\n')
  const german = rows((n) => [`1.${100 + n},5`, `${n},25 €`, `${1 + n}.12.2024`, n % 3 ? 'x' : 'y'])
  const plain = rows((n) => [n % 5 ? n / 7 : 'NA', `${n} %`, `${n}:30`, n % 3 ? 'x' : 'y'])
  const accounts = rows((n) => [n % 4 ? `$${n}.50` : `($${n}.50)`, n, `${n % 9}"`, n % 3 ? 'x' : 'y'])
  const codes = rows((n) => [
    20240101 + n,
    `192.168.100.${100 + (n % 3)}`,
    n % 4 ? n : '12E3',
    '',
    n % 3 ? 'x|y' : 'x',
  ])
  const names = 'a;b;c;none;kind'
  return [
    // Files put together, each with its names; tabs behind the last cells, and the end mark of DOS.
    text(`${names}\n${codes}\n${names}\r\n${codes}\n${names}\n\x1a`),
    text(`${names}\n${codes}\n`.replaceAll('\n', '\t\n')),
    text(`sep=;\r\na;b;c;kind\n${german}\n;;;\n`),
    text(`A report\na;b;c;kind\n${plain}\n`),
    Uint8Array.from([0xff, 0xfe, ...Buffer.from(`a;b;c;kind;\n${plain}`, 'utf16le')]),
    text(`# by a program\n#a;a;c;kind\n${plain}`),
    text(`in;in;in;out\na;b;c;kind\nUSD;%;;-\n${accounts};;\n`),
    text(`a b c kind\n${plain.replaceAll(';', '  ').replaceAll(' %', '')}`),
    text(`a::b::c::kind\n${plain.replaceAll(';', '::')}\nTotal::1::2::x\nSource: a, b\n`),
  ]
}

function columns() {
  const rows = objects()
  return Object.fromEntries(['a', 'c', 'kind'].map((name) => [name, { ...rows.map((row) => row[name]) }]))
}

function objects() {
  return numbers(40).map((value, n) => ({
    a: n,
    ...(n % 5 && { b: value / 7 }),
    c: n % 2 === 0,
    kind: n % 3 ? 'x' : 'y, "z"',
  }))
}

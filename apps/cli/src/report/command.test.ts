import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { RunConfig } from '../run/config.js'
import { LECTURE } from '../run/fixtures/lecture.js'
import { repeatCommand } from './command.js'

const CONFIG: RunConfig = {
  version: 1,
  ...LECTURE,
  data: 'mnist',
  fingerprint: `sha256:${'0'.repeat(64)}`,
  hidden: [128, 64],
  epochs: 3,
  batchSize: 10,
  learningRate: 0.5,
  seed: 7,
  strategy: 'slices',
  threads: 4,
}

/** The words that a shell makes of a command. */
function wordsOf(command: string): string[] {
  const words = execFileSync('sh', ['-c', `antigrad() { printf '%s\\0' "$@"; }; ${command}`], {
    encoding: 'utf8',
  })
  return words.split('\0').slice(0, -1)
}

describe('repeatCommand', () => {
  test('names all that decides the weights, and not the threads', () => {
    expect(repeatCommand(CONFIG).join(' ')).toBe(
      'antigrad train --data mnist --hidden 128,64 --activation sigmoid --loss squared --recipe lecture --epochs 3 --batch-size 10 --optimizer sgd --lr 0.5 --schedule constant --seed 7 --strategy slices',
    )
  })

  test('says none for no hidden layer, and what is asked of a table', () => {
    const table = { label: ['a', 'b'], features: ['c'], categories: ['c'], task: 'regress' } as const
    const config = { ...CONFIG, hidden: [], table, valSplit: 0.2, patience: 5 }
    expect(wordsOf(repeatCommand(config).join(' ')).slice(0, 17)).toEqual(
      'train --data mnist --label a,b --features c --categories c --task regress --hidden none --activation sigmoid --loss squared'.split(
        ' ',
      ),
    )
  })

  test.each(["it's a table.csv", '$(touch x)`y`"z"\\', 'a\nb', '-x y', '*', 'Größe'])(
    'a shell gives %j back as it is',
    (data) => {
      const words = wordsOf(repeatCommand({ ...CONFIG, data, table: { label: [data] } }).join(' '))
      expect(words.slice(0, 5)).toEqual(['train', '--data', data, '--label', data])
    },
  )
})

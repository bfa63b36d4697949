import { BadInput } from '@antigrad/core'
import { describe, expect, test } from 'vitest'
import { exitCodeOf, explain, RankFailed } from '../exit.js'
import { failureOf } from './open-together.js'

const same = { Node: 'v24.1.0', examples: 'sha256:ab', '--batch-size': '256' }

const opened = (same: Readonly<Record<string, string>>) => ({ same })

/** What all ranks print and end with. */
function endOf(failure: RankFailed | undefined): { code: number; line: string } | undefined {
  return failure && { code: exitCodeOf(failure), line: explain(failure, false) }
}

describe('what ranks have opened', () => {
  test('is the same run', () => {
    expect(failureOf([same, same, { ...same }].map(opened), undefined)).toBeUndefined()
  })

  test('differs: the rank is named, and what it has', () => {
    const other = { ...same, examples: 'sha256:cd' }
    expect(endOf(failureOf([same, same, other].map(opened), undefined))).toEqual({
      code: 3,
      line: 'error: rank 2: examples: expected sha256:ab, as rank 0 has, found sha256:cd\n',
    })
    expect(endOf(failureOf([same, { ...same, '--ema': '0.9' }].map(opened), undefined))).toEqual({
      code: 2,
      line: 'error: rank 1: --ema: expected nothing, as rank 0 has, found 0.9\n',
    })
  })

  test('is asked of others at one place and told at another: no rank goes on', () => {
    expect(endOf(failureOf([{ told: 'runs/a' }, opened(same)], undefined))).toEqual({
      code: 1,
      line: 'error: rank 1 opens the run in another way than rank 0\n',
    })
  })

  test('could not be opened: the first that failed is named, unless it is the leader', () => {
    const failed = { code: 6, message: 'a.csv: cannot read' }
    const line = 'error: rank 1: a.csv: cannot read\n'
    expect(endOf(failureOf([opened(same), failed, failed], undefined))).toEqual({ code: 6, line })
    const own = new BadInput('a.csv: expected numbers')
    expect(endOf(failureOf([{ code: 3, message: own.message }, failed], own))).toEqual({
      code: 3,
      line: 'error: a.csv: expected numbers\n',
    })
  })
})

test('ranks that follow end with the code alone', () => {
  expect(endOf(new RankFailed(143))).toEqual({ code: 143, line: '' })
})

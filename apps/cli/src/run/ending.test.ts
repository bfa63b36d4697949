import { Diverged, WorkerLost } from '@antigrad/core'
import { expect, test } from 'vitest'
import { stoppedBy, withWhatIsKept } from './ending.js'

test.each([
  [{ epoch: 1, done: 0 }, 'before the first epoch'],
  [{ epoch: 3, done: 0 }, 'after epoch 2'],
  [{ epoch: 1, done: 640 }, 'in epoch 1, after example 640'],
])('the end of a run says where it stands: %j', (position, where) => {
  expect(stoppedBy('SIGINT', position, 'runs/a').message).toBe(
    `stopped by SIGINT ${where}; antigrad train --resume runs/a goes on from there`,
  )
  expect(withWhatIsKept(new Diverged('NaN'), 'runs/a', position)).toMatchObject({
    name: 'Diverged',
    message: `NaN; runs/a keeps the checkpoint ${where}`,
  })
  expect(withWhatIsKept(new WorkerLost('lost'), 'runs/a', position)).toMatchObject({
    name: 'WorkerLost',
    message: `lost; runs/a keeps the checkpoint ${where}, and antigrad train --resume runs/a goes on`,
  })
})

test('without a checkpoint it says so, and other errors stay as they are', () => {
  expect(withWhatIsKept(new Diverged('NaN'), 'runs/a', undefined)).toMatchObject({
    message: 'NaN; runs/a keeps no checkpoint yet',
  })
  expect(withWhatIsKept(new WorkerLost('lost'), 'runs/a', undefined)).toMatchObject({
    message: 'lost; runs/a keeps no checkpoint yet, and antigrad train --resume runs/a goes on',
  })
  const error = new Error('other')
  expect(withWhatIsKept(error, 'runs/a', undefined)).toBe(error)
})

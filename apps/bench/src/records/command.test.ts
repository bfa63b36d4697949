import { expect, test } from 'vitest'
import { commandGiven } from './command.js'

test.each([
  ['', 'pnpm bench'],
  ['--quick --json a.json', 'pnpm bench --quick'],
  [
    '--record --threads 1,2 --html=a.html --scenario mnist-30-b10',
    'pnpm bench --threads 1,2 --scenario mnist-30-b10',
  ],
  ['kernels --quick --record', 'pnpm bench kernels --quick'],
  ['peers --no-install --seconds 20 --record', 'pnpm bench:peers --seconds 20'],
])('%s', (typed, command) => {
  expect(commandGiven(typed === '' ? [] : typed.split(' '))).toBe(command)
})

test('what a shell would take apart is quoted', () => {
  expect(commandGiven(['peers', '--peer', '@jax-js/jax, wasm'])).toBe(
    "pnpm bench:peers --peer '@jax-js/jax, wasm'",
  )
})

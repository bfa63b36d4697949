import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Command, MAIN } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const small = writeSmallDigits(scratch)

function shell(script: string): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: scratch, encoding: 'utf8' })
  return { status, stdout, stderr }
}

const train = `"${process.execPath}" "${MAIN}" train --data "${small}" --hidden 8 --epochs 30`

describe('a reader that goes away does not end a run', () => {
  test('| head -1', () => {
    const ended = shell(`set -o pipefail; ${train} --json --quiet --out head | head -1`)
    expect(ended).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(ended.stdout)).toMatchObject({ type: 'epoch', epoch: 1 })
    expect(existsSync(join(scratch, 'head', 'model.safetensors'))).toBe(true)
  })

  test('2>&1 | head -1: stderr too', () => {
    const ended = shell(`set -o pipefail; ${train} --out both 2>&1 | head -1`)
    expect(ended).toMatchObject({ status: 0, stdout: expect.stringMatching(/^epoch {2}1\/30 .*\n$/) })
    expect(existsSync(join(scratch, 'both', 'model.safetensors'))).toBe(true)
  })

  test('both closed from the start', () => {
    expect(shell(`${train} --out closed >&- 2>&-`).status).toBe(0)
    expect(existsSync(join(scratch, 'closed', 'model.safetensors'))).toBe(true)
  })
})

test('a terminal that goes away: a checkpoint, then exit 129', async () => {
  const command = new Command([
    'train',
    '--data',
    small,
    '--epochs',
    '100000',
    '--out',
    join(scratch, 'gone'),
  ])
  await command.says('epoch ')
  command.child.stdout?.destroy()
  command.child.stderr?.destroy()
  command.child.kill('SIGHUP')
  const code = await new Promise((resolve) => command.child.on('exit', resolve))
  expect(code).toBe(129)
  expect(existsSync(join(scratch, 'gone', 'checkpoint.safetensors'))).toBe(true)
})

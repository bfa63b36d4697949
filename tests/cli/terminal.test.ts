import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { MAIN, run, SAME_SIGNAL, STUCK_SAVE } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const hasScript = spawnSync('script', ['--version']).status === 0
const scratch = scratchFolder()
const small = writeSmallDigits(scratch)

/** A run on a terminal of its own, made by `script` (util-linux): what is written to it is typed. */
class Terminal {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  screen = ''

  constructor(out: string, env: NodeJS.ProcessEnv = {}) {
    const args = [MAIN, 'train', '--data', small, '--recipe', 'lecture', '--epochs', '100000', '--out', out]
    const line = `exec ${[process.execPath, ...args].map((arg) => `'${arg}'`).join(' ')}`
    this.child = spawn('script', ['--quiet', '--flush', '--return', '--command', line, '/dev/null'], {
      env: { ...process.env, TERM: 'xterm', SHELL: '/bin/sh', NO_COLOR: undefined, ...env },
    })
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.screen += text
    })
    this.ended = once(this.child, 'exit').then(([code]) => code)
  }

  async shows(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.screen)) await pause(10)
  }
}

describe.skipIf(!hasScript)('on a terminal', () => {
  test('Ctrl-C: a checkpoint, exit 130, and the cursor is back', async () => {
    const terminal = new Terminal(join(scratch, 'interrupted'))
    await terminal.shows(/epoch +1\/100000 [^\n]*\n/)
    terminal.child.stdin?.write('\x03')
    expect(await terminal.ended).toBe(130)
    expect(terminal.screen).toMatch(/stopped by SIGINT [^\n]*--resume [^\n]*\r\n$/)
    expect(terminal.screen.lastIndexOf('\x1b[?25h')).toBeGreaterThan(terminal.screen.lastIndexOf('\x1b[?25l'))
  })

  test('Ctrl-C twice: the end at once, and the cursor is back', async () => {
    const terminal = new Terminal(join(scratch, 'twice'), STUCK_SAVE)
    await terminal.shows(/epoch +1\/100000 [^\n]*\n/)
    terminal.child.stdin?.write('\x03')
    await terminal.shows(/waiting for the disk/)
    await pause(SAME_SIGNAL)
    const began = performance.now()
    terminal.child.stdin?.write('\x03')
    expect(await terminal.ended).toBe(130)
    expect(performance.now() - began).toBeLessThan(1000)
    expect(terminal.screen).not.toContain('stopped by')
    expect(terminal.screen.lastIndexOf('\x1b[?25h')).toBeGreaterThan(terminal.screen.lastIndexOf('\x1b[?25l'))
  })

  test('a terminal that goes away: a checkpoint, the lock is given back, and the run can go on', async () => {
    const out = join(scratch, 'gone')
    const terminal = new Terminal(out)
    await terminal.shows(/epoch +1\/100000 [^\n]*\n/)
    terminal.child.kill('SIGKILL')
    for (const since = performance.now(); existsSync(join(out, 'run.lock')); await pause(20)) {
      expect(performance.now() - since).toBeLessThan(4000)
    }
    const ended = await run(['train', '--resume', out, '--epochs', '1'])
    expect(ended).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/has begun epoch [1-9]\d*/),
    })
  })
})

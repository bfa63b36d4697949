import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Command, MAIN, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const small = writeSmallDigits(scratch)
const quick = ['train', '--data', small, '--hidden', '8', '--epochs', '1', '--quiet']

/** One line on stderr, nothing on stdout, no stack. */
async function refused(args: readonly string[], code: number, message: RegExp | string): Promise<void> {
  const ended = await run(args, { cwd: scratch })
  expect(ended.stderr).toMatch(message)
  expect(ended.stderr).toMatch(/^error: [^\n]+\n$/)
  expect(ended).toMatchObject({ code, stdout: '' })
}

describe('exit code 0', () => {
  test.each([['--help'], ['--version'], ['train', '--help'], ['help', 'evaluate']])(
    '%s %s',
    async (...args) => {
      const ended = await run(args.filter((arg) => arg !== undefined))
      expect(ended).toMatchObject({ code: 0, stderr: '' })
    },
  )

  test('every command has help with an example', async () => {
    const { stdout } = await run(['--help'])
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name)
    expect(commands.length).toBeGreaterThan(3)
    for (const name of commands.filter((command) => command !== 'help')) {
      expect((await run([name, '--help'])).stdout).toMatch(/Examples?:\n {2}\$ pnpm antigrad /)
    }
  })
})

describe('exit code 2: usage, in one line, before anything is made', () => {
  test.each([
    [['train', '--epocs', '3'], /--epocs.*--epochs/],
    [['trian'], /trian.*train/],
    [['train', 'customers.csv'], /'customers.csv' without a flag; --data customers.csv/],
    [['sweep', 'customers.csv', '--lr', '1', '2'], /--data customers.csv/],
    [['train', '--epochs', '0'], /--epochs.*'0'.*whole number from 1/],
    [['train', '--epochs', '1e3'], /whole number/],
    [['train', '--epochs', '1.5'], /whole number/],
    [['train', '--epochs', '99999999999999999999'], /whole number/],
    [['train', '--batch-size', '-1'], /whole number from 1/],
    [['train', '--lr', '0'], /number above 0/],
    [['train', '--lr=-3'], /number above 0/],
    [['train', '--lr', 'fast'], /number above 0/],
    [['train', '--lr', 'Infinity'], /number above 0/],
    [['train', '--hidden', '128,,64'], /128,64/],
    [['train', '--hidden', '0'], /128,64/],
    [['train', '--seed', '4294967296'], /from 0 to 4294967295/],
    [['train', '--threads', '0'], /auto or a whole number from 1 to 256/],
    [['train', '--threads', '257'], /auto or a whole number from 1 to 256/],
    [['train', '--strategy', 'magic'], /slices, buffers/],
    [['train', '--checkpoint-every', '10'], /500steps, 10s or 1epoch/],
    [['train', '--out', 'a', '--resume', 'b'], /--resume.*--out/],
    [['train', '--force'], /--force: expected with --out/],
    [['train', '--hidden', '60000,60000'], /parameters/],
    [['evaluate'], /model/],
    [['predict', 'model.safetensors'], /--index/],
    [['train', '--label', 'a'], /--label: expected with a table, such as a \.csv file, found mnist/],
    [['train', '--task', 'regress'], /--task: expected with --label/],
    [['train', '--val-split', '1'], /above 0 and below 1/],
    [['train', '--patience', '0'], /whole number from 1/],
    [['train', '--resume', ''], /--resume <folder>: .* found an empty one/],
    [['train', '--out', ''], /--out <folder>: .* found an empty one/],
    [['train', '--data='], /--data <where>: .* found an empty one/],
    [['verify', 'model.safetensors', '--data', ''], /--data <where>: .* found an empty one/],
    [['descend', '--picture', ''], /--picture <file>: .* found an empty one/],
    [['approximate', '--csv', ''], /--csv <file>: .* found an empty one/],
    [['approximate', '--picture', ''], /--picture <file>: .* found an empty one/],
    [['approximate', '--csv', 'a.csv', '--x', 'a', '--y', ''], /--y <column>: .* found an empty one/],
    [['evaluate', ''], /model: .* found an empty one/],
    [['predict', 'model.safetensors', 'a.png', ''], /files: .* found an empty one/],
  ])('%j', async (args, message) => {
    await refused(args, 2, message)
    expect(existsSync(join(scratch, 'runs')) ? readdirSync(join(scratch, 'runs')) : []).toEqual([])
  })

  test('no command at all: the help', async () => {
    expect(await run([])).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage: pnpm antigrad') })
  })
})

describe('exit code 3: bad input, named', () => {
  test('data that are not there, or not data', async () => {
    await refused(['train', '--data', 'nowhere'], 3, /nowhere: expected .*found nothing there/)
    mkdirSync(join(scratch, 'empty'))
    await refused(['train', '--data', 'empty'], 3, /empty/)
    writeFileSync(join(scratch, 'sales.xlsx'), 'PK')
    await refused(
      ['train', '--data', 'sales.xlsx', '--label', 'sold'],
      3,
      /a workbook: save its sheet as \.csv/,
    )
  })

  test('a model that is not there, or not a model', async () => {
    await refused(['evaluate', 'nowhere'], 3, /nowhere: expected a model/)
    await refused(['evaluate', 'empty'], 3, /empty: expected a model in this folder/)
    writeFileSync(join(scratch, 'noise.safetensors'), 'no model at all')
    await refused(['evaluate', 'noise.safetensors'], 3, /noise\.safetensors, offset 0/)
    await refused(['predict', 'noise.safetensors', '--index', '1'], 3, /noise\.safetensors, offset 0/)
    await refused(['verify', 'noise.safetensors'], 3, /noise\.safetensors, offset 0/)
  })

  test('a model for other data', async () => {
    const { code } = await run([...quick, '--out', join(scratch, 'model')])
    expect(code).toBe(0)
    await refused(['evaluate', 'model', '--data', 'mnist'], 3, /expected 784 inputs .* found 100/)
    await refused(
      ['predict', 'model', '--index', '0', '--data', 'mnist'],
      3,
      /expected 784 inputs .* found 100/,
    )
  })
})

describe('exit code 4: the loss is not finite', () => {
  test('one line with a hint', async () => {
    await refused([...quick, '--lr', '1e300', '--out', 'diverged'], 4, /not finite; a learning rate below/)
  })
})

describe('exit code 5: a worker is lost', () => {
  test('one line that names rank and phase; the run can go on', async () => {
    const preload = join(scratch, 'dying-worker.mjs')
    writeFileSync(
      preload,
      `import { isMainThread, threadId } from 'node:worker_threads'
      if (!isMainThread) {
        const { store } = Atomics
        let left = 2000
        Atomics.store = (words, index, value) => {
          if (left-- === 0) throw new Error('worn out')
          return store(words, index, value)
        }
      }`,
    )
    const args = [...quick, '--epochs', '50', '--out', 'lost', '--json']
    const ended = await run(args, { cwd: scratch, env: { NODE_OPTIONS: `--import ${preload}` } })
    expect(ended.stderr).toMatch(
      /^error: worker \d of \d was lost in phase [a-z]+: worn out; lost keeps [^\n]+\n$/,
    )
    expect(ended.code).toBe(5)
    expect((await run(['train', '--resume', 'lost', '--quiet'], { cwd: scratch })).code).toBe(0)
  })
})

describe('exit code 6: files', () => {
  test('a folder in use by another run', async () => {
    const first = new Command(['train', '--data', small, '--epochs', '100000', '--out', 'held'], {
      cwd: scratch,
    })
    await first.says('epoch ')
    await refused([...quick, '--out', 'held'], 6, /held: in use by process \d+/)
    await refused(['train', '--resume', 'held'], 6, /held: in use by process \d+/)
    first.child.kill('SIGTERM')
    expect((await first.ended).code).toBe(143)
  })

  test('a file where the folder should be', async () => {
    writeFileSync(join(scratch, 'file'), '')
    await refused([...quick, '--out', 'file/run'], 6, /file\/run: cannot make the folder/)
  })

  test.skipIf(process.getuid?.() === 0)('a folder that may not be written', async () => {
    mkdirSync(join(scratch, 'locked'))
    chmodSync(join(scratch, 'locked'), 0o500)
    await refused([...quick, '--out', 'locked/run'], 6, /permission/)
  })

  test.skipIf(!existsSync('/dev/full'))('results that cannot be written', () => {
    const ended = spawnSync('sh', ['-c', `"${process.execPath}" "${MAIN}" --version > /dev/full`])
    expect(ended.status).toBe(6)
  })
})

import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createRandom } from '@antigrad/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { jsonLines, resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const flowers = join(scratch, 'flowers.csv')
const waves = join(scratch, 'waves.csv')
const KINDS = ['setosa', 'versi, color', 'virginica']

beforeAll(() => {
  const random = createRandom(3, 0)
  const rows = Array.from({ length: 240 }, (_, n) => {
    const kind = n % 3
    const width = (kind + random.uniform()).toFixed(2)
    return [n, width, random.uniform().toFixed(2), kind < 2 ? 'red' : 'blue', `"${KINDS[kind]}"`].join(',')
  })
  writeFileSync(flowers, ['id,width,length,colour,species', ...rows].join('\n'))
  const points = Array.from({ length: 300 }, () => {
    const x = random.uniform() * 4
    return [x.toFixed(4), (100 + 40 * Math.sin(x)).toFixed(4), (2 * x).toFixed(4)].join(';')
  })
  writeFileSync(waves, ['x;height;twice', ...points].join('\n'))
})

const learn = (...flags: string[]): Promise<Awaited<ReturnType<typeof run>>> =>
  run(['train', '--hidden', '12', '--epochs', '60', '--json', '--quiet', ...flags], { cwd: scratch })

test('a table is learned well as it comes, without a flag but its label; help names the folder', async () => {
  const data = ['--data', 'flowers.csv', '--label', 'species', '--features', 'width,length,colour']
  const { testAccuracy, model } = resultOf(
    await run(['train', ...data, '--json', '--quiet'], { cwd: scratch }),
  )
  expect(testAccuracy).toBeGreaterThan(0.95)
  const folder = dirname(String(model)).replace('flowers', 'iris')
  for (const command of ['evaluate', 'predict']) {
    expect((await run([command, '--help'])).stdout).toContain(`antigrad ${command} ${folder} `)
  }
})

describe('classes of a table', () => {
  const features = ['--label', 'species', '--features', 'width,length,colour']

  test('are learned, evaluated and predicted by name', async () => {
    const trained = resultOf(await learn('--data', 'flowers.csv', ...features, '--out', 'classes'))
    expect(trained.testAccuracy).toBeGreaterThan(0.95)
    const evaluated = resultOf(await run(['evaluate', 'classes', '--json'], { cwd: scratch }))
    expect(evaluated).toMatchObject({ accuracy: trained.testAccuracy, examples: 48 })
    expect((evaluated.classes as { name: string }[]).map(({ name }) => name)).toEqual(KINDS)
    writeFileSync(join(scratch, 'new.csv'), 'colour,width,length\nred,0.5,0.5\nblue,2.6,0.5\nred,1.5,0.1\n')
    const rows = jsonLines(await run(['predict', 'classes', 'new.csv', '--json'], { cwd: scratch }))
    expect(rows.map(({ predicted }) => predicted)).toEqual(['setosa', 'virginica', 'versi, color'])
    const text = await run(['predict', 'classes', 'new.csv'], { cwd: scratch })
    expect(text.stdout).toContain('new.csv, row 3: versi, color\n')
    const whole = join(scratch, 'others.csv')
    writeFileSync(whole, 'species,width,length,colour\nsetosa,0.4,0.1,red\nvirginica,2.5,0.3,blue\n')
    const others = resultOf(await run(['evaluate', 'classes', '--data', whole, '--json'], { cwd: scratch }))
    expect(others).toMatchObject({ examples: 2, accuracy: 1 })
  })

  test('are predicted a row each where the columns are called by numbers', async () => {
    const rows = Array.from({ length: 40 }, (_, n) => `${n % 5},${n}`)
    const labelled = rows.map((row, n) => `${row},${n % 2 ? 'odd' : 'even'}`)
    writeFileSync(join(scratch, 'numbered.csv'), ['2,1,label', ...labelled].join('\n'))
    writeFileSync(join(scratch, 'unlabelled.csv'), ['2,1', ...rows].join('\n'))
    await learn('--data', 'numbered.csv', '--label', 'label', '--epochs', '1', '--out', 'numbered')
    const predict = (file: string) => run(['predict', 'numbered', file, '--json'], { cwd: scratch })
    const outputs = (ended: Awaited<ReturnType<typeof run>>) => jsonLines(ended).map((row) => row.outputs)
    const predicted = outputs(await predict('unlabelled.csv'))
    expect(predicted.length).toBe(40)
    expect(predicted).toEqual(outputs(await predict('numbered.csv')))
  })

  test('another kind of table is refused, with its line', async () => {
    await learn('--data', 'flowers.csv', ...features, '--epochs', '1', '--out', 'brief')
    writeFileSync(join(scratch, 'green.csv'), 'colour,width,length\nred,0.5,0.5\ngreen,2.6,0.5\n')
    const ended = await run(['predict', 'brief', 'green.csv'], { cwd: scratch })
    expect(ended.stderr).toMatch(
      /^error: green\.csv, line 3, column "colour": expected one of .* found "green" \(a model trained with --unknown other takes it for none of them\)\n$/,
    )
    expect(ended.code).toBe(3)
    expect(await run(['predict', 'brief', 'waves.csv'], { cwd: scratch })).toMatchObject({ code: 3 })
    expect(await learn('--data', 'flowers.csv')).toMatchObject({
      code: 2,
      stderr:
        'error: --label: expected with flowers.csv, what to learn, a column by name or number; it has "id", "width", "length", "colour", "species"\n',
    })
    expect(await run(['predict', 'brief', '--data', 'green.csv'], { cwd: scratch })).toMatchObject({
      code: 2,
      stderr: 'error: --data: expected with --index; a table to predict is named without it\n',
    })
    expect(await learn('--data', 'flowers.csv', '--label', 'genus')).toMatchObject({ code: 3 })
  })
})

test('data of another kind than a run was begun with are blamed themselves, for no other flag was given', async () => {
  await learn('--data', 'waves.csv', '--label', 'height', '--epochs', '1', '--out', 'table')
  const digits = writeSmallDigits(scratchFolder())
  await learn('--data', digits, '--epochs', '1', '--out', 'digits')
  for (const [run, data, message] of [
    ['table', 'mnist', '--data mnist: expected a table, for table was begun with waves.csv'],
    ['digits', 'waves.csv', `--data waves.csv: expected no table, for digits was begun with ${digits}`],
  ]) {
    const refused = { code: 2, stdout: '', stderr: `error: ${message}\n` }
    expect(await learn('--resume', run, '--epochs', '1', '--data', data)).toMatchObject(refused)
  }
  expect(await run(['verify', 'table', '--data', 'mnist'], { cwd: scratch })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /^error: --data mnist: expected a table, for table.model\.safetensors [^\n]+\n$/,
    ),
  })
})

test('a model that is not of a table takes none to test it with', async () => {
  await learn('--data', writeSmallDigits(scratchFolder()), '--epochs', '1', '--out', 'images')
  const message =
    /^error: images.model\.safetensors: expected the model of a table to test it with flowers\.csv, found another\n$/
  for (const [command, ...flags] of [['evaluate'], ['predict', '--index', '0'], ['gradcheck']]) {
    const ended = await run([command, 'images', '--data', 'flowers.csv', ...flags], { cwd: scratch })
    expect(ended).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(message) })
  }
})

describe('numbers of a table', () => {
  test('are learned in their own units, several at once', async () => {
    const ended = await learn(
      '--data',
      'waves.csv',
      '--label',
      'height,twice',
      '--epochs',
      '200',
      '--out',
      'numbers',
    )
    const { testErrors, testAccuracy } = resultOf(ended)
    expect(testAccuracy).toBeNull()
    expect(jsonLines(ended)[0].accuracy).toBeNull()
    const errors = testErrors as { name: string; rmse: number; largest: number }[]
    expect(errors.map(({ name }) => name)).toEqual(['height', 'twice'])
    expect(errors[0].rmse).toBeLessThan(8)
    expect(errors[0].largest).toBeGreaterThan(errors[0].rmse)
    const evaluated = resultOf(await run(['evaluate', 'numbers', '--json'], { cwd: scratch }))
    expect(evaluated.errors).toEqual(testErrors)
    writeFileSync(join(scratch, 'x.csv'), 'x\n1.5707963\n')
    const [{ outputs }] = jsonLines(await run(['predict', 'numbers', 'x.csv', '--json'], { cwd: scratch }))
    const [height] = outputs as { name: string; value: number }[]
    expect(height.name).toBe('height')
    expect(Math.abs(height.value - 140)).toBeLessThan(25)
    expect((await run(['verify', 'numbers', '--quiet'], { cwd: scratch })).code).toBe(0)
  })
})

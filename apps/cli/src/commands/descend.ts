import { print } from '@antigrad/command'
import { UsageError } from '@antigrad/core'
import { descent } from '@antigrad/core/lecture'
import { save } from '@antigrad/store'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { numberBetween, wholeNumber } from '../flags.js'
import { drawDescent } from '../lecture/descend/drawing.js'
import { pictureOf } from '../lecture/descend/picture.js'
import { descentJson, effectLines, pathLines } from '../lecture/descend/result.js'
import { descend } from '../lecture/descend/situation.js'
import { paintFor } from '../output.js'

const NAMES = descent.LANDSCAPES.map(({ name }) => name)

const WIDEST = 90

/** What the ends of the axes take beside the picture. */
const MARGIN = 12

interface DescendFlags {
  readonly function: string
  readonly learningRate?: number
  readonly start?: readonly number[]
  readonly steps?: number
  readonly picture?: string
  readonly json?: true
}

const EXAMPLES = `
Examples:
  $ antigrad descend                                     a narrow valley
  $ antigrad descend --function parabola --lr 0.98       to and fro
  $ antigrad descend --function valley --lr 0.081        a little too much
  $ antigrad descend --function minima --start 0,-1 --picture minima.svg`

export function registerDescend(program: Command): void {
  program
    .command('descend')
    .description('go down a function of one or two variables, and see what the learning rate does')
    .addOption(new Option('--function <name>', 'where to go down').choices(NAMES).default('valley'))
    .option('--lr, --learning-rate <rate>', 'learning rate (default: the function has one)', numberBetween(0))
    .option('--start <x,y>', 'where to begin (default: the function has one)', coordinates)
    .option('--steps <n>', 'steps at most (default: the function has a number)', wholeNumber(1, 100_000))
    .option('--picture <file>', 'an SVG file to draw')
    .option('--json', 'the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(flags: DescendFlags): Promise<void> {
  const landscape = descent.LANDSCAPES.find(({ name }) => name === flags.function)
  if (!landscape)
    throw new UsageError(`--function: expected one of ${NAMES.join(', ')}, found '${flags.function}'`)
  const { learningRate = landscape.learningRate, start = landscape.start, steps = landscape.steps } = flags
  if (start.length !== landscape.start.length) {
    const expected = landscape.start.length === 1 ? 'one number' : 'two numbers'
    throw new UsageError(`--start: ${landscape.name} takes ${expected}, found ${start.join(',')}`)
  }
  const situation = descend(landscape, { start, learningRate, steps })
  if (flags.picture) await save(flags.picture, Buffer.from(pictureOf(situation)))
  if (flags.json) {
    print(descentJson(situation))
    return
  }
  const columns = Math.max(30, Math.min(WIDEST, process.stdout.columns ?? 80) - MARGIN)
  print(`${landscape.name}: f = ${landscape.formula}, learning rate ${learningRate}`)
  const blocks = [
    drawDescent(situation, columns, paintFor(process.stdout)),
    pathLines(situation),
    effectLines(situation),
  ]
  for (const line of blocks.flatMap((block) => ['', ...block])) print(line)
  if (flags.picture) print(`picture: ${flags.picture}`)
}

/** Numbers separated by commas: `-1.2,1`. */
function coordinates(text: string): number[] {
  const numbers = text
    .split(',')
    .map((part) => (/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(part) ? Number(part) : Number.NaN))
  if (numbers.length <= 2 && numbers.every((number) => Math.abs(number) <= 1e6)) return numbers
  throw new InvalidArgumentError('Expected one or two numbers, separated by a comma, such as -1.2,1.')
}

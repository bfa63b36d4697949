import { formatFixed } from '../../controls/format.js'
import { BACKWARD, ORDER, type Quantity } from '../../derivation/quantities.js'
import { useMatches } from '../../figures/use-matches.js'
import { inLanguage } from '../../state/language.js'
import { backward, forward, given, type Movable, stepNumber } from './settings.js'
import { oneDimensionTexts } from './texts.js'

interface Node {
  readonly name: 'x' | 'p' | 'y' | 'q' | 'z' | 'ε'
  readonly x: number
  readonly y: number
}

/** Where everything lies: in one line, or on a phone in two, the second from right to left. */
interface Layout {
  readonly width: number
  readonly height: number
  readonly nodes: readonly Node[]
  /** Which side of each unit its derivative stands on: 1 below, −1 above. */
  readonly side: (node: Node) => 1 | -1
  /** How far below a unit its derivative stands: where biases lie beside it, below those. */
  readonly below: number
}

const RADIUS = 30

const NAMES = ['x', 'p', 'y', 'q', 'z', 'ε'] as const

const WIDE: Layout = {
  width: 790,
  height: 186,
  nodes: NAMES.map((name, k) => ({ name, x: [34, 214, 326, 506, 618, 752][k], y: 86 })),
  side: () => 1,
  below: 38,
}

const NARROW: Layout = {
  width: 360,
  height: 376,
  nodes: NAMES.map((name, k) => ({ name, x: [34, 200, 310, 310, 200, 62][k], y: k < 3 ? 84 : 298 })),
  side: ({ y }) => (y < 200 ? -1 : 1),
  below: 20,
}

const PARAMETERS: readonly string[] = ['V', 'v', 'U', 'u']

const SYMBOL: Readonly<Record<string, string>> = { ε: 'eps' }

/** The network as a chain: each number where it belongs, as far as the steps have come. */
export function Chain() {
  const texts = inLanguage(oneDimensionTexts)
  const layout = useMatches('(max-width: 48rem)') ? NARROW : WIDE
  const known = new Set<Quantity>(ORDER.slice(0, stepNumber.value))
  const newest = ORDER[stepNumber.value - 1]
  const { nodes, side, below } = layout
  const [x, p, y, q, z, ε] = nodes
  const slope = (by: string): string | undefined =>
    known.has(`d${by}` as Quantity)
      ? formatFixed(backward.value[`dε_d${by}` as keyof typeof backward.value], 4)
      : undefined
  return (
    <svg class="chain" viewBox={`0 0 ${layout.width} ${layout.height}`} role="img" aria-label={texts.chain}>
      <Edge from={x} to={p} name="" weight="V" />
      <Edge from={p} to={y} name="σ" />
      <Edge from={y} to={q} name="" weight="U" />
      <Edge from={q} to={z} name="σ" />
      <Edge from={z} to={ε} name="" />
      <Pair from={x} to={p} weight="V" bias="v" slope={slope} newest={newest} />
      <Pair from={y} to={q} weight="U" bias="u" slope={slope} newest={newest} />
      {nodes.map((node) => (
        <Circle
          key={node.name}
          node={node}
          value={shownValue(node.name, known)}
          slope={BACKWARD.some((one) => one === `d${node.name}`) ? slope(node.name) : undefined}
          side={side(node)}
          below={below}
          newest={newest}
        />
      ))}
      <text data-symbol="l" x={ε.x} y={ε.y - RADIUS - 12}>
        <tspan class="letter">l</tspan> = {formatFixed(given.value.l, 2)}
      </text>
    </svg>
  )
}

function shownValue(name: Node['name'], known: ReadonlySet<Quantity>): string | undefined {
  if (name === 'x') return formatFixed(given.value.x, 2)
  return known.has(name) ? formatFixed(forward.value[name], name === 'ε' ? 4 : 3) : undefined
}

interface EdgeProps {
  readonly from: Node
  readonly to: Node
  readonly name: string
  /** What multiplies on the way: the edge is red above 0 and blue below. */
  readonly weight?: 'V' | 'U'
}

function Edge({ from, to, name, weight }: EdgeProps) {
  const sign = weight ? (given.value[weight] < 0 ? ' negative' : ' positive') : ''
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const [unitX, unitY] = [(to.x - from.x) / length, (to.y - from.y) / length]
  return (
    <>
      <line
        class={`edge${sign}`}
        x1={from.x + unitX * RADIUS}
        y1={from.y + unitY * RADIUS}
        x2={to.x - unitX * RADIUS}
        y2={to.y - unitY * RADIUS}
      />
      {name && (
        <text class="letter" data-symbol="sigma slope" x={(from.x + to.x) / 2} y={from.y - 9}>
          {name}
        </text>
      )}
    </>
  )
}

interface PairProps {
  readonly from: Node
  readonly to: Node
  readonly weight: Movable
  readonly bias: Movable
  readonly slope: (by: string) => string | undefined
  readonly newest: Quantity | undefined
}

/** The weight over its edge and the bias under it, each with its derivative. */
function Pair({ from, to, weight, bias, slope, newest }: PairProps) {
  const upright = from.x === to.x
  const [x, y] = upright ? [from.x - 12, (from.y + to.y) / 2] : [(from.x + to.x) / 2, from.y]
  const anchor = upright ? 'end' : 'middle'
  const at = upright
    ? { weight: -30, weightSlope: -12, bias: 16, biasSlope: 34 }
    : { weight: -10, weightSlope: -30, bias: 20, biasSlope: 39 }
  return (
    <>
      <Named name={weight} x={x} y={y + at.weight} anchor={anchor} />
      <Slope by={weight} text={slope(weight)} x={x} y={y + at.weightSlope} anchor={anchor} newest={newest} />
      <Named name={bias} x={x} y={y + at.bias} anchor={anchor} />
      <Slope by={bias} text={slope(bias)} x={x} y={y + at.biasSlope} anchor={anchor} newest={newest} />
    </>
  )
}

interface TextPlace {
  readonly x: number
  readonly y: number
  readonly anchor: 'middle' | 'end'
}

function Named({ name, x, y, anchor }: TextPlace & { name: Movable }) {
  return (
    <text data-symbol={name} x={x} y={y} text-anchor={anchor}>
      <tspan class="letter">{name}</tspan> = {formatFixed(given.value[name], 2)}
    </text>
  )
}

interface SlopeProps extends TextPlace {
  readonly by: string
  readonly text: string | undefined
  readonly newest: Quantity | undefined
}

/** ∂ε/∂ something, once a step has computed it. */
function Slope({ by, text, x, y, anchor, newest }: SlopeProps) {
  if (text === undefined) return null
  return (
    <text
      data-symbol={PARAMETERS.includes(by) ? `d${by} grad` : `d${by}`}
      class={newest === `d${by}` ? 'back fresh' : 'back'}
      x={x}
      y={y}
      text-anchor={anchor}
    >
      ∂ε/∂{by} = {text}
    </text>
  )
}

interface CircleProps {
  readonly node: Node
  readonly value: string | undefined
  readonly slope: string | undefined
  readonly side: 1 | -1
  readonly below: number
  readonly newest: Quantity | undefined
}

function Circle({ node: { name, x, y }, value, slope, side, below, newest }: CircleProps) {
  const symbol = SYMBOL[name] ?? name
  return (
    <>
      <circle class="rim" data-symbol={symbol} cx={x} cy={y} r={RADIUS} />
      <text class="letter" data-symbol={symbol} x={x} y={value === undefined ? y + 6 : y - 4}>
        {name}
      </text>
      {value !== undefined && (
        <text class={newest === name ? 'fresh' : undefined} data-symbol={symbol} x={x} y={y + 16}>
          {value}
        </text>
      )}
      <Slope
        by={name}
        text={slope}
        x={x}
        y={side > 0 ? y + RADIUS + below : y - RADIUS - 24}
        anchor="middle"
        newest={newest}
      />
    </>
  )
}

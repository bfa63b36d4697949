import { formatFixed } from '../../controls/format.js'
import { ORDER, type Quantities, type Quantity } from '../../derivation/quantities.js'
import { useMatches } from '../../figures/use-matches.js'
import { inLanguage } from '../../state/language.js'
import { along, edge, type Geometry, geometryOf, labelsOf, type Point, weightPart } from './geometry.js'
import { Knob } from './knob.js'
import { plainName } from './names.js'
import { selected } from './selection.js'
import { elementOf, type Movable, move, rangeOf, SIZES, shape, situation, stepNumber } from './settings.js'
import { backpropagationTexts } from './texts.js'

const NARROW = '(max-width: 44rem)'

/** The network as a graph: each value where it belongs, as far as the steps have come. */
export function Graph({ now }: { now: Quantities }) {
  const texts = inLanguage(backpropagationTexts)
  const narrow = useMatches(NARROW)
  const geometry = geometryOf(SIZES[shape.value], narrow)
  const step = stepNumber.value
  const known = new Set<Quantity>(ORDER.slice(0, step))
  const newest = ORDER[step - 1]
  const shown: Shown = {
    value: (quantity, index) =>
      known.has(quantity) ? formatFixed(now[quantity][index], /^[dε]/.test(quantity) ? 4 : 3) : undefined,
    fresh: (quantity) => quantity === newest,
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no drawing.
    <svg
      class="graph"
      viewBox={`0 0 ${geometry.width} ${geometry.height}`}
      role="group"
      aria-label={texts.graph(shape.value)}
    >
      <Edges geometry={geometry} layer={0} shown={shown} />
      <Edges geometry={geometry} layer={1} shown={shown} />
      <ToLoss geometry={geometry} shown={shown} />
      {geometry.inputs.map((at, index) => (
        <g key={index} class="inside">
          <circle class="rim" cx={at.x} cy={at.y} r={geometry.radius} />
          <Moved of="x" index={index} at={at} derivative={undefined} />
          <Name
            at={
              geometry.across
                ? { x: at.x, y: at.y + geometry.radius + 22 }
                : { x: at.x - geometry.radius - 16, y: at.y + 5 }
            }
            text={nameOf('x', index)}
          />
        </g>
      ))}
      {geometry.hidden.map((at, index) => (
        <Unit key={index} geometry={geometry} at={at} index={index} layer={0} shown={shown} />
      ))}
      {geometry.outputs.map((at, index) => (
        <Unit key={index} geometry={geometry} at={at} index={index} layer={1} shown={shown} />
      ))}
      <Loss geometry={geometry} shown={shown} />
    </svg>
  )
}

interface Shown {
  /** The text of an element, once a step has computed it. */
  readonly value: (quantity: Quantity, index: number) => string | undefined
  /** Whether the step just taken computed it. */
  readonly fresh: (quantity: Quantity) => boolean
}

function nameOf(of: Movable | 'p' | 'y' | 'q' | 'z', index: number): string {
  const [inputs, hidden] = SIZES[shape.value]
  const alone = shape.value === '1-1-1'
  const columns = of === 'V' ? inputs : of === 'U' ? hidden : undefined
  return plainName(of, index, columns, alone)
}

function Moved({
  of,
  index,
  at,
  derivative,
}: {
  of: Movable
  index: number
  at: Point
  derivative: string | undefined
}) {
  return (
    <Knob
      at={at}
      name={nameOf(of, index)}
      value={elementOf(of, index)}
      range={rangeOf(of)}
      derivative={derivative}
      selected={selected.value.of === of && selected.value.index === index}
      onSelect={() => {
        selected.value = { of, index }
      }}
      onMove={(value) => move(of, index, value)}
    />
  )
}

function Edges({ geometry, layer, shown }: { geometry: Geometry; layer: 0 | 1; shown: Shown }) {
  const [from, to] = layer === 0 ? [geometry.inputs, geometry.hidden] : [geometry.hidden, geometry.outputs]
  const [of, forwards, back, through]: [Movable, Quantity, Quantity, Quantity] =
    layer === 0 ? ['V', 'p', 'dV', 'dV'] : ['U', 'q', 'dU', 'dy']
  const { weights } = situation.value.network[layer]
  const lit = shown.fresh(forwards) ? ' lit' : shown.fresh(back) || shown.fresh(through) ? ' lit back' : ''
  const pairs = to.flatMap((_, unit) =>
    from.map((_, input) => ({ unit, input, index: unit * from.length + input })),
  )
  return (
    <>
      {pairs.map(({ unit, input, index }) => {
        const [a, b] = edge(geometry, layer, input, unit)
        return (
          <line
            key={index}
            class={`edge${lit}`}
            x1={a.x}
            y1={a.y}
            x2={b.x}
            y2={b.y}
            stroke-width={0.75 + Math.min(3, Math.abs(weights.values[index]))}
          />
        )
      })}
      {pairs.map(({ unit, input, index }) => (
        <Moved
          key={index}
          of={of}
          index={index}
          at={along(edge(geometry, layer, input, unit), weightPart(geometry, layer, unit))}
          derivative={shown.value(back, index)}
        />
      ))}
    </>
  )
}

function Unit({
  geometry,
  at,
  index,
  layer,
  shown,
}: {
  geometry: Geometry
  at: Point
  index: number
  layer: 0 | 1
  shown: Shown
}) {
  const { capsule } = geometry
  const [before, after, bias]: ['p' | 'q', 'y' | 'z', 'v' | 'u'] =
    layer === 0 ? ['p', 'y', 'v'] : ['q', 'z', 'u']
  const halves = [
    { of: before, d: `d${before}` as const, x: at.x - capsule.x / 2 },
    { of: after, d: `d${after}` as const, x: at.x + capsule.x / 2 },
  ]
  return (
    <g>
      <rect
        class="rim"
        x={at.x - capsule.x}
        y={at.y - capsule.y}
        width={2 * capsule.x}
        height={2 * capsule.y}
        rx={capsule.y}
      />
      <line class="hair" x1={at.x} x2={at.x} y1={at.y - capsule.y} y2={at.y + capsule.y} />
      {halves.map(({ of, d, x }) => (
        <g key={of}>
          <text class={shown.fresh(of) ? 'value fresh' : 'value'} x={x} y={at.y + 5}>
            {shown.value(of, index) ?? ''}
          </text>
          {shown.value(of, index) === undefined && (
            <text class="letter" x={x} y={at.y + 5}>
              {nameOf(of, index)}
            </text>
          )}
          <text class={shown.fresh(d) ? 'back fresh' : 'back'} x={x} y={at.y + capsule.y + 18}>
            {shown.value(d, index) ?? ''}
          </text>
        </g>
      ))}
      <Moved
        of={bias}
        index={index}
        at={{ x: at.x, y: at.y - capsule.y - 24 }}
        derivative={shown.value(`d${bias}`, index)}
      />
      <text class="letter small" x={at.x - 32} y={at.y - capsule.y - 20} text-anchor="end">
        {nameOf(bias, index)}
      </text>
    </g>
  )
}

/** The lines from outputs and labels to the loss. */
function ToLoss({ geometry, shown }: { geometry: Geometry; shown: Shown }) {
  const { across, outputs, loss, capsule } = geometry
  const mark = shown.fresh('dz') ? ' lit back' : shown.fresh('ε') ? ' lit' : ''
  return (
    <>
      {outputs.map((at, index) => (
        <line
          key={index}
          class={`edge thin${mark}`}
          x1={across ? at.x + capsule.x : at.x}
          y1={across ? at.y : at.y + capsule.y}
          x2={across ? loss.x - 52 : loss.x}
          y2={across ? loss.y : loss.y - 22}
        />
      ))}
      {labelsOf(geometry).map((at, index) => (
        <line key={index} class={`edge thin${mark}`} x1={at.x} y1={at.y} x2={loss.x} y2={loss.y} />
      ))}
    </>
  )
}

function Loss({ geometry, shown }: { geometry: Geometry; shown: Shown }) {
  const { across, loss } = geometry
  const value = shown.value('ε', 0)
  return (
    <g>
      {labelsOf(geometry).map((at, index) => (
        <g key={index}>
          <Moved of="l" index={index} at={at} derivative={undefined} />
          <text class="letter small" x={!across && at.x > loss.x ? at.x + 42 : at.x - 28} y={at.y + 5}>
            {nameOf('l', index)}
          </text>
        </g>
      ))}
      <rect class="behind" x={loss.x - 52} y={loss.y - 24} width="104" height="48" />
      <text class={shown.fresh('ε') ? 'loss fresh' : 'loss'} x={loss.x} y={loss.y + 8}>
        {value === undefined ? (
          <tspan class="letter">ε</tspan>
        ) : (
          <>
            <tspan class="letter">ε</tspan> {value}
          </>
        )}
      </text>
    </g>
  )
}

function Name({ at, text }: { at: Point; text: string }) {
  return (
    <text class="letter" x={at.x} y={at.y}>
      {text}
    </text>
  )
}

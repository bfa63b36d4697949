import type { Quantity } from '../../derivation/quantities.js'
import { along, edge, type Geometry, labelsOf, weightName, weightPart } from './geometry.js'
import { Moved } from './moved.js'
import { isWeightOf, looked } from './selection.js'
import { type Movable, situation } from './settings.js'
import type { Shown } from './shown.js'

/** The weights of a layer: a line for each, red above 0 and blue below, as wide as it is large, its number on it. */
export function Edges({ geometry, layer, shown }: { geometry: Geometry; layer: 0 | 1; shown: Shown }) {
  const [from, to] = layer === 0 ? [geometry.inputs, geometry.hidden] : [geometry.hidden, geometry.outputs]
  const [of, forwards, back, through]: [Movable, Quantity, Quantity, Quantity] =
    layer === 0 ? ['V', 'p', 'dV', 'dV'] : ['U', 'q', 'dU', 'dy']
  const { values, columns } = situation.value.network[layer].weights
  const lit = [forwards, back, through].some(shown.fresh) ? ' lit' : ''
  const weights = to.flatMap((_, unit) =>
    from.map((_, input) => ({ unit, input, index: unit * from.length + input })),
  )
  return (
    <>
      {weights.map(({ unit, input, index }) => {
        const [a, b] = edge(geometry, layer, input, unit)
        const held = isWeightOf(looked.value, { layer, unit, input, columns }) ? ' held' : ''
        return (
          <line
            key={index}
            class={`edge ${values[index] < 0 ? 'negative' : 'positive'}${lit}${held}`}
            x1={a.x}
            y1={a.y}
            x2={b.x}
            y2={b.y}
            stroke-width={0.75 + Math.min(3, Math.abs(values[index]))}
          />
        )
      })}
      {weights.map(({ unit, input, index }) => (
        <Moved
          key={index}
          of={of}
          index={index}
          at={along(edge(geometry, layer, input, unit), weightPart(geometry, layer, unit))}
          name={weightName(geometry)}
          derivative={shown.value(back, index)}
        />
      ))}
    </>
  )
}

/** The lines from outputs and labels to the loss. */
export function ToLoss({ geometry, shown }: { geometry: Geometry; shown: Shown }) {
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

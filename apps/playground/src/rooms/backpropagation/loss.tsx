import { type Geometry, labelsOf } from './geometry.js'
import { Moved } from './moved.js'
import type { Shown } from './shown.js'

/** The loss at the end, with the labels that the outputs are compared with. */
export function Loss({ geometry, shown }: { geometry: Geometry; shown: Shown }) {
  const { across, loss } = geometry
  return (
    <g>
      {labelsOf(geometry).map((at, index) => (
        <Moved
          key={index}
          of="l"
          index={index}
          at={at}
          name={!across && at.x > loss.x ? 'after' : 'before'}
        />
      ))}
      <rect class="behind" x={loss.x - 52} y={loss.y - 24} width="104" height="48" />
      <text class={shown.fresh('ε') ? 'loss fresh' : 'loss'} x={loss.x} y={loss.y + 8}>
        <tspan class="letter">ε</tspan> {shown.value('ε', 0)}
      </text>
    </g>
  )
}

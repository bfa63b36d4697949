import { formatFixed } from '../../controls/format.js'
import { ORDER, type Quantities, type Quantity } from '../../derivation/quantities.js'
import { useMatches } from '../../figures/use-matches.js'
import { inLanguage } from '../../state/language.js'
import { Edges, ToLoss } from './edges.js'
import { geometryOf } from './geometry.js'
import { Loss } from './loss.js'
import { Moved } from './moved.js'
import { looked } from './selection.js'
import { SIZES, shape, stepNumber } from './settings.js'
import type { Shown } from './shown.js'
import { backpropagationTexts } from './texts.js'
import { Unit } from './unit.js'

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
          <circle
            class={looked.value.of === 'x' && looked.value.index === index ? 'rim held' : 'rim'}
            cx={at.x}
            cy={at.y}
            r={geometry.radius}
          />
          <Moved of="x" index={index} at={at} name={geometry.across ? 'below' : 'before'} />
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

import { useEffect, useRef } from 'preact/hooks'
import { Canvas } from '../../figures/canvas.js'
import { palette } from '../../figures/palette.js'
import { useMatches } from '../../figures/use-matches.js'
import { inLanguage } from '../../state/language.js'
import { drawWeights } from './lines.js'
import { maps, SIDE } from './maps.js'
import { architecture, parameters } from './session.js'
import { hidden, MOST_LAYERS, MOST_UNITS, setLayers, setUnits } from './settings.js'
import { boundaryTexts } from './texts.js'
import { type Unit, unitImage, watched } from './unit-map.js'

/** The network as a picture: a small map of what each unit sees, the weights as lines, buttons to add and take. */
export function NetworkPicture() {
  const texts = inLanguage(boundaryTexts)
  const { sizes } = architecture.value
  const narrow = useMatches('(max-width: 40rem)')
  const last = sizes.length - 1
  const columns = { gridTemplateColumns: `repeat(${sizes.length}, minmax(0, 1fr))` }
  const nameOf = ({ layer, unit }: Unit) => {
    if (layer === 0) return texts.inputName(unit)
    return layer === last ? texts.outputName(unit) : texts.unitName(layer, unit + 1)
  }
  return (
    <figure class="network">
      <div class="network-head">
        <h2>{texts.network}</h2>
        <Stepper
          value={hidden.value.length}
          least={0}
          most={MOST_LAYERS}
          text={texts.layers(hidden.value.length)}
          less={texts.fewerLayers}
          more={texts.moreLayers}
          onChange={setLayers}
        />
      </div>
      <div class="heads" style={columns}>
        {sizes.map((units, layer) =>
          layer === 0 || layer === last ? (
            <span key={layer}>{layer === 0 ? texts.inputs : texts.outputs}</span>
          ) : (
            <Stepper
              key={layer}
              value={units}
              least={1}
              most={MOST_UNITS}
              text={String(units)}
              less={texts.fewerUnits(layer)}
              more={texts.moreUnits(layer)}
              onChange={(wanted) => setUnits(layer - 1, wanted)}
            />
          ),
        )}
      </div>
      <div class="units-and-lines">
        <Canvas
          ratio={Math.max(3, ...sizes) * (narrow ? 0.125 : 0.07)}
          label={texts.linesLabel(sizes.join('–'))}
          draw={(context, width, height) =>
            drawWeights(context, { width, height }, architecture.value, parameters.value, palette.value)
          }
        />
        <div class="units" style={columns}>
          {sizes.map((units, layer) => (
            <div key={layer}>
              {Array.from({ length: units }, (_, unit) => (
                <UnitButton key={unit} layer={layer} unit={unit} name={nameOf({ layer, unit })} />
              ))}
            </div>
          ))}
        </div>
      </div>
      <figcaption>
        <span class="keys">
          <span class="key positive">{texts.positive}</span>
          <span class="key negative">{texts.negative}</span>
        </span>
        {texts.networkNote}
      </figcaption>
    </figure>
  )
}

interface StepperProps {
  readonly value: number
  readonly least: number
  readonly most: number
  readonly text: string
  readonly less: string
  readonly more: string
  readonly onChange: (value: number) => void
}

/** A small number with a button to take one away and one to add one. */
function Stepper({ value, least, most, text, less, more, onChange }: StepperProps) {
  const step = (by: number) => {
    const wanted = value + by
    if (wanted >= least && wanted <= most) onChange(wanted)
  }
  return (
    <span class="stepper">
      <button type="button" aria-label={less} aria-disabled={value <= least} onClick={() => step(-1)}>
        −
      </button>
      <output>{text}</output>
      <button type="button" aria-label={more} aria-disabled={value >= most} onClick={() => step(1)}>
        +
      </button>
    </span>
  )
}

/** What one unit sees. Pressed, its map is shown over the whole plane, as it is while a pointer is over it. */
function UnitButton({ layer, unit, name }: Unit & { name: string }) {
  const pressed = watched.value?.layer === layer && watched.value.unit === unit
  const ref = useRef<HTMLCanvasElement>(null)
  const image = unitImage(maps.value, { layer, unit }, palette.value)
  useEffect(() => {
    ref.current?.getContext('2d')?.putImageData(image, 0, 0)
  })
  return (
    <button
      type="button"
      class="unit"
      aria-pressed={pressed}
      aria-label={name}
      title={name}
      onClick={() => {
        watched.value = pressed ? undefined : { layer, unit }
      }}
    >
      <canvas ref={ref} width={SIDE} height={SIDE} />
    </button>
  )
}

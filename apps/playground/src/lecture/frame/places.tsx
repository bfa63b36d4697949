import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { inLanguage } from '../../state/language.js'
import { darken, pressed } from './lit.js'
import { frameTexts } from './texts.js'

/** Where a symbol may stand. */
const PLACES = ['formula', 'picture', 'code'] as const
type Place = (typeof PLACES)[number]

/**
 * What shows a symbol in each place. A canvas says in `data-draws` which symbols it can light, and the code is looked for
 * as a whole: it scrolls to the symbol by itself.
 */
function elementsOf(symbol: string): Readonly<Record<Place, readonly Element[]>> {
  const at = `[data-symbol~="${symbol}"]`
  const all = (selector: string) => [...document.querySelectorAll(selector)]
  return {
    formula: all(`.katex ${at}`),
    picture: all(`.picture :is(${at}:not(.katex *), canvas[data-draws~="${symbol}"])`),
    code: all(`.source pre:has(.marked ${at})`),
  }
}

/**
 * Ways from the symbol that is pressed to where else it is lit, as far as the window does not show it: on a phone the
 * picture and the code are screens away from a formula.
 */
export function Places() {
  const texts = inLanguage(frameTexts)
  const symbol = pressed.value
  const away = useSignal<readonly Place[]>([])
  const from = useSignal<Element | null>(null)
  useEffect(() => {
    away.value = []
    if (symbol === undefined) return
    from.value = document.activeElement?.closest('.katex [data-symbol]') ?? null
    const all = elementsOf(symbol)
    const seen = new Set<Element>()
    const observer = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) {
        if (isIntersecting) seen.add(target)
        else seen.delete(target)
      }
      away.value = PLACES.filter((place) => all[place].length > 0 && !all[place].some((one) => seen.has(one)))
    })
    for (const place of PLACES) for (const one of all[place]) observer.observe(one)
    return () => observer.disconnect()
  }, [symbol])
  if (symbol === undefined || away.value.length === 0) return null
  const goTo = (place: Place) => {
    const all = elementsOf(symbol)[place]
    const target = place === 'formula' && from.value?.isConnected ? from.value : all[0]
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    target?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' })
  }
  return (
    <nav class="places" aria-label={texts.lit}>
      {away.value.map((place) => (
        <button key={place} type="button" class="plain" onClick={() => goTo(place)}>
          {texts.places[place]}
        </button>
      ))}
      <button type="button" class="plain" onClick={darken}>
        {texts.darken}
      </button>
    </nav>
  )
}

import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { inLanguage } from '../state/language.js'
import type { Page } from '../state/pages.js'
import { shellTexts } from './texts.js'

/** Each page is a file of its own, fetched when it is first opened. */
const LOAD: Readonly<Record<Page, () => Promise<ComponentType>>> = {
  start: async () => (await import('../lecture/start.js')).Start,
  '1-approximation': async () => (await import('../lecture/approximation/step.js')).ApproximationStep,
  '2-properties': async () => (await import('../lecture/properties/step.js')).PropertiesStep,
  '3-descent': async () => (await import('../lecture/descent/step.js')).DescentStep,
  '4-images': async () => (await import('../lecture/images/step.js')).ImagesStep,
  '5-training': async () => (await import('../lecture/training/step.js')).TrainingStep,
  '6-one-dimension': async () => (await import('../lecture/one-dimension/step.js')).OneDimensionStep,
  '7-derivation': async () => (await import('../lecture/derivation/step.js')).DerivationStep,
  functions: async () => (await import('../rooms/functions/room.js')).FunctionsRoom,
  descent: async () => (await import('../rooms/descent/room.js')).DescentRoom,
  boundary: async () => (await import('../rooms/boundary/room.js')).BoundaryRoom,
  digits: async () => (await import('../rooms/digits/room.js')).DigitsRoom,
  derivation: async () => (await import('../document/derivation.js')).Derivation,
  backpropagation: async () => (await import('../rooms/backpropagation/room.js')).BackpropagationRoom,
}

const loaded = new Map<Page, ComponentType>()

export function OpenPage({ page }: { page: Page }) {
  const texts = inLanguage(shellTexts)
  const [state, setState] = useState<'opening' | 'open' | 'failed'>(loaded.has(page) ? 'open' : 'opening')
  useEffect(() => {
    let left = false
    LOAD[page]().then(
      (component) => {
        loaded.set(page, component)
        if (!left) setState('open')
      },
      () => {
        if (!left) setState('failed')
      },
    )
    return () => {
      left = true
    }
  }, [page])
  const Component = loaded.get(page)
  if (Component) return <Component />
  return <p class="opening">{state === 'failed' ? texts.failed : texts.opening}</p>
}

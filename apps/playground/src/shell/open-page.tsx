import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Page } from '../state/address.js'
import { inLanguage } from '../state/language.js'
import { shellTexts } from './texts.js'

/** Each page is a file of its own, fetched when it is first opened. */
const LOAD: Readonly<Record<Page, () => Promise<ComponentType>>> = {
  start: async () => (await import('../lecture/start.js')).Start,
  '6-one-dimension': async () => (await import('../lecture/one-dimension/step.js')).OneDimensionStep,
  functions: async () => (await import('../rooms/functions/room.js')).FunctionsRoom,
  descent: async () => (await import('../rooms/descent/room.js')).DescentRoom,
  boundary: async () => (await import('../rooms/boundary/room.js')).BoundaryRoom,
  digits: async () => (await import('../rooms/digits/room.js')).DigitsRoom,
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

import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Room } from '../state/address.js'
import { inLanguage } from '../state/language.js'
import { shellTexts } from './texts.js'

/** Each room is a file of its own, fetched when it is first opened. */
const LOAD: Readonly<Record<Room, () => Promise<ComponentType>>> = {
  functions: async () => (await import('../rooms/functions/room.js')).FunctionsRoom,
  descent: async () => (await import('../rooms/descent/room.js')).DescentRoom,
  boundary: async () => (await import('../rooms/boundary/room.js')).BoundaryRoom,
  digits: async () => (await import('../rooms/digits/room.js')).DigitsRoom,
  backpropagation: async () => (await import('../rooms/backpropagation/room.js')).BackpropagationRoom,
}

const loaded = new Map<Room, ComponentType>()

export function OpenRoom({ room }: { room: Room }) {
  const texts = inLanguage(shellTexts)
  const [state, setState] = useState<'opening' | 'open' | 'failed'>(loaded.has(room) ? 'open' : 'opening')
  useEffect(() => {
    let left = false
    LOAD[room]().then(
      (component) => {
        loaded.set(room, component)
        if (!left) setState('open')
      },
      () => {
        if (!left) setState('failed')
      },
    )
    return () => {
      left = true
    }
  }, [room])
  const Component = loaded.get(room)
  if (Component) return <Component />
  return <p class="opening">{state === 'failed' ? texts.failed : texts.opening}</p>
}

import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { moveFocus } from '../../formulas/move-focus.js'

/** The symbol under the pointer, the one that has the focus, and the one that was pressed. */
const hovered = signal<string | undefined>(undefined)
const focused = signal<string | undefined>(undefined)
const held = signal<string | undefined>(undefined)

/** The symbol that was pressed and stays lit. */
export const pressed: ReadonlySignal<string | undefined> = held

/** The symbol that is lit wherever it stands: in formulas, in the picture, in the code. */
export const lit = computed(() => hovered.value ?? focused.value ?? held.value)

/** What a part of the page that stands for a symbol carries: several names are separated by spaces. */
function symbolAt(target: EventTarget | null): string | undefined {
  const found = target instanceof Element ? target.closest<HTMLElement | SVGElement>('[data-symbol]') : null
  return found?.dataset.symbol?.split(' ')[0]
}

/** The events of a part of the page whose symbols are to light. */
export const lights = {
  onPointerOver: (event: PointerEvent) => {
    if (event.pointerType !== 'touch') hovered.value = symbolAt(event.target)
  },
  onPointerLeave: () => {
    hovered.value = undefined
  },
  onFocusIn: (event: FocusEvent) => {
    focused.value = symbolAt(event.target)
  },
  onFocusOut: () => {
    focused.value = undefined
  },
  onClick: (event: MouseEvent) => {
    const { target } = event
    // What has a use of its own lights its letter while it is used, no longer.
    if (target instanceof Element && target.closest('button, label, input, canvas')) return
    press(symbolAt(target))
  },
  onKeyDown: (event: KeyboardEvent) => {
    if (event.key === 'Escape') darken()
    moveFocus(event)
    if (event.key !== 'Enter' && event.key !== ' ') return
    const { target } = event
    if (!(target instanceof HTMLElement) || target.getAttribute('role') !== 'button') return
    event.preventDefault()
    press(symbolAt(target))
  },
}

/** Lights a symbol until another is pressed; pressed again it goes out, though it still has the focus. */
function press(symbol: string | undefined): void {
  if (symbol === undefined) return
  if (held.value === symbol) darken()
  else held.value = symbol
}

/** Nothing is lit any more. */
export function darken(): void {
  hovered.value = undefined
  focused.value = undefined
  held.value = undefined
}

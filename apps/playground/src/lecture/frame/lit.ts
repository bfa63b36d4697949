import { computed, signal } from '@preact/signals'
import { moveFocus } from '../../formulas/move-focus.js'

/** The symbol under the pointer, the one that has the focus, and the one that was pressed. */
const hovered = signal<string | undefined>(undefined)
const focused = signal<string | undefined>(undefined)
const pressed = signal<string | undefined>(undefined)

/** The symbol that is lit wherever it stands: in formulas, in the picture, in the code. */
export const lit = computed(() => hovered.value ?? focused.value ?? pressed.value)

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
    press(symbolAt(event.target))
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

function press(symbol: string | undefined): void {
  if (symbol !== undefined) pressed.value = pressed.value === symbol ? undefined : symbol
}

/** Nothing is lit any more. */
export function darken(): void {
  hovered.value = undefined
  focused.value = undefined
  pressed.value = undefined
}

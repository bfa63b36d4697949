const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/** The arrow keys lead from symbol to symbol of a formula; Tab comes back to the one that was left. */
export function moveFocus(event: KeyboardEvent): void {
  const { key, target } = event
  const step = STEPS[key]
  if (step === undefined || !(target instanceof HTMLElement)) return
  const symbols = [...(target.closest('.formula')?.querySelectorAll<HTMLElement>('[role=button]') ?? [])]
  const from = symbols.indexOf(target)
  if (from < 0) return
  event.preventDefault()
  const next = symbols[from + step]
  if (!next) return
  target.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}

/** All moves that an event of the pointer stands for, the last one at the end. */
export function movesOf(event: PointerEvent): readonly PointerEvent[] {
  // Only newer browsers tell them one by one, and only pages that came over https.
  const all = 'getCoalescedEvents' in event ? event.getCoalescedEvents() : []
  return all.length > 0 ? all : [event]
}

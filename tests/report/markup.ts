/** Elements that have no end. */
const VOID = new Set(['meta', 'img', 'br', '!doctype'])

/**
 * Whether each tag of a page that begins also ends, in its order.
 * @returns what is wrong, or undefined
 */
export function unbalanced(page: string): string | undefined {
  const open: string[] = []
  for (const [tag, end, name, own] of page.matchAll(/<(\/?)([!a-z0-9]+)[^<>]*?(\/?)>/gi)) {
    if (own || VOID.has(name.toLowerCase())) continue
    if (!end) open.push(name)
    else if (open.pop() !== name) return tag
  }
  return open.pop()
}

/** The text of a piece of a page, its entities read. */
export function textOf(markup: string): string {
  return markup
    .replace(/<[^<>]*>/g, '')
    .replace(
      /&(lt|gt|quot|#39|amp);/g,
      (_, name) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name as string] ?? '',
    )
}

/** The pieces of a page between a tag that begins as `start` and the next `end`. */
export function pieces(page: string, start: string, end: string): string[] {
  return page
    .split(start)
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf(end)))
}

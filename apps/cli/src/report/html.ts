/** What a template takes: text is escaped, `Html` is not, and nothing is left of what is absent. */
export type Child = Html | string | number | undefined | false | readonly Child[]

/** A piece of a page that is safe as it is. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/**
 * A template of HTML or SVG. Whatever is put into it is escaped, within tags and between them: class names and
 * columns come from files, and may hold anything. Attributes are quoted with `"`.
 */
export function html(strings: TemplateStringsArray, ...children: readonly Child[]): Html {
  const parts = children.map((child, index) => `${textOf(child)}${strings[index + 1]}`)
  return new Html(`${strings[0]}${parts.join('')}`)
}

function textOf(child: Child): string {
  if (child === undefined || child === false) return ''
  if (child instanceof Html) return child.text
  if (typeof child === 'string' || typeof child === 'number') return escapeText(String(child))
  return child.map(textOf).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Characters that HTML does not allow, and those that turn the direction of the text around them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be replaced
const UNSHOWABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

function escapeText(text: string): string {
  return text.replace(UNSHOWABLE, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character])
}

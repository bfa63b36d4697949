import { readFile } from 'node:fs/promises'
import katex from 'katex'
import { Marked, type Tokens } from 'marked'
import type { Plugin } from 'vite'
import { bindDashes } from '../src/state/dashes.js'

const PAGE = '.md?page'
const SECTIONS = '.md?sections'

/**
 * Makes modules of the derivation as it stands in docs: `…/derivation.md?page` exports its `html`, with the formulas set;
 * `…/derivation.md?sections` the `titles` of its sections by their numbers.
 */
export function derivation(): Plugin {
  return {
    name: 'derivation',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(PAGE) && !id.endsWith(SECTIONS)) return undefined
      const file = id.slice(0, id.lastIndexOf('?'))
      this.addWatchFile(file)
      const text = await readFile(file, 'utf8')
      return id.endsWith(PAGE)
        ? `export const html = ${JSON.stringify(htmlOf(text))}`
        : `export const titles = ${JSON.stringify(titlesOf(text))}`
    },
  }
}

/** The titles of the sections by their numbers. */
export function titlesOf(text: string): Readonly<Record<number, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^## (\d+)\. (.+)$/gm)].map(([, number, title]) => [Number(number), title]),
  )
}

/**
 * The text as HTML. A link to a section leads to it on the page; what else docs link to is not on it, and becomes text.
 * @throws ParseError for a formula that KaTeX cannot set
 */
export function htmlOf(text: string): string {
  const joined = bindDashes(text)
  return new Marked({
    extensions: [
      formula('displayed', 'block', /^\$\$\n([\s\S]+?)\n\$\$(?:\n|$)/),
      formula('inline', 'inline', /^\$([^$]+)\$([.,;:!?)»]*)/),
    ],
    renderer: {
      heading({ tokens, depth, text: title }) {
        const [, number] = /^(\d+(?:\.\d+)?)\.? /.exec(title) ?? []
        const id = number === undefined ? '' : ` id="section-${number}"`
        return `<h${depth}${id}>${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      link({ href, tokens }) {
        const inside = this.parser.parseInline(tokens)
        const [, number] = /^#(\d+)-/.exec(href) ?? []
        return number === undefined ? inside : `<a href="#derivation?section=${number}">${inside}</a>`
      },
      table({ header, rows }) {
        const cell = (tag: string, { text, tokens }: Tokens.TableCell) => {
          // Of a head without words nothing is read out: it is a cell like others.
          const name = text === '' || /^\$[^$]+\$$/.test(text) ? 'td' : tag
          return `<${name}>${this.parser.parseInline(tokens)}</${name}>`
        }
        const cells = (tag: string, row: Tokens.TableCell[]) =>
          `<tr>${row.map((one) => cell(tag, one)).join('')}</tr>`
        const body = rows.map((row) => cells('td', row)).join('\n')
        return `<div class="wide" tabindex="0"><table><thead>${cells('th', header)}</thead><tbody>${body}</tbody></table></div>\n`
      },
    },
  }).parse(joined, { async: false })
}

/** Formulas between dollar signs. */
function formula(name: string, level: 'block' | 'inline', pattern: RegExp) {
  return {
    name,
    level,
    start: (text: string) => {
      const at = text.indexOf('$')
      return at < 0 ? undefined : at
    },
    tokenizer: (text: string) => {
      const found = pattern.exec(text)
      return found ? { type: name, raw: found[0], tex: found[1], mark: found[2] ?? '' } : undefined
    },
    renderer: ({ tex, mark }: Tokens.Generic) => {
      const displayMode = level === 'block'
      const set = katex.renderToString(tex, {
        displayMode,
        throwOnError: true,
        // A × between words is set from the font of the page.
        strict: (code: string) => (code === 'unknownSymbol' ? 'ignore' : 'error'),
      })
      return displayMode ? `<div class="formula display" tabindex="0">${set}</div>\n` : withMark(set, mark)
    },
  }
}

/** The mark behind a formula, bound to the last of the pieces between which the formula may be broken. */
function withMark(set: string, mark: string): string {
  if (mark === '') return set
  const [at, end] = [set.lastIndexOf('<span class="katex-base">'), set.lastIndexOf('</span></span>')]
  if (at < 0 || end < at) throw new Error(`no pieces in what KaTeX set: ${set}`)
  const last = `<span class="unbroken">${set.slice(at, end)}<span class="mark">${mark}</span></span>`
  return set.slice(0, at) + last + set.slice(end)
}

import { type Chart, chartSvg } from './chart.js'
import { escapeHtml } from './escape.js'
import { PAGE_STYLE } from './page-style.js'
import type { Table } from './table.js'
import type { Term } from './term.js'

/** A page: first what came out, in a sentence and in pictures, then what the words in it mean. */
export interface Page {
  readonly title: string
  /** What came out. */
  readonly headline: string
  /** Where and how it was measured. */
  readonly about: string
  readonly sections: readonly Section[]
  readonly terms: readonly Term[]
  /** What else is to be known. */
  readonly notes: readonly string[]
}

/** A part of a page. */
export interface Section {
  readonly title: string
  readonly text: readonly string[]
  readonly charts: readonly Chart[]
  readonly tables: readonly Table[]
}

/** The page as HTML that needs nothing beside itself. */
export function page({ title, headline, about, sections, terms, notes }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(headline)}</h1>
<p class="about">${escapeHtml(about)}</p>
</header>
<main>
${sections.map(({ title: name, text, ...shown }) => section(name, text, contentOf(shown))).join('\n')}
${section('What the words mean', [], `${termsList(terms)}${paragraphs(notes)}`)}
</main>
</body>
</html>
`
}

/** What it is about beside what it shows. */
function section(title: string, text: readonly string[], content: string): string {
  return `<section>
<div class="beside"><h2>${escapeHtml(title)}</h2>
${paragraphs(text)}</div>
<div class="content">${content}</div>
</section>`
}

function contentOf({ charts, tables }: Pick<Section, 'charts' | 'tables'>): string {
  const figures = charts.map(
    (chart) => `<figure><figcaption>${escapeHtml(chart.title)}</figcaption>${chartSvg(chart)}</figure>`,
  )
  return `<div class="charts">
${figures.join('\n')}
</div>
${tables.map(tableHtml).join('\n')}`
}

function termsList(terms: readonly Term[]): string {
  if (terms.length === 0) return ''
  return `<dl>${terms.map(([term, meaning]) => `<dt>${escapeHtml(term)}</dt><dd>${codeIn(meaning)}</dd>`).join('')}</dl>`
}

/** On a narrow screen each row becomes a block of its own, each cell with its column's name before it. */
function tableHtml({ title, columns, rows, text }: Table): string {
  const cell = (value: string, c: number): string =>
    `<td${c < text ? ' class="text"' : ''} data-column="${escapeHtml(columns[c])}">${escapeHtml(value)}</td>`
  return `<table>
<caption>${escapeHtml(title)}</caption>
<thead><tr>${columns.map((column, c) => `<th${c < text ? ' class="text"' : ''}>${escapeHtml(column)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')}
</tbody>
</table>`
}

function paragraphs(lines: readonly string[]): string {
  return lines.map((line) => `<p>${codeIn(line)}</p>`).join('\n')
}

/** Text with names of the code between backquotes. */
function codeIn(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

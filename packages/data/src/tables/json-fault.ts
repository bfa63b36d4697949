import { quote, refuse } from '../refuse.js'

/** What JSON is made of, after white space: a text, a number, a word, a mark. */
const TOKEN =
  /[ \t\r\n]*(?:(?<text>"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(?<plain>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))|(?<mark>[{}[\],:]))/uy

/** What may come next. */
type Next = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or ]' | 'comma or }' | 'nothing'

const EXPECTED: Readonly<Record<Next, string>> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  name: 'a name between quotation marks',
  'name or }': 'a name between quotation marks, or }',
  colon: 'a colon',
  'comma or ]': 'a comma or ]',
  'comma or }': 'a comma or }',
  nothing: 'one value alone',
}

/** What is often written that JSON does not have, by how it begins where it is found, and the way on. */
const ADVICE: readonly (readonly [begins: RegExp, advice: string])[] = [
  [/^-?(?:NaN|Infinity)\b/, 'NaN and Infinity are no JSON: write null'],
  [/^(?:True|False|None)\b/, "Python's values, not JSON: json.dumps writes them as JSON"],
  [/^'/, 'texts stand between " in JSON: json.dumps of Python writes them so'],
  [/^(?:\/\/|\/\*|#)/, 'JSON has no comments'],
  [/^</, 'a page?'],
]

/** Where a comma stands before what closes a list or an object. */
const NO_COMMA = 'no comma stands before it in JSON'

/**
 * The refusal of a text that is no JSON: where it stops being JSON, what could stand there, and what does.
 * @param line of the file, from 1, in which the text begins
 */
export function refuseJson(file: string, text: string, line = 1): Error {
  const { at, next } = findFault(text)
  const before = text.slice(0, at)
  const lines = before.split('\n').length - 1
  const place = `line ${line + lines}, character ${at - before.lastIndexOf('\n')}`
  const rest = text.slice(at)
  const isComma = /^[}\]]/.test(rest) && before.trimEnd().endsWith(',')
  const advice = isComma ? NO_COMMA : ADVICE.find(([begins]) => begins.test(rest))?.[1]
  const [found] = rest.split('\n', 1)
  const shown = rest === '' ? 'the end' : quote(found.trim())
  return refuse(file, place, `JSON, ${EXPECTED[next]}`, advice === undefined ? shown : `${shown} (${advice})`)
}

/** Where a text stops being JSON, and what could come there. */
function findFault(text: string): { at: number; next: Next } {
  const open: ('{' | '[')[] = []
  let next: Next = 'value'
  for (let at = 0; ; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const { text: string, plain, mark } = TOKEN.exec(text)?.groups ?? {}
    const after = afterToken(next, { isText: string !== undefined, isPlain: plain !== undefined, mark }, open)
    if (after === undefined) return { at: at + (/^[ \t\r\n]*/.exec(text.slice(at))?.[0].length ?? 0), next }
    next = after
  }
}

/** What may come after a token, or undefined where it may not come itself; keeps what is open. */
function afterToken(
  next: Next,
  { isText, isPlain, mark }: { isText: boolean; isPlain: boolean; mark: string | undefined },
  open: ('{' | '[')[],
): Next | undefined {
  const closed = (): Next => {
    const around = open.at(-1)
    if (around === undefined) return 'nothing'
    return around === '[' ? 'comma or ]' : 'comma or }'
  }
  if (mark === ']' ? /\]$/.test(next) : mark === '}' && /\}$/.test(next)) {
    open.pop()
    return closed()
  }
  if (next === 'value' || next === 'value or ]') {
    if (isText || isPlain) return closed()
    if (mark !== '{' && mark !== '[') return undefined
    open.push(mark)
    return mark === '{' ? 'name or }' : 'value or ]'
  }
  if (next === 'name' || next === 'name or }') return isText ? 'colon' : undefined
  if (next === 'colon') return mark === ':' ? 'value' : undefined
  if (mark !== ',' || next === 'nothing') return undefined
  return next === 'comma or ]' ? 'value' : 'name'
}

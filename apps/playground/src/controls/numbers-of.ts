/**
 * The numbers of a line, whatever separates them: semicolons, tabs, spaces or commas. Where something else separates, commas are
 * decimal ones: `0,5; 1,2`. What is no number is NaN.
 */
export function numbersOf(line: string): number[] {
  const text = line.trim().replace(/[;,]+$/, '')
  const separator = [/\s*[;\t]\s*/, /\s*,\s+/, /\s+/].find((one) => one.test(text)) ?? /,/
  const found = text.split(separator).map((field) => numberOf(field.replace(',', '.')))
  return found.some(Number.isNaN) ? text.split(/[\s;,]+/).map(numberOf) : found
}

function numberOf(field: string): number {
  return field === '' ? Number.NaN : Number(field.replace('−', '-'))
}

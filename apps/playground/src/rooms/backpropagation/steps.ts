import type { Quantity } from '../../derivation/quantities.js'

/** The formula of each step in the letters of docs/derivation.md: §3 for numbers, §4 for columns and matrices. */
export const FORMULAS: Readonly<Record<Quantity, { readonly one: string; readonly full: string }>> = {
  p: { one: 'p = Vx + v', full: '\\vec p = \\mathbf V\\vec x + \\vec v' },
  y: { one: 'y = \\sigma(p)', full: '\\vec y = \\sigma(\\vec p)' },
  q: { one: 'q = Uy + u', full: '\\vec q = \\mathbf U\\vec y + \\vec u' },
  z: { one: 'z = \\sigma(q)', full: '\\vec z = \\sigma(\\vec q)' },
  ε: {
    one: '\\varepsilon = \\tfrac12 (z - l)^2',
    full: '\\varepsilon = \\tfrac12 (\\vec z - \\vec l\\,)^2',
  },
  dz: {
    one: `${d('z')} = z - l`,
    full: `${d('\\vec z')} = \\vec z - \\vec l`,
  },
  dq: {
    one: `${d('q')} = ${d('z')}\\,\\sigma'(q)`,
    full: `${d('\\vec q')} = ${d('\\vec z')} \\odot \\sigma'(\\vec q)`,
  },
  du: { one: `${d('u')} = ${d('q')}`, full: `${d('\\vec u')} = ${d('\\vec q')}` },
  dU: {
    one: `${d('U')} = ${d('q')}\\,y`,
    full: `${d('\\mathbf U')} = ${d('\\vec q')} \\otimes \\vec y`,
  },
  dy: {
    one: `${d('y')} = ${d('q')}\\,U`,
    full: `${d('\\vec y')} = \\mathbf U^T ${d('\\vec q')}`,
  },
  dp: {
    one: `${d('p')} = ${d('y')}\\,\\sigma'(p)`,
    full: `${d('\\vec p')} = ${d('\\vec y')} \\odot \\sigma'(\\vec p)`,
  },
  dv: { one: `${d('v')} = ${d('p')}`, full: `${d('\\vec v')} = ${d('\\vec p')}` },
  dV: {
    one: `${d('V')} = ${d('p')}\\,x`,
    full: `${d('\\mathbf V')} = ${d('\\vec p')} \\otimes \\vec x`,
  },
}

function d(by: string): string {
  return `\\frac{\\partial\\varepsilon}{\\partial ${by}}`
}

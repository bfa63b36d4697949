import type { Quantity } from '../../derivation/quantities.js'
import { derivative, flatDerivative, ONE } from '../../formulas/letters.js'

const { x, V, v, p, y, U, u, q, z, l, eps, sigma, slope, eta, grad } = ONE

/** What each derivative is, by those before it. */
export const LINES: Readonly<Record<Extract<Quantity, `d${string}`>, string>> = {
  dz: `${z} - ${l}`,
  dq: `${flatDerivative('z')}\\;${slope}(${q})`,
  du: flatDerivative('q'),
  dU: `${flatDerivative('q')}\\;${y}`,
  dy: `${flatDerivative('q')}\\;${U}`,
  dp: `${flatDerivative('y')}\\;${slope}(${p})`,
  dv: flatDerivative('p'),
  dV: `${flatDerivative('p')}\\;${x}`,
}

/** The way forward, as the lecture writes it. */
export const FORWARD_LINES = `\\begin{aligned}
${p} &= ${V}${x} + ${v} \\\\
${y} &= ${sigma}(${p}) \\\\
${q} &= ${U}${y} + ${u} \\\\
${z} &= ${sigma}(${q}) \\\\
${eps} &\\stackrel{(\\approx)}{=} \\tfrac12 (${z} - ${l})^2
\\end{aligned}`

const part = (of: string, by: string) => `\\frac{\\partial ${of}}{\\partial ${by}}`
const d = derivative

/** The way back, as the lecture writes it. */
export const BACKWARD_LINES = `${grad} \\left\\{ \\begin{aligned}
${d('V')} &= ${d('p')}${part(p, V)} = ${d('p')}\\,${x} \\\\
${d('v')} &= ${d('p')}${part(p, v)} = ${d('p')} = ${d('y')}${part(y, p)} = ${d('y')}\\,${slope}(${p}) \\\\
${d('y')} &= ${d('q')}${part(q, y)} = ${d('q')}\\,${U} \\\\
${d('U')} &= ${d('q')}${part(q, U)} = ${d('q')}\\,${y} \\\\
${d('u')} &= ${d('q')}${part(q, u)} = ${d('q')} = ${d('z')}${part(z, q)} = ${d('z')}\\,${slope}(${q}) \\\\
${d('z')} &= ${z} - ${l}
\\end{aligned} \\right.`

/** σ and its derivative, from the table that closes the lecture. */
export const SIGMA = `${sigma}(${p}) = \\frac{1}{1+e^{-${p}}} \\qquad ${slope}(${p}) = \\frac{e^{-${p}}}{(1+e^{-${p}})^2}`

/** The step against the gradient. */
export const STEP = `\\begin{aligned} ${V} &\\leftarrow ${V} - ${eta}\\,${d('V')} & \\qquad ${U} &\\leftarrow ${U} - ${eta}\\,${d('U')} \\\\ ${v} &\\leftarrow ${v} - ${eta}\\,${d('v')} & ${u} &\\leftarrow ${u} - ${eta}\\,${d('u')} \\end{aligned}`

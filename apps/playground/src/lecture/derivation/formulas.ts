import type { Quantity } from '../../derivation/quantities.js'
import { derivative, FULL } from '../../formulas/letters.js'

const { x, V, v, p, y, U, u, q, z, l, eps, sigma, slope, outer, hadamard, transpose } = FULL

const VECTOR: Readonly<Record<string, string>> = {
  z: '\\vec z',
  q: '\\vec q',
  u: '\\vec u',
  U: '\\mathbf U',
  y: '\\vec y',
  p: '\\vec p',
  v: '\\vec v',
  V: '\\mathbf V',
}
const d = (by: string) => derivative(by, VECTOR[by])
const part = (of: string, by: string) => `\\frac{\\partial ${of}}{\\partial ${by}}`
const e = (by: string) => part('\\varepsilon', by)

/** The way forward, as the lecture writes it. */
export const FORWARD_LINES = `\\begin{aligned}
${p} &= ${V}${x} + ${v} \\\\
${y} &= ${sigma}(${p}) \\\\
${q} &= ${U}${y} + ${u} \\\\
${z} &= ${sigma}(${q}) \\\\
${eps} &\\stackrel{(\\approx)}{=} \\tfrac12 (${z} - ${l}\\,)^2
\\end{aligned}`

/** The way back, as the lecture writes it, with the sums over indices. */
export const BACKWARD_LINES = `${part('\\varepsilon', '\\mathbf m')} \\left\\{ \\begin{aligned}
${d('V')} &= ${e('V_{ij}')} = \\sum_k ${e('p_k')}${part('p_k', 'V_{ij}')} = ${e('p_i')}${part('p_i', 'V_{ij}')} = ${e('p_i')}\\,x_j = ${d('p')} ${outer} ${x} \\\\
${d('v')} &= ${e('v_i')} = ${e('p_i')}${part('p_i', 'v_i')} = ${e('p_i')} = ${d('y')} ${hadamard} ${slope}(${p}) \\\\
${d('y')} &= ${e('y_i')} = \\sum_j ${e('q_j')}${part('q_j', 'y_i')} = \\sum_j ${e('q_j')}\\,U_{ji} = \\sum_j U^T_{ij}\\,${e('q_j')} = ${transpose}\\,${d('q')} \\\\
${d('U')} &= \\dots = ${d('q')} ${outer} ${y} \\\\
${d('u')} &= \\dots = ${e('q_i')} = ${d('z')} ${hadamard} ${slope}(${q}) \\\\
${d('z')} &= ${z} - ${l}
\\end{aligned} \\right.`

/** An element of each step, in indices. */
export const ELEMENTS: Readonly<Record<Quantity, string>> = {
  p: 'p_i = \\sum_j V_{ij}\\,x_j + v_i',
  y: 'y_i = \\sigma(p_i)',
  q: 'q_i = \\sum_j U_{ij}\\,y_j + u_i',
  z: 'z_i = \\sigma(q_i)',
  ε: '\\varepsilon = \\tfrac12 \\sum_i (z_i - l_i)^2',
  dz: `${e('z_i')} = z_i - l_i`,
  dq: `${e('q_i')} = ${e('z_i')}\\,\\sigma'(q_i)`,
  du: `${e('u_i')} = ${e('q_i')}`,
  dU: `${e('U_{ij}')} = ${e('q_i')}\\,y_j`,
  dy: `${e('y_i')} = \\sum_j U^T_{ij}\\,${e('q_j')}`,
  dp: `${e('p_i')} = ${e('y_i')}\\,\\sigma'(p_i)`,
  dv: `${e('v_i')} = ${e('p_i')}`,
  dV: `${e('V_{ij}')} = ${e('p_i')}\\,x_j`,
}

/** Softmax, the cross-entropy, and what is left of the derivative. */
export const SOFTMAX = `\\begin{aligned} z_i &= \\frac{e^{q_i}}{\\sum_k e^{q_k}} \\qquad ${eps} = -\\sum_i l_i \\ln z_i \\\\[6pt] \\vec\\delta &= ${d('q')} = ${z} - ${l} \\end{aligned}`

export const SOFTMAX_PROOF = `\\begin{aligned} ${e('q_j')} &= -\\sum_i l_i \\frac{\\partial \\ln z_i}{\\partial q_j} = -\\sum_i l_i\\,(\\delta_{ij} - z_j) \\\\ &= z_j \\sum_i l_i - l_j = z_j - l_j \\end{aligned}`

import type { Quantity } from '../../derivation/quantities.js'
import { symbol } from '../../formulas/formula.js'
import { derivative, element, FULL } from '../../formulas/letters.js'

const { x, V, v, p, y, U, u, q, z, l, eps, sigma, slope, outer, hadamard, transpose, grad } = FULL

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
/** ∂ε/∂ an element. */
const e = (by: string, indices: string) => derivative(by, `${by}_{${indices}}`)
const turned = symbol('transpose', 'U^T_{ij}')
const [pi, pk, yi, qi, qj] = [
  element('p', 'i'),
  element('p', 'k'),
  element('y', 'i'),
  element('q', 'i'),
  element('q', 'j'),
]
const [zi, zj, li, lj, vi] = [
  element('z', 'i'),
  element('z', 'j'),
  element('l', 'i'),
  element('l', 'j'),
  element('v', 'i'),
]
const [xj, yj, Vij, Uij, Uji] = [
  element('x', 'j'),
  element('y', 'j'),
  element('V', 'ij'),
  element('U', 'ij'),
  element('U', 'ji'),
]

/** The way forward, as the lecture writes it. */
export const FORWARD_LINES = `\\begin{aligned}
${p} &= ${V}${x} + ${v} \\\\
${y} &= ${sigma}(${p}) \\\\
${q} &= ${U}${y} + ${u} \\\\
${z} &= ${sigma}(${q}) \\\\
${eps} &\\stackrel{(\\approx)}{=} \\tfrac12 (${z} - ${l}\\,)^2
\\end{aligned}`

/** The way back, as the lecture writes it, with the sums over indices. */
export const BACKWARD_LINES = `${grad} \\left\\{ \\begin{aligned}
${d('V')} &= ${e('V', 'ij')} = \\sum_k ${e('p', 'k')}${part(pk, Vij)} = ${e('p', 'i')}${part(pi, Vij)} = ${e('p', 'i')}\\,${xj} = ${d('p')} ${outer} ${x} \\\\
${d('v')} &= ${e('v', 'i')} = ${e('p', 'i')}${part(pi, vi)} = ${e('p', 'i')} = ${d('y')} ${hadamard} ${slope}(${p}) \\\\
${d('y')} &= ${e('y', 'i')} = \\sum_j ${e('q', 'j')}${part(qj, yi)} = \\sum_j ${e('q', 'j')}\\,${Uji} = \\sum_j ${turned}\\,${e('q', 'j')} = ${transpose}\\,${d('q')} \\\\
${d('U')} &= \\dots = ${d('q')} ${outer} ${y} \\\\
${d('u')} &= \\dots = ${e('q', 'i')} = ${d('z')} ${hadamard} ${slope}(${q}) \\\\
${d('z')} &= ${z} - ${l}
\\end{aligned} \\right.`

/** An element of each step, in indices. */
export const ELEMENTS: Readonly<Record<Quantity, string>> = {
  p: `${pi} = \\sum_j ${Vij}\\,${xj} + ${vi}`,
  y: `${yi} = ${sigma}(${pi})`,
  q: `${qi} = \\sum_j ${Uij}\\,${yj} + ${element('u', 'i')}`,
  z: `${zi} = ${sigma}(${qi})`,
  ε: `${eps} = \\tfrac12 \\sum_i (${zi} - ${li})^2`,
  dz: `${e('z', 'i')} = ${zi} - ${li}`,
  dq: `${e('q', 'i')} = ${e('z', 'i')}\\,${slope}(${qi})`,
  du: `${e('u', 'i')} = ${e('q', 'i')}`,
  dU: `${e('U', 'ij')} = ${e('q', 'i')}\\,${yj}`,
  dy: `${e('y', 'i')} = \\sum_j ${turned}\\,${e('q', 'j')}`,
  dp: `${e('p', 'i')} = ${e('y', 'i')}\\,${slope}(${pi})`,
  dv: `${e('v', 'i')} = ${e('p', 'i')}`,
  dV: `${e('V', 'ij')} = ${e('p', 'i')}\\,${xj}`,
}

/** Softmax, the cross-entropy, and what is left of the derivative. */
export const SOFTMAX = `\\begin{aligned} ${zi} &= \\frac{e^{${qi}}}{\\sum_k e^{${element('q', 'k')}}} \\qquad ${eps} = -\\sum_i ${li} \\ln ${zi} \\\\[6pt] ${symbol('dq', '\\vec\\delta')} &= ${d('q')} = ${z} - ${l} \\end{aligned}`

export const SOFTMAX_PROOF = `\\begin{aligned} ${e('q', 'j')} &= -\\sum_i ${li} ${part(`\\ln ${zi}`, qj)} = -\\sum_i ${li}\\,(\\delta_{ij} - ${zj}) \\\\ &= ${zj} \\sum_i ${li} - ${lj} = ${zj} - ${lj} \\end{aligned}`

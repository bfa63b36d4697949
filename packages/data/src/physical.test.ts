import { describe, expect, test } from 'vitest'
import { PHYSICAL_TABLES } from './physical.js'

const table = (name: string) => {
  const found = PHYSICAL_TABLES.find((one) => one.name === name)
  if (!found) throw new Error(`no table ${name}`)
  return found
}

/** Digits as the table has them: rounding is all that may differ. */
const toDigits = (value: number, digits: number) => Number(value.toPrecision(digits))

/** Kell 1975: density of water at one atmosphere, kg/m³, t in °C. */
function kell(t: number): number {
  const numerator =
    999.83952 +
    t * (16.945176 + t * (-7.9870401e-3 + t * (-46.170461e-6 + t * (105.56302e-9 + t * -280.54253e-12))))
  return numerator / (1 + 16.87985e-3 * t)
}

/** Wagner and Pruß 2002, eq. 2.5: kPa, t in °C. */
function wagnerPruss(t: number): number {
  const [critical, pressure] = [647.096, 22064]
  const θ = 1 - (t + 273.15) / critical
  const sum =
    -7.85951783 * θ +
    1.84408259 * θ ** 1.5 +
    -11.7866497 * θ ** 3 +
    22.6807411 * θ ** 3.5 +
    -15.9618719 * θ ** 4 +
    1.80122502 * θ ** 7.5
  return pressure * Math.exp((critical / (t + 273.15)) * sum)
}

/** NIST's curve for OFHC copper, RRR = 100: W/(m·K), T in K. */
function nistCopper(T: number): number {
  const r = Math.sqrt(T)
  const above = 2.2154 - 0.88068 * r + 0.29505 * T - 0.04831 * T * r + 0.003207 * T * T
  const below = 1 - 0.47461 * r + 0.13871 * T - 0.02043 * T * r + 0.001281 * T * T
  return 10 ** (above / below)
}

/** U.S. Standard Atmosphere 1976: kg/m³, z in km above sea level, up to 47 km of geopotential altitude. */
function standardAtmosphere(z: number): number {
  const H = (6356.766 * z) / (6356.766 + z)
  const g = 9.80665
  const [M, R] = [0.0289644, 8.31432]
  const layers = [
    { base: 0, T: 288.15, lapse: -6.5 },
    { base: 11, T: 216.65, lapse: 0 },
    { base: 20, T: 216.65, lapse: 1 },
    { base: 32, T: 228.65, lapse: 2.8 },
    { base: 47, T: 270.65, lapse: 0 },
  ]
  let P = 101325
  for (const [k, { base, T, lapse }] of layers.entries()) {
    const top = Math.min(H, layers[k + 1]?.base ?? H)
    const t = T + lapse * (top - base)
    P *=
      lapse === 0
        ? Math.exp((-g * M * 1000 * (top - base)) / (R * T))
        : (T / t) ** ((g * M * 1000) / (R * lapse))
    if (H <= (layers[k + 1]?.base ?? H)) return (P * M) / (R * t)
  }
  return Number.NaN
}

describe('physical tables hold what their sources say', () => {
  test('the density of water: Kell', () => {
    for (const [t, density] of table('water-density').rows) expect(density).toBe(Number(kell(t).toFixed(3)))
  })

  test('the vapour pressure of water: Wagner and Pruß, and its table at 25 °C and 100 °C', () => {
    const { rows } = table('vapour-pressure')
    for (const [t, pressure] of rows) expect(pressure).toBe(toDigits(wagnerPruss(t), 5))
    expect(rows[0]).toEqual([0.01, 0.61166])
    expect(rows.at(-1)).toEqual([100, 101.42])
  })

  test('the thermal conductivity of copper: NIST', () => {
    for (const [T, conductivity] of table('copper-conductivity').rows) {
      expect(conductivity).toBe(toDigits(nistCopper(T), 4))
    }
  })

  test('the density of air: the standard atmosphere, and what its table prints', () => {
    const { rows } = table('air-density')
    for (const [z, density] of rows) expect(density).toBe(toDigits(standardAtmosphere(z), 5))
    const printed = [
      1.225, 1.1117, 1.0066, 0.90925, 0.81935, 0.73643, 0.66011, 0.59002, 0.52579, 0.46706, 0.41351,
    ]
    expect(rows.slice(0, 11).map(([, density]) => density)).toEqual(printed)
  })

  test.each(PHYSICAL_TABLES)(
    '$name ascends, is finite and says where it is from',
    ({ rows, source, title }) => {
      for (const [n, [x, y]] of rows.entries()) {
        expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true)
        if (n > 0) expect(x).toBeGreaterThan(rows[n - 1][0])
      }
      expect(source).toMatch(/\b(?:19|20)\d\d\b/)
      expect(title).not.toBe('')
    },
  )
})

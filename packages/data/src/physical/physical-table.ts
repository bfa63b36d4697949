/** A column of a physical table. */
export interface Quantity {
  readonly name: string
  /** As physicists write it: `kg/m³`. */
  readonly unit: string
}

/** A physical property against what it depends on, as a handbook gives it. */
export interface PhysicalTable {
  /** By which it is asked for: `water-density`. */
  readonly name: string
  readonly title: string
  readonly argument: Quantity
  readonly value: Quantity
  /** Where the numbers come from, so that they can be checked. */
  readonly source: string
  /** [argument, value], ascending by the argument. */
  readonly rows: readonly (readonly [number, number])[]
}

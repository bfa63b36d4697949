/** The name under which workers find the memory that they share with a `PhaseClock`. */
export const PHASE_TIMES = 'antigrad: times of phases'

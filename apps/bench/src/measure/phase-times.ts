/** The name under which workers find the memory of their phases' times. */
export const PHASE_TIMES = 'antigrad: times of phases'

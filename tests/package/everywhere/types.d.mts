export const USE: string
/** Options of a compiler that is as strict as can be, without the types of the DOM and of Node. */
export function configOf(moduleResolution: string): object

export function blockOf(number: number, length: number): Float32Array
export function wholeSum(rows: number, length: number): Float32Array

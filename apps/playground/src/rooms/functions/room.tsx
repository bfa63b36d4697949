export function FunctionsRoom() {
  return <h1>Functions</h1>
}

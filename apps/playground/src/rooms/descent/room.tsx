export function DescentRoom() {
  return <h1>Descent</h1>
}

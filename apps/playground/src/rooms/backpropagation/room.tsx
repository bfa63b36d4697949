export function BackpropagationRoom() {
  return <h1>Backpropagation</h1>
}

export function StartsView() {
  return null
}

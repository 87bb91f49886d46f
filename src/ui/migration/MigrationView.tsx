export function MigrationView() {
  return null
}

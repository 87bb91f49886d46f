/** Commands as a line of text, as the terminal and the echo show them: 'workload.move workload=web-3 host=host-2'. */
import type { Command } from '../sim'

export function commandText({ name, args }: Command): string {
  const words = Object.entries(args).map(([key, value]) => `${key}=${String(value)}`)
  return [name, ...words].join(' ')
}

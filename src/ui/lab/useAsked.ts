/** Questions about a command before it is done: would it be refused, and whom would it stop. */
import { commandText } from '../../app/command-text'
import type { Problem } from '../../app/client'
import type { Command, Refusal } from '../../sim'
import { useApp } from '../hooks/useApp'
import { useAnswered } from '../hooks/useAnswered'

/** ms that a command must stand still before it is asked about: it may just be typed. */
const rest = 80

/** Why the command would be refused now; null when it would be done, undefined while it is not known. */
export function useRefusal(command: Command | null): Refusal | null | undefined {
  const { client } = useApp()
  return useAsked(command, client.could)
}

/** Names of the workloads the command would stop; undefined while they are not known. */
export function useVictims(command: Command | null): readonly string[] | undefined {
  const { client } = useApp()
  return useAsked(command, client.victims)
}

function useAsked<T>(
  command: Command | null,
  ask: (command: Command) => Promise<T | Problem>,
): T | undefined {
  // Commands are equal when their texts are.
  const about = command === null ? null : commandText(command)
  const held = useAnswered(about, () => (command === null ? Promise.reject(new Error()) : ask(command)), rest)
  return held?.about === about ? held?.answer : undefined
}

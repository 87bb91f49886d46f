/** Questions about a command before it is done: would it be refused, and whom would it stop. */
import { useEffect, useState } from 'react'
import { commandText } from '../../app/command-text'
import type { Command, Refusal } from '../../sim'
import { useApp, useFrame } from '../hooks/useApp'

/** ms that a command and the moment must stand still before they are asked about. */
const rest = 80

interface Asked<T> {
  readonly about: string
  readonly answer: T
}

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

function useAsked<T>(command: Command | null, ask: (command: Command) => Promise<T>): T | undefined {
  const rev = useFrame((frame) => frame.rev)
  const about = command === null ? '' : commandText(command)
  const [asked, setAsked] = useState<Asked<T> | null>(null)
  useEffect(() => {
    if (command === null) return
    let passed = false
    const timer = window.setTimeout(() => {
      ask(command).then(
        (answer) => {
          if (!passed) setAsked({ about, answer })
        },
        () => {}, // a lost session says so by itself
      )
    }, rest)
    return () => {
      passed = true
      window.clearTimeout(timer)
    }
    // Commands are equal when their texts are.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ask, about, rev])
  return asked?.about === about ? asked.answer : undefined
}

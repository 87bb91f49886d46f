/**
 * What the reader has put in, as texts by name: so it stands in the fields and in the address, right or wrong. Only
 * what differs from the start is written to the address.
 */
import { useEffect, useState } from 'react'
import { queryWith } from '../../app/router'
import { useApp, useStore } from '../hooks/useApp'

export type Inputs = Readonly<Record<string, string>>

export const tabs = ['jobs', 'partitions', 'replacement', 'tables'] as const
export type Tab = (typeof tabs)[number]

/** The tab that an address names; the first for any other. */
export function tabOf(search: string): Tab {
  const named = new URLSearchParams(search).get('textbook')
  return tabs.find((tab) => tab === named) ?? 'jobs'
}

/** Every field's text: from the address, else as at the start. */
export function inputsOf(search: string, start: Inputs): Inputs {
  const query = new URLSearchParams(search)
  return Object.fromEntries(Object.entries(start).map(([name, text]) => [name, query.get(name) ?? text]))
}

/** The texts of one tab, and a way to change some of them; both follow the address back and forth. */
export function useInputs(start: Inputs): readonly [Inputs, (changes: Inputs) => void] {
  const { address } = useApp()
  const route = useStore((state) => state.run.route)
  const [inputs, setInputs] = useState(() => inputsOf(address.search(), start))
  useEffect(() => setInputs(inputsOf(address.search(), start)), [address, route, start])
  const change = (changes: Inputs) => {
    const next = { ...inputs, ...changes }
    setInputs(next)
    const written = Object.entries(next).map(
      ([name, text]) => [name, text === start[name] ? null : text] as const,
    )
    address.replace(`./${queryWith(address.search(), Object.fromEntries(written))}`)
  }
  return [inputs, change]
}

/** A number as typed; what is none stays a text, so that the law can say what is wrong with it. */
export function numberIn(text: string): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const number = Number(trimmed)
  return Number.isNaN(number) ? trimmed : number
}

/** Numbers between commas or spaces; nothing gives an empty list. */
export function numbersIn(text: string): readonly unknown[] {
  return wordsIn(text).map(numberIn)
}

export function wordsIn(text: string): readonly string[] {
  return text.split(/[\s,;，；、]+/).filter((word) => word !== '')
}

/** Rows of a table: rows between semicolons, cells between colons. */
export function rowsIn(text: string): readonly (readonly string[])[] {
  return text === '' ? [] : text.split(';').map((row) => row.split(':'))
}

export function rowsText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => cell.replace(/[:;]/g, '')).join(':')).join(';')
}

/** The rules of reclaim that are in force, read from the world: an undo or another view may change them, too. */
import { useFields, wordIn } from '../../lab/useFields'

export const rules = [
  { rule: 'sharing', values: ['off', 'ksm', 'tps'] },
  { rule: 'balloon', values: [true, false] },
  { rule: 'compression', values: [true, false] },
  { rule: 'swap', values: ['none', 'nvme', 'ssd', 'hdd'] },
] as const
export type Rule = (typeof rules)[number]['rule']

const table = 'reclaimPolicy'
/** Its only row. */
const row = `${table}-1`
/** Columns hold yes and no as numbers. */
const switched: Readonly<Record<string, string>> = { '0': 'false', '1': 'true' }

/** The value of each rule as a word; null while nobody has answered. */
export function usePolicy(): Readonly<Record<Rule, string>> | null {
  const fields = useFields(table, row)
  if (fields.length === 0) return null
  const word = (rule: Rule) => {
    const value = wordIn(fields, table, rule)
    return switched[value] ?? value
  }
  return {
    sharing: word('sharing'),
    balloon: word('balloon'),
    compression: word('compression'),
    swap: word('swap'),
  }
}

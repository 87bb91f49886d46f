/** Causes that are open stay open over a change of the journal only while their fact stays: ordinals are given anew. */
import type { NamedFact } from '../sim'
import { isProblem, type Client } from './client'
import type { Store } from './store'

/** Makes a change of the journal or the branch, and closes the causes if it takes or changes what they tell of. */
export function changeUnderWhy<T>({ client, store }: { client: Client; store: Store }, change: () => T): T {
  const { why } = store.getState().view
  if (why === null) return change()
  const factNow = async (): Promise<NamedFact | null> => {
    const answer = await client.explain(why).catch(() => null)
    return answer === null || isProblem(answer) ? null : answer.fact
  }
  // The session answers in order: once before the change and once after it.
  const before = factNow()
  const changed = change()
  void Promise.all([before, factNow()]).then((facts) => {
    if (store.getState().view.why === why && !sameFact(...facts)) store.change('view', { why: null })
  })
  return changed
}

function sameFact(one: NamedFact | null, other: NamedFact | null): boolean {
  if (one === null || other === null) return false
  return one.at === other.at && one.name === other.name && sameArguments(one.args, other.args)
}

function sameArguments(one: NamedFact['args'], other: NamedFact['args']): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}

/** Three things to try, chosen by what the fleet lacks; each does its first step. */
import { ArrowRight } from 'lucide-react'
import type { SessionFrame } from '../../../worker/protocol'
import { useApp, useFrame, useTopology } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import { hostGroupRows, hostName, type GroupRow } from '../fleet-rows'
import { spreadGroup } from '../spread'
import { useGroupRows, useHostsOff } from '../useFleet'
import styles from './Inspect.module.css'

interface Idea {
  readonly id: string
  readonly args: Readonly<Record<string, string | number>>
  readonly start: () => void
}

const shown = 3

export function ThingsToTry() {
  const t = useText()
  const ideas = useIdeas()
  if (ideas.length === 0) return null
  return (
    <section className={styles['section']}>
      <h3>{t('lab.try')}</h3>
      <ol className={styles['list']}>
        {ideas.slice(0, shown).map(({ id, args, start }) => (
          <li key={id}>
            <button type="button" className={styles['try']} onClick={start}>
              <ArrowRight size={16} strokeWidth={1.5} aria-hidden="true" />
              <span>{t(`lab.try.${id}`, args)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

function useIdeas(): readonly Idea[] {
  const { lab, playback } = useApp()
  const topology = useTopology()
  const rows = useGroupRows()
  const off = useHostsOff()
  const latest = useFrame(latestDecision)
  if (topology === null || topology.hosts.count === 0) return []
  const [hosts] = hostGroupRows(topology)
  const single = rows.find((row) => row.count === 1)
  const first = hostName(topology, 0)
  const ideas: Idea[] = []
  if (topology.hosts.count === 1 && hosts !== undefined)
    ideas.push({
      id: 'second-host',
      args: {},
      start: () => void lab.perform({ name: 'host.add', args: { group: hosts.name, count: 1 } }),
    })
  if (single !== undefined) ideas.push(secondCopy(single, () => void spreadGroup(lab, single)))
  if (off.count === 0) ideas.push({ id: 'fail', args: { host: first }, start: () => lab.select(first) })
  else
    ideas.push({
      id: 'repair',
      args: { host: off.names[0] ?? '' },
      start: () => lab.select(off.names[0] ?? null),
    })
  ideas.push({ id: 'risk', args: {}, start: () => lab.setLens('risk') })
  if (latest !== null) ideas.push({ id: 'why', args: {}, start: () => lab.askWhy(latest) })
  ideas.push({ id: 'play', args: {}, start: () => playback.play() })
  return ideas
}

const decision = /^placement\.|\.(failed|panicked|crashed|moved|resized)$/

function latestDecision({ facts }: SessionFrame): number | null {
  for (let at = facts.length - 1; at >= 0; at--) {
    const fact = facts[at]
    if (fact !== undefined && decision.test(fact.name)) return fact.ordinal
  }
  return null
}

function secondCopy({ name }: GroupRow, start: () => void): Idea {
  return { id: 'second-copy', args: { name }, start }
}

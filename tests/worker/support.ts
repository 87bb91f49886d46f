// Words for tests of sessions: the two lessons, their gates, and moving about in them.
import { decodeLink, encodeLink, modelVersion, type Claim, type Link, type Scenario } from '../../src/sim'
import type { Answer, Interest, Opened, SessionFrame } from '../../src/worker/protocol'
import { createSession, type Session } from '../../src/worker/session'

export const first = { lesson: 'seven-versus-seven' } as const
export const second = { lesson: 'one-kernel' } as const

/** The gate of both lessons holds here. */
export const gateAt = 15000000
export const end = 32000000

export const claimOf = (lesson: { readonly lesson: string }, choice = 'ten'): Claim => ({
  gate: lesson === first ? 'ratio-at-8-gib' : 'lost-with-the-kernel',
  choice,
  confidence: 'fair',
})

export function openedAs(answer: Answer | Opened | { readonly problem: string }): Opened {
  if (answer === null || !('verified' in answer)) throw new Error(`not opened: ${JSON.stringify(answer)}`)
  return answer
}

export function openSession(lesson: { readonly lesson: string }): Session {
  const session = createSession()
  openedAs(session.open(lesson))
  return session
}

/** As far towards a time as the session lets us. */
export function seek(session: Session, to: number): void {
  session.setGoal(to)
  if (!session.work(Infinity)) throw new Error('an endless seek stopped')
}

export function linkOf(session: Session): Link {
  const link = session.link(undefined)
  if ('problem' in link) throw new Error(link.problem)
  return link
}

/** A link as somebody else gets it. */
export function passedOn(link: Link): Link {
  const decoded = decodeLink(encodeLink(link))
  if ('problem' in decoded) throw new Error(decoded.problem.problem)
  return decoded.link
}

/** A link to the start of a scenario of one's own. */
export function linkTo(scenario: Scenario, more: Partial<Link> = {}): Link {
  return {
    modelVersion,
    scenario,
    branches: [{ name: 'A', parent: -1, at: 0, journal: [] }],
    branch: 0,
    ...more,
  }
}

/** Both stacks, the line of each side of either lesson, and every fact. */
export const watching: Interest = {
  stacks: ['host-a-1', 'host-b-1'],
  series: ['workload.placed', 'workload.running'].flatMap((metric) =>
    ['app-a', 'app-b'].map((subject) => ({ metric, subject })),
  ),
  factsFrom: 0,
}

/** The lines of a frame that have samples: those of the lesson's own metric, and what a frame asked for before. */
export function linesOf({ series }: SessionFrame): SessionFrame['series'] {
  const lines = series.filter(({ at }) => at.length > 0)
  if (lines.length < 2) throw new Error(`${lines.length} lines, less than one for each side`)
  return lines
}

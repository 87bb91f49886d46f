/** Migrations in words. */
import type { MigrationView } from '../../sim'
import { trendOf } from '../../viz/migration'
import type { Formats, TextFunction } from '../hooks/useText'
import { gibibytes } from '../pools/amounts'

export interface Words {
  readonly t: TextFunction
  readonly formats: Formats
}

const millisecond = 1000
const second = 1_000_000

export function lasted({ t, formats }: Words, micros: number): string {
  if (micros < second) {
    const digits = micros < 100 * millisecond ? 1 : 0
    return t('migration-view.ms', { ms: formats.number(micros / millisecond, { digits }) })
  }
  const digits = micros < 10 * second ? 2 : micros < 100 * second ? 1 : 0
  return t('migration-view.s', { s: formats.number(micros / second, { digits }) })
}

/** One unit from the first GiB on, so that amounts below each other can be compared. */
export function amount({ formats }: Words, mib: number): string {
  return mib < 100 ? formats.mib(mib) : gibibytes(formats, mib)
}

/** A VM begins one migration at a time. */
export function keyOf({ vm, begun }: MigrationView): string {
  return `${vm} ${begun}`
}

/** A VM that was removed has no name any more. */
export function vmName({ t }: Words, { vm }: MigrationView): string {
  return vm === '' ? t('migration-view.gone') : vm
}

/** MiB per second: what is written and sent now; once it is over, as they were in its last round. */
export function ratesOf({ rateMiBps, dirtyMiBps, uses }: MigrationView) {
  if (rateMiBps > 0) return { rate: rateMiBps, dirty: dirtyMiBps }
  const terms = uses['ratio']?.terms ?? []
  const valueOf = (wanted: string) => terms.find(({ symbol }) => symbol === wanted)?.value ?? 0
  return { rate: valueOf('B'), dirty: valueOf('D') }
}

export function isOver({ state }: MigrationView): boolean {
  return state === 'completed' || state === 'cancelled' || state === 'failed'
}

/** µs in which the guest stood still; null when it never has. */
export function downtimeOf({ pause }: MigrationView, now: number): number | null {
  return pause === null ? null : (pause.to ?? now) - pause.from
}

/** Why it ended, or what a failure left; null where there is nothing to say. */
export function reasonOf({ t }: Words, { state, reason, pause }: MigrationView): string | null {
  if (state === 'failed') return t(`migration-view.failed.${pause?.to == null ? 'before' : 'after'}`)
  return reason === '' || reason === 'none' ? null : t(`migration-view.reason.${reason}`)
}

/** The whole picture in one sentence, for those who do not see it. */
export function summaryOf(words: Words, view: MigrationView, now: number): string {
  const { t, formats } = words
  const down = downtimeOf(view, now)
  const { rate, dirty } = ratesOf(view)
  return t('migration-view.summary', {
    vm: vmName(words, view),
    source: view.source,
    target: view.target,
    mode: t(`migration-view.mode.${view.mode}`),
    state: t(`migration-view.state.${view.state}`),
    rounds: view.rounds.length,
    trend: t(`migration-view.trend.${trendOf(view)}`),
    sent: amount(words, view.sentMiB),
    memory: amount(words, view.memoryMiB),
    time: lasted(words, (view.ended ?? now) - view.begun),
    down: down === null ? t('migration-view.not-yet') : lasted(words, down),
    ratio: rate > 0 ? formats.number(dirty / rate, { digits: 2 }) : '–',
  })
}

/** A host that promises no more than it has: nothing moves, so its memory is one split that always holds. */
import type { MemoryView } from '../../../sim'
import { roundToSum } from '../../../viz/pools'
import { useFormats, useText } from '../../hooks/useText'
import styles from './Memory.module.css'
import { PartsBar } from './PartsBar'
import { StateSwatch } from './patterns'

const gibibyte = 1024
/** Where a scenario lets hosts promise more. */
const rule = 'rules.memory.overcommitPercent'

export function StaticSplit({ memory }: { readonly memory: MemoryView }) {
  const t = useText()
  const formats = useFormats()
  const { overhead } = memory.held
  const rest = Math.max(0, memory.physical - overhead - memory.promised)
  const parts = [
    { state: 'overhead', amount: overhead, name: 'overhead' },
    { state: 'active', amount: memory.promised, name: 'promised' },
    { state: 'untouched', amount: rest, name: 'left' },
  ] as const
  const amounts = roundToSum(
    parts.map(({ amount }) => amount / gibibyte),
    1,
  )
  return (
    <section className={styles['part']} aria-label={t('memory-view.static')}>
      <div className={styles['head']}>
        <h2>{t('memory-view.static')}</h2>
        <p>{formats.mib(memory.physical)}</p>
      </div>
      <PartsBar parts={parts} most={memory.physical} height={28} />
      <ul className={styles['legend']}>
        {parts.map(({ state, name }, at) => (
          <li key={name}>
            <StateSwatch state={state} />
            <span>
              {t(`memory-view.static.${name}`)}
              <span className={styles['amount']}>
                {t('memory-view.gib', { amount: formats.number(amounts[at] ?? 0, { digits: 1 }) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p>{t('memory-view.static.why')}</p>
      <p className={styles['note']}>
        <code>{rule}</code>
      </p>
    </section>
  )
}

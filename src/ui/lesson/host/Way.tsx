/** Source, link and target, with the VM where it is now and as much of its memory as has arrived. */
import type { MigrationView } from '../../../sim'
import { useFormats, useText } from '../../hooks/useText'
import { gibibytes } from '../../pools/amounts'
import moving from './Moving.module.css'

interface WayProps {
  /** Null before it leaves. */
  readonly view: MigrationView | null
  /** Where it is before it leaves. */
  readonly host: string
  readonly memoryMiB: number
  /** GB per second. */
  readonly rate: number
}

export function Way({ view, host, memoryMiB, rate }: WayProps) {
  const t = useText()
  const formats = useFormats()
  const memory = gibibytes(formats, view?.memoryMiB ?? memoryMiB)
  const link = formats.number(rate, { digits: 2, fixed: true })
  const source = view?.source ?? host
  const target = view?.target ?? t('lesson-host.other-host')
  const state = view === null ? t('lesson-host.leaving') : t(`migration-view.state.${view.state}`)
  const says =
    view === null
      ? t('lesson-host.way-before', { memory, host, rate: link })
      : t('lesson-host.way', { memory, source, target, state, sent: gibibytes(formats, view.sentMiB) })
  const { here, there } = placesOf(view)
  const vm = t('lesson-host.vm', { memory })
  return (
    <div className={moving['way']} role="img" aria-label={says}>
      <div className={moving['host']}>
        <p>{source}</p>
        <Guest place={here} words={vm} />
      </div>
      <div className={moving['link']}>
        <p>{t('lesson-host.gb-per-second', { rate: link })}</p>
        <span />
        <p className={moving['state']}>{state}</p>
      </div>
      <div className={moving['host']}>
        <p>{target}</p>
        <Guest place={there} words={vm} />
      </div>
    </div>
  )
}

interface Place {
  /** `runs`: the guest is there; `still`: it is there and stands still; `comes`: its memory arrives; `none`. */
  readonly as: 'runs' | 'still' | 'comes' | 'none'
  /** Of its memory, what is there. */
  readonly share: number
}

const empty: Place = { as: 'none', share: 0 }

function placesOf(view: MigrationView | null): { readonly here: Place; readonly there: Place } {
  if (view === null) return { here: { as: 'runs', share: 1 }, there: empty }
  const share = Math.min(1, view.sentMiB / Math.max(1, view.memoryMiB))
  switch (view.state) {
    case 'completed':
      return { here: empty, there: { as: 'runs', share: 1 } }
    case 'pulling':
      return { here: empty, there: { as: 'runs', share } }
    case 'stopped':
      return { here: { as: 'still', share: 1 }, there: { as: 'comes', share } }
    case 'copying':
      return { here: { as: 'runs', share: 1 }, there: { as: 'comes', share } }
    default:
      return { here: { as: 'runs', share: 1 }, there: empty }
  }
}

function Guest({ place: { as, share }, words }: { readonly place: Place; readonly words: string }) {
  return (
    <div className={moving['guest']} data-as={as}>
      <span style={{ width: `${share * 100}%` }} />
      {as !== 'none' && <b>{words}</b>}
    </div>
  )
}

/** How often each group leaves for its hypervisor, why, and what that costs: one card for each group on the host. */
import { exitCauses, type ExitsOfGroup } from '../../../sim'
import { useApp, useStore } from '../../hooks/useApp'
import { useFormats, useText, type Formats } from '../../hooks/useText'
import { hasText } from '../../../i18n/text'
import { Terms } from '../../glossary/Terms'
import styles from './Cpu.module.css'
import own from './Exits.module.css'
import { logShare, powerAbove } from './log-bars'
import { TechniqueStrip } from './TechniqueStrip'

export function ExitsPart({
  groups,
  host,
}: {
  readonly groups: readonly ExitsOfGroup[]
  readonly host: string
}) {
  const t = useText()
  const formats = useFormats()
  const selected = useStore(({ selection }) => selection.selected[0])
  if (groups.length === 0) return <p className={styles['empty']}>{t('cpu-view.nothing-runs', { host })}</p>
  const most = powerAbove(Math.max(0, ...groups.flatMap(({ perSecond }) => perSecond)))
  const dearest = Math.max(1, ...groups.flatMap(costsOf))
  return (
    <div className={styles['part']}>
      <p className={styles['note']}>
        <Terms>{t('cpu-view.exits.hint')}</Terms>{' '}
        {groups.some(({ mix }) => mix !== '') &&
          t('cpu-view.exits.scale', { most: formats.number(most), cost: cores(formats, dearest) })}
      </p>
      <div className={own['cards']}>
        {groups.map((group, at) => (
          <ExitCard
            key={group.group}
            {...{ group, most, dearest }}
            marked={group.group === selected}
            open={group.group === selected || (at === 0 && !groups.some((one) => one.group === selected))}
          />
        ))}
      </div>
    </div>
  )
}

interface ExitCardProps {
  readonly group: ExitsOfGroup
  /** Ends of the two scales: exits per second, millicores. */
  readonly most: number
  readonly dearest: number
  readonly marked: boolean
  readonly open: boolean
}

function ExitCard({ group, most, dearest, marked, open }: ExitCardProps) {
  const t = useText()
  const formats = useFormats()
  const { lab } = useApp()
  return (
    <section className={`card ${own['card'] ?? ''}`} data-selected={marked}>
      <div className={own['head']}>
        <h3>
          <button
            type="button"
            className={styles['link']}
            aria-pressed={marked}
            onClick={() => lab.select(group.group)}
          >
            {group.group}
          </button>
        </h3>
        <p className={own['nature']}>
          {t('cpu-view.exits.nature', {
            technique: t(`cpu-view.technique.${group.technique}`),
            mix: mixName(t, group.mix),
            n: group.workloads,
          })}
        </p>
        <p className={own['factor']}>
          <Terms>{t('cpu-view.exits.factor')}</Terms> <b>{factor(formats, group.overheadPpm)}</b>
        </p>
      </div>
      <p className={styles['note']}>
        <Terms>{t(`cpu-view.why.${group.technique}`)}</Terms>
      </p>
      {group.mix === '' ? (
        <p className={styles['note']}>{t('cpu-view.strip.no-mix')}</p>
      ) : (
        <>
          <Causes {...{ group, most, dearest }} />
          <TechniqueStrip group={group} open={open} />
        </>
      )}
    </section>
  )
}

/** Each cause with a bar on the scale of all cards, and its exact numbers. */
function Causes({ group, most, dearest }: Pick<ExitCardProps, 'group' | 'most' | 'dearest'>) {
  const t = useText()
  const formats = useFormats()
  const rows = [
    ...exitCauses.map((cause, at) => ({
      name: t(`cpu-view.cause.${cause}`),
      rate: group.perSecond[at] ?? 0,
      cost: group.millicores[at] ?? 0,
    })),
    { name: t('cpu-view.cause.code'), rate: null, cost: group.codeMillicores },
    { name: t('cpu-view.cause.walks'), rate: null, cost: group.walkMillicores },
  ]
  // Of the numbers that are printed: whoever adds them up gets what stands below them.
  const rate = group.perSecond.reduce((sum, one) => sum + Math.round(one), 0)
  const cost = costsOf(group).reduce((sum, one) => sum + one, 0)
  return (
    <div className={styles['scroller']}>
      <table className={`${styles['table'] ?? ''} ${own['causes'] ?? ''}`}>
        <thead>
          <tr>
            <th scope="col">{t('cpu-view.column.cause')}</th>
            <th scope="col" colSpan={2}>
              {t('cpu-view.column.rate')}
            </th>
            <th scope="col" colSpan={2}>
              {t('cpu-view.column.cost')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                <Terms>{row.name}</Terms>
              </th>
              <td className={own['track']} aria-hidden="true">
                {row.rate !== null && <Bar share={logShare(row.rate, most)} kind="rate" />}
              </td>
              <td>{row.rate === null ? '–' : formats.number(row.rate)}</td>
              <td className={own['track']} aria-hidden="true">
                <Bar share={Math.max(0, row.cost) / dearest} kind="cost" />
              </td>
              <td>{cores(formats, row.cost)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('cpu-view.column.sum')}</th>
            <td />
            <td>{formats.number(rate)}</td>
            <td />
            <td>{cores(formats, cost)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Bar({ share, kind }: { readonly share: number; readonly kind: 'rate' | 'cost' }) {
  return (
    <span className={own['bar']} data-kind={kind} style={{ width: `${Math.round(share * 1000) / 10}%` }} />
  )
}

/** CPU of all causes, slower code and page walks included, millicores. */
function costsOf({ millicores, codeMillicores, walkMillicores }: ExitsOfGroup): readonly number[] {
  return [...millicores, codeMillicores, walkMillicores]
}

function cores(formats: Formats, millicores: number): string {
  return formats.number(millicores / 1000, { digits: 3, fixed: true })
}

/** CPU per native CPU. */
function factor(formats: Formats, ppm: number): string {
  return formats.number(ppm / 1_000_000, { digits: 3, fixed: true })
}

/** The title of a mix; one that a scenario defines has its id alone, and no mix its own words. */
function mixName(t: ReturnType<typeof useText>, id: string): string {
  if (id === '') return t('cpu-view.mix.none')
  const key = `catalog.mix.${id}`
  return hasText(key) ? t(key) : id
}

/** How one host translates addresses: the references of a page walk, the reach of the TLB, exits by their causes. */
import { useMemo } from 'react'
import { settingsAt, type Lesson } from '../../../lessons/lesson'
import { exitCauses, translationOf, walkSteps, type ExitsOfGroup } from '../../../sim'
import { logShare, powerAbove } from '../../host/cpu/log-bars'
import { pageOf, techniqueOf } from '../../host/cpu/techniques'
import { useFrame } from '../../hooks/useApp'
import { useLastLook } from '../../hooks/useLook'
import { useFormats, useText } from '../../hooks/useText'
import styles from './Host.module.css'
import { Mark } from './Mark'
import type { HostSide, Marks } from './sides'
import { WalkPicture } from './WalkPicture'

interface PagingSideProps {
  readonly side: HostSide
  readonly lesson: Lesson
  readonly marks: Marks
  readonly hosts: readonly string[]
}

export function PagingSide({ side, lesson, marks, hosts }: PagingSideProps) {
  const t = useText()
  const groups = useGroups(hosts)
  const group = groups.find((one) => one.group === side.group)
  if (group === undefined) return <p className={styles['waiting']}>{t('cpu-view.waiting')}</p>
  return (
    <div className={styles['paging']}>
      <Translation group={group} lesson={lesson} marks={marks} />
      <Exits group={group} groups={groups} marks={marks} />
    </div>
  )
}

/** The groups of both hosts: their bars have one scale. */
function useGroups(hosts: readonly string[]): readonly ExitsOfGroup[] {
  const [first = '', second = ''] = hosts
  const one = useMemo(() => ({ look: 'exits', host: first }) as const, [first])
  const two = useMemo(() => ({ look: 'exits', host: second }) as const, [second])
  const left = useLastLook(one)?.answer.groups ?? none
  const right = useLastLook(two)?.answer.groups ?? none
  return useMemo(() => [...left, ...right], [left, right])
}

const none: readonly ExitsOfGroup[] = []

interface TranslationProps {
  readonly group: ExitsOfGroup
  readonly lesson: Lesson
  readonly marks: Marks
}

function Translation({ group, lesson, marks }: TranslationProps) {
  const t = useText()
  const formats = useFormats()
  const { technique, guestPage, hostPage } = group
  const view = useMemo(
    () =>
      walkSteps({
        translation: translationOf(techniqueOf(technique)),
        guestPage: pageOf(guestPage),
        hostPage: pageOf(hostPage),
        guestDepth: 4,
        hostDepth: 4,
      }),
    [technique, guestPage, hostPage],
  )
  const workingSet = useWorkingSet(lesson)
  const reach = Math.min(1, view.tlbReachMiB / Math.max(1, workingSet))
  return (
    <>
      <div className={styles['walk']} data-part="walk" data-selected={marks.selected === 'walk'}>
        <h3>
          <b className={styles['references']}>{formats.number(view.references)}</b>{' '}
          {t('lesson-host.references')} <Mark of="walk" marks={marks} />
        </h3>
        <WalkPicture steps={view.steps} />
      </div>
      <div className={styles['far']} data-part="reach" data-selected={marks.selected === 'reach'}>
        <div className={styles['reach']} aria-hidden="true">
          <span style={{ width: `${reach * 100}%` }} />
        </div>
        <p className={styles['note']}>
          {t('lesson-host.reach', {
            reach: formats.mib(view.tlbReachMiB),
            set: formats.mib(workingSet),
          })}{' '}
          <Mark of="reach" marks={marks} />
        </p>
      </div>
    </>
  )
}

/** What the knob sets it to, MiB. */
function useWorkingSet(lesson: Lesson): number {
  const index = useFrame((frame) => frame.knob?.index ?? lesson.knob.start)
  const set = settingsAt(lesson, index).find(({ path }) => path.endsWith('.workingSetMiB'))
  return typeof set?.value === 'number' ? set.value : 0
}

interface ExitsProps {
  readonly group: ExitsOfGroup
  readonly groups: readonly ExitsOfGroup[]
  readonly marks: Marks
}

function Exits({ group, groups, marks }: ExitsProps) {
  const t = useText()
  const formats = useFormats()
  const most = powerAbove(Math.max(0, ...groups.flatMap(({ perSecond }) => perSecond)))
  const rows = exitCauses.flatMap((cause, at) =>
    groups.some(({ perSecond }) => (perSecond[at] ?? 0) >= 1)
      ? [{ cause, rate: group.perSecond[at] ?? 0 }]
      : [],
  )
  // Of the numbers that are printed: whoever adds them up gets what stands below them.
  const sum = rows.reduce((all, { rate }) => all + Math.round(rate), 0)
  return (
    <div className={styles['leaving']} data-part="exits" data-selected={marks.selected === 'exits'}>
      <table className={styles['exits']}>
        <caption>
          {t('cpu-view.column.rate')} <Mark of="exits" marks={marks} />
        </caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('cpu-view.column.cause')}</th>
            <td />
            <th scope="col">{t('cpu-view.column.rate')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cause, rate }) => (
            <tr key={cause}>
              <th scope="row">{t(`cpu-view.cause.${cause}`)}</th>
              <td className={styles['track']} aria-hidden="true">
                <span
                  className={styles['bar']}
                  style={{ width: `${Math.round(logShare(rate, most) * 1000) / 10}%` }}
                />
              </td>
              <td>{formats.number(rate)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('cpu-view.column.sum')}</th>
            <td />
            <td>{formats.number(sum)}</td>
          </tr>
        </tfoot>
      </table>
      <p className={styles['note']}>{t('lesson-host.log-bars', { most: formats.number(most) })}</p>
    </div>
  )
}

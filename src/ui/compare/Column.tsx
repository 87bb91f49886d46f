/** One branch: what it is, how many apps run, its host to scale, and what one panic would take. */
import { Pencil } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { SideView } from '../../sim'
import { valueOf } from '../../viz/compare'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import type { StageSide } from '../stage'
import { StackPlot } from '../stage/StackPlot'
import { StackTree } from '../stage/StackTree'
import { AlignedStack } from './AlignedStack'
import { Badge } from './Badge'
import styles from './Compare.module.css'
import type { Mode } from './modes'
import { PanicSwitch, useSidePanic } from './Panic'
import { amountOf, differenceOf, subtitleOf, titleOf, type Look } from './words'

interface ColumnProps {
  readonly side: SideView
  /** The side that differences are taken against. */
  readonly first: SideView
  readonly look: Look
  readonly mode: Mode
  readonly share: number
}

const noReasons: readonly never[] = []

export function Column({ side, first, look, mode, share }: ColumnProps) {
  const t = useText()
  const { lab, playback } = useApp()
  const present = useFrame((frame) => frame.branch === side.branch)
  const selection = useStore((state) => state.selection.selected[0] ?? null)
  const selected = present ? selection : null
  const [focused, setFocused] = useState<string | null>(null)
  const panic = useSidePanic(side)
  const title = titleOf(side, t)
  // What is selected belongs to one branch, which is then the one that edits go to.
  const { branch } = side
  const onSelect = useCallback(
    (id: string | null) => {
      if (!present) playback.switchTo(branch)
      lab.select(id)
    },
    [present, playback, branch, lab],
  )
  const drawn = side.stack === null ? null : stageSideOf(side, side.stack, look, title, t)
  return (
    <section
      className={styles['column']}
      data-look={look}
      data-present={present}
      aria-label={t('compare.side', { letter: look, title })}
    >
      <Head {...{ side, first, look, title, present }} difference={mode === 'difference' && side !== first} />
      {drawn === null ? (
        <p className={styles['nothing']}>{t('compare.no-host')}</p>
      ) : (
        <>
          <StackTree side={drawn} selected={selected} onSelect={onSelect} onFocusRegion={setFocused} />
          {mode === 'side' ? (
            <StackPlot side={drawn} {...{ selected, focused, onSelect }} reasons={noReasons} />
          ) : (
            <AlignedStack
              view={drawn.stack}
              panic={panic?.victims == null ? null : panic}
              {...{ share, selected, focused, onSelect }}
            />
          )}
        </>
      )}
      <div className={styles['foot']}>
        {panic !== null && <PanicSwitch panic={panic} title={title} />}
        <NotApp side={side} first={first} difference={mode === 'difference' && side !== first} />
      </div>
    </section>
  )
}

function stageSideOf(
  side: SideView,
  stack: StageSide['stack'],
  look: Look,
  title: string,
  t: ReturnType<typeof useText>,
): StageSide {
  const count = { value: side.running, caption: t('compare.running'), use: null }
  return { id: look, title, subtitle: subtitleOf(side, t), stack, count, panic: null }
}

interface HeadProps {
  readonly side: SideView
  readonly first: SideView
  readonly look: Look
  readonly title: string
  readonly present: boolean
  readonly difference: boolean
}

function Head({ side, first, look, title, present, difference }: HeadProps) {
  const t = useText()
  const formats = useFormats()
  const { playback } = useApp()
  const number = difference
    ? differenceOf('running', side.running - first.running, formats)
    : formats.number(side.running)
  return (
    <header className={styles['head']}>
      <button
        type="button"
        className={styles['pick']}
        aria-pressed={present}
        aria-label={t('compare.edit-here', { letter: look, title })}
        title={t('compare.edit-here', { letter: look, title })}
        onClick={() => playback.switchTo(side.branch)}
      >
        <Badge look={look} />
        {present && <Pencil size={12} strokeWidth={2.5} className={styles['pencil']} aria-hidden="true" />}
      </button>
      <div className={styles['titles']}>
        <h2 title={title}>{title}</h2>
        <p title={subtitleOf(side, t)}>{subtitleOf(side, t)}</p>
      </div>
      <p className={styles['count']}>{number}</p>
      <p className={styles['caption']}>
        <strong>{t('compare.running')}</strong>
        <strong data-quiet={side.refused === 0}>{t('compare.refused', { n: side.refused })}</strong>
      </p>
    </header>
  )
}

function NotApp({ side, first, difference }: Pick<HeadProps, 'side' | 'first' | 'difference'>) {
  const t = useText()
  const formats = useFormats()
  const value = valueOf('overhead', side)
  const base = valueOf('overhead', first)
  if (value === null) return null
  const amount =
    difference && base !== null
      ? t('compare.amount.overhead', { n: differenceOf('overhead', value - base, formats) })
      : amountOf('overhead', value, t, formats)
  return <p className={styles['not-app']}>{t('compare.not-app', { amount })}</p>
}

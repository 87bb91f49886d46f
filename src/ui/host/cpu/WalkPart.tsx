/** The page walk, reference by reference: what a miss of the TLB costs with one table and with two. */
import { useMemo, useState } from 'react'
import { pageSizeNames, translationOf, walkSteps, type ExitsOfGroup, type WalkOptions } from '../../../sim'
import { useFormats, useText } from '../../hooks/useText'
import { Terms } from '../../glossary/Terms'
import { Choice } from './Choice'
import styles from './Cpu.module.css'
import { Tlb } from './Tlb'
import { pageOf, techniqueOf } from './techniques'
import { WalkStepper } from './WalkStepper'

const translations = ['native', 'shadow', 'nested'] as const
const depths = ['4', '5'] as const
const usual: WalkOptions = {
  translation: 'nested',
  guestPage: '4K',
  hostPage: '4K',
  guestDepth: 4,
  hostDepth: 4,
}

interface WalkPartProps {
  readonly groups: readonly ExitsOfGroup[]
  /** The group that is selected; its walk is shown until the reader chooses otherwise. */
  readonly group: ExitsOfGroup | null
  readonly onGroup: (name: string) => void
}

export function WalkPart({ groups, group, onGroup }: WalkPartProps) {
  const t = useText()
  const formats = useFormats()
  const [own, setOwn] = useState<{ readonly of: string; readonly options: WalkOptions } | null>(null)
  const name = group?.group ?? ''
  const options = own?.of === name ? own.options : group === null ? usual : optionsOf(group)
  const change = (values: Partial<WalkOptions>) => setOwn({ of: name, options: { ...options, ...values } })
  const { translation, guestPage, hostPage, guestDepth, hostDepth } = options
  const view = useMemo(
    () => walkSteps({ translation, guestPage, hostPage, guestDepth, hostDepth }),
    [translation, guestPage, hostPage, guestDepth, hostDepth],
  )
  const pages = pageSizeNames.map((id) => ({ id, words: t(`cpu-view.page.${id}`) }))
  return (
    <div className={styles['part']}>
      <div className={styles['choices']}>
        {groups.length > 0 && (
          <Choice
            label={t('cpu-view.walk.as')}
            value={name}
            options={groups.map((one) => ({ id: one.group, words: one.group }))}
            onChange={(chosen) => {
              setOwn(null)
              onGroup(chosen)
            }}
          />
        )}
        <Choice
          label={t('cpu-view.walk.translation')}
          value={translation}
          options={translations.map((id) => ({ id, words: t(`cpu-view.walk.translation.${id}`) }))}
          onChange={(chosen) => change({ translation: chosen })}
        />
        <Choice
          label={t(translation === 'native' ? 'cpu-view.walk.page' : 'cpu-view.walk.guest-page')}
          value={guestPage}
          options={pages}
          onChange={(chosen) => change({ guestPage: chosen })}
        />
        {translation !== 'native' && (
          <Choice
            label={t('cpu-view.walk.host-page')}
            value={hostPage}
            options={pages}
            onChange={(chosen) => change({ hostPage: chosen })}
          />
        )}
        <Choice
          label={t(translation === 'nested' ? 'cpu-view.walk.guest-depth' : 'cpu-view.walk.depth')}
          value={guestDepth === 5 ? '5' : '4'}
          options={depths.map((id) => ({ id, words: t('cpu-view.walk.levels', { n: Number(id) }) }))}
          onChange={(chosen) => change({ guestDepth: chosen === '5' ? 5 : 4 })}
        />
        {translation === 'nested' && (
          <Choice
            label={t('cpu-view.walk.host-depth')}
            value={hostDepth === 5 ? '5' : '4'}
            options={depths.map((id) => ({ id, words: t('cpu-view.walk.levels', { n: Number(id) }) }))}
            onChange={(chosen) => change({ hostDepth: chosen === '5' ? 5 : 4 })}
          />
        )}
      </div>
      <p className={styles['loud']}>
        <b>{formats.number(view.references)}</b>{' '}
        {view.hostLevels === null
          ? t('cpu-view.walk.sum-one', { n: view.references })
          : t('cpu-view.walk.sum', { g: view.guestLevels, h: view.hostLevels })}
      </p>
      <p className={styles['note']}>
        <Terms>{t(`cpu-view.walk.translation.${translation}.hint`)}</Terms>
      </p>
      <div className={styles['beside']}>
        <WalkStepper key={JSON.stringify(options)} view={view} translation={translation} />
        <Tlb view={view} group={group?.group ?? null} />
      </div>
    </div>
  )
}

function optionsOf({ technique, guestPage, hostPage }: ExitsOfGroup): WalkOptions {
  return {
    ...usual,
    translation: translationOf(techniqueOf(technique)),
    guestPage: pageOf(guestPage),
    hostPage: pageOf(hostPage),
  }
}

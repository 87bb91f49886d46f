/** Two or three branches of one run on one clock: their hosts, the largest gaps in words, six measures over time. */
import { useState } from 'react'
import { Segment } from '../fleet/Segment'
import { useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import { Charts } from './Charts'
import { Chooser } from './Chooser'
import { Columns } from './Columns'
import styles from './Compare.module.css'
import { Gaps } from './Gaps'
import { Legend } from './Legend'
import { modes, type Mode } from './modes'
import { useComparedBranches, useFollowing, useSides } from './useCompared'

export function CompareView() {
  const t = useText()
  const [mode, setMode] = useState<Mode>('aligned')
  // Charts this small cannot be read from the last row of a hall.
  const presenting = useStore(({ skin }) => skin.ui === 'present')
  const compared = useComparedBranches()
  const sides = useSides(compared, !presenting)
  useFollowing(compared)
  return (
    <section className={styles['view']} aria-label={t('compare.title')}>
      {!presenting && (
        <div className={styles['top']}>
          <Segment
            label={t('compare.modes')}
            choices={modes.map((id) => ({ id, words: t(`compare.mode.${id}`) }))}
            chosen={mode}
            onChoose={setMode}
          />
          <Chooser compared={compared} />
        </div>
      )}
      {compared.length < 2 ? (
        <p className={styles['alone']} role="status">
          {t('compare.alone')}
        </p>
      ) : (
        sides.length > 1 && (
          <>
            <Columns sides={sides} mode={mode} />
            <Legend sides={sides} />
            <Gaps sides={sides} />
            {!presenting && <Charts sides={sides} difference={mode === 'difference'} />}
          </>
        )
      )}
    </section>
  )
}

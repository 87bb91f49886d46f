/** The stack of the selected host, to scale, with its tree for the keyboard. */
import { useMemo, useState } from 'react'
import { SubjectLegend, subjectClass, subjectName, SubjectSwitch } from '../../fleet/SubjectLens'
import { useApp, useInterest, useStore } from '../../hooks/useApp'
import { useStacks } from '../../hooks/useStacks'
import { useText } from '../../hooks/useText'
import type { StageSide } from '../../stage'
import { StackPlot } from '../../stage/StackPlot'
import { StackTree } from '../../stage/StackTree'
import styles from './Inspect.module.css'

/** Workloads are things of their own; the other parts of a stack are only marked. */
const thing = /-\d+$/

export function HostStack({ host }: { readonly host: string }) {
  const t = useText()
  const { lab } = useApp()
  const hosts = useMemo(() => [host], [host])
  useInterest(
    'inspector',
    useMemo(() => ({ stacks: hosts }), [hosts]),
  )
  const [stack] = useStacks(hosts)
  const selected = useStore((state) => state.selection.selected[0] ?? null)
  const [region, setRegion] = useState<string | null>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const [subject, setSubject] = useState(false)
  if (stack === undefined) return <div className={styles['stack']} />
  const count = stack.members.state.length
  const side: StageSide = {
    id: 'A',
    title: host,
    subtitle: t(`catalog.kernel.${stack.hostKernel}`),
    stack,
    count: {
      value: count,
      caption: t('run.count', { n: count }),
      detail: t('run.count-detail', { units: stack.units.count }),
      use: null,
    },
    closeUp: true,
    panic: null,
    ...(subject ? { nameOf: (layer) => subjectName(t, layer) } : {}),
  }
  const select = (id: string | null) => {
    if (id !== null && thing.test(id)) lab.select(id)
    else setRegion(id)
  }
  const marked = region ?? selected
  return (
    <>
      <div className={`${styles['stack'] ?? ''} ${subject ? subjectClass : ''}`}>
        <StackTree side={side} selected={marked} onSelect={select} onFocusRegion={setFocused} />
        <StackPlot side={side} selected={marked} focused={focused} reasons={noReasons} onSelect={select} />
      </div>
      <SubjectSwitch on={subject} onChange={setSubject} />
      {subject && <SubjectLegend stack={stack} />}
    </>
  )
}

const noReasons = [] as const

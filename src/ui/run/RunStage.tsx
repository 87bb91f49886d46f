/** The hosts of a run on the stage, each with the switch that panics its kernel. */
import { useMemo } from 'react'
import type { StackView } from '../../sim'
import { useText, type TextFunction } from '../hooks/useText'
import { usePanic, type Panic, type PanicSide } from '../hooks/usePanic'
import { useApp, useStore } from '../hooks/useApp'
import { useStacks } from '../hooks/useStacks'
import { StackStage, type StageSide } from '../stage'

const letters = ['A', 'B'] as const

export function RunStage({ hosts }: { readonly hosts: readonly string[] }) {
  const t = useText()
  const { store } = useApp()
  const switches = useMemo(() => hosts.map(switchOf), [hosts])
  const panic = usePanic(switches)
  const selected = useStore((state) => state.selection.selected[0] ?? null)
  const stacks = useStacks(hosts)
  if (stacks.length === 0) return null
  return (
    <StackStage
      sides={stacks.map((stack, at) => sideOf(stack, at, panic, t))}
      selected={selected}
      onSelect={(id) => store.change('selection', { selected: id === null ? [] : [id] })}
    />
  )
}

function switchOf(host: string, at: number): PanicSide {
  return { id: letters[at] ?? 'A', panic: { name: 'kernel.panic', args: { kernel: host } } }
}

function sideOf(stack: StackView, at: number, panic: Panic, t: TextFunction): StageSide {
  const side = switchOf(stack.host, at)
  const { id } = side
  const panicked = stack.hostKernelState !== 'running'
  return {
    id,
    title: stack.host,
    subtitle: t(`catalog.kernel.${stack.hostKernel}`),
    stack,
    count: {
      value: stack.members.state.length,
      caption: t('run.count', { n: stack.members.state.length }),
      detail: t('run.count-detail', { units: stack.units.count }),
      use: null,
    },
    closeUp: true,
    panic: {
      label: t('run.panic'),
      total: stack.members.state.length,
      preview: panicked ? null : (panic.victims(id)?.length ?? null),
      done: panicked ? stack.members.state.reduce((sum, state) => sum + (state === 0 ? 0 : 1), 0) : null,
      victims: panic.previewed(id) ? panic.victims(id) : null,
      disabled: panicked,
      onPanic: () => panic.pull(side),
      onPreview: (on) => panic.preview(side, on),
    },
  }
}

/** The hosts of a run on the stage, each with the switch that panics its kernel. */
import type { StackView } from '../../sim'
import { useText, type TextFunction } from '../hooks/useText'
import { usePanic, type Panic } from '../hooks/usePanic'
import { useApp, useStore } from '../hooks/useApp'
import { useStacks } from '../hooks/useStacks'
import { StackStage, type StageSide } from '../stage'

const letters = ['A', 'B'] as const

export function RunStage({ hosts }: { readonly hosts: readonly string[] }) {
  const t = useText()
  const { store } = useApp()
  const panic = usePanic()
  const selected = useStore((state) => state.selection.selected[0] ?? null)
  const stacks = useStacks(hosts)
  if (stacks.length === 0) return null
  return (
    <StackStage
      sides={stacks.map((stack, at) => sideOf(stack, letters[at] ?? 'A', panic, t))}
      selected={selected}
      onSelect={(id) => store.change('selection', { selected: id === null ? [] : [id] })}
    />
  )
}

function sideOf(stack: StackView, id: 'A' | 'B', panic: Panic, t: TextFunction): StageSide {
  const side = { id, panic: { name: 'kernel.panic', args: { kernel: stack.host } } }
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
    panic: {
      label: t('run.panic'),
      total: stack.members.state.length,
      preview: panic.previewed(id) && !panicked ? (panic.victims(id)?.length ?? null) : null,
      done: panicked ? stack.members.state.reduce((sum, state) => sum + (state === 0 ? 0 : 1), 0) : null,
      victims: panic.previewed(id) ? panic.victims(id) : null,
      disabled: panicked,
      onPanic: () => panic.pull(side),
      onPreview: (on) => panic.preview(side, on),
    },
  }
}

/** A workload or the VM around it: its state, what it wanted and received, and what can happen to it. */
import { RotateCcw, Trash2, Zap } from 'lucide-react'
import { useApp, useTopology } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import { hasText } from '../../../i18n/text'
import type { Tone } from '../StatusGlyph'
import { numberIn, useFields, wordIn } from '../useFields'
import { BreakButton, DoButton } from './Actions'
import { AllValues } from './AllValues'
import { Decisions, WhyButton } from './Decisions'
import styles from './Inspect.module.css'
import { LifeSection } from './LifeSection'
import type { InspectorProps } from './InspectorPanel'
import { MoveTo } from './MoveTo'
import { CpuShare, Values } from './Share'
import { ThingHead } from './ThingHead'

const tones: Readonly<Record<string, Tone>> = {
  running: 'ok',
  pending: 'warn',
  paused: 'warn',
  crashed: 'critical',
  panicked: 'critical',
}

export function WorkloadInspector({ found, readOnly }: InspectorProps) {
  const t = useText()
  const formats = useFormats()
  const table = found.type === 'kernel' ? 'kernels' : 'workloads'
  const vm = useVm(found)
  const fields = useFields(table, found.name)
  const state = wordIn(fields, table, 'state')
  const stateKey = `state.${table}.${state}`
  const memory = numberIn(fields, found.type === 'kernel' ? 'vms' : 'workloads', 'memoryMiB')
  const status = hasText(stateKey) ? { tone: tones[state] ?? 'off', words: t(stateKey) } : null
  return (
    <>
      <ThingHead found={found} status={status} />
      {!readOnly && found.type === 'workload' && <WorkloadActions found={found} vm={vm} />}
      {!readOnly && found.type === 'kernel' && <KernelActions found={found} {...{ vm, state }} />}
      <CpuShare
        wanted={numberIn(fields, 'workloads', 'demandMillicores')}
        received={numberIn(fields, 'workloadCpu', 'grantedMillicores')}
      />
      {memory !== null && memory > 0 && (
        <Values values={[{ label: t('lab.memory'), value: formats.mib(memory) }]} />
      )}
      <LifeSection found={found} readOnly={readOnly} />
      <Decisions name={found.name} />
      {!readOnly && <AllValues table={table} name={found.name} />}
    </>
  )
}

/** The VM that it is, or is alone in charge of; null for what has none. */
function useVm({ name, type, group, unit }: InspectorProps['found']): string | null {
  const isVm = useTopology()?.groups.find((one) => one.name === group)?.kind === 'vm'
  if (!isVm) return null
  return type === 'kernel' ? name : unit === '' ? null : unit
}

interface ActionsProps {
  readonly found: InspectorProps['found']
  readonly vm: string | null
}

function WorkloadActions({ found, vm }: ActionsProps) {
  const { name, path } = found
  const t = useText()
  const { lab } = useApp()
  const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const
  const remove = async () => {
    const refusal = await lab.perform({ name: 'workload.remove', args: { workload: name } })
    if (refusal === null) lab.select(null)
  }
  return (
    <div className={styles['actions']}>
      <WhyButton name={name} />
      <MoveTo workload={name} vm={vm} path={path} />
      <BreakButton
        command={{ name: 'process.crash', args: { workload: name } }}
        icon={<Zap {...icon} />}
        words={t('lab.crash')}
      />
      <button type="button" className="button" onClick={() => void remove()}>
        <Trash2 {...icon} />
        <span>{t('lab.remove')}</span>
      </button>
    </div>
  )
}

function KernelActions({ found, vm, state }: ActionsProps & { readonly state: string }) {
  const { name: kernel, path } = found
  const t = useText()
  const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const
  return (
    <div className={styles['actions']}>
      <WhyButton name={kernel} />
      {vm !== null && <MoveTo workload={null} vm={vm} path={path} />}
      {state === 'panicked' ? (
        <DoButton
          command={{ name: 'kernel.reboot', args: { kernel } }}
          icon={<RotateCcw {...icon} />}
          words={t('lab.reboot')}
        />
      ) : (
        <BreakButton
          command={{ name: 'kernel.panic', args: { kernel } }}
          icon={<Zap {...icon} />}
          words={t('lab.panic')}
        />
      )}
    </div>
  )
}

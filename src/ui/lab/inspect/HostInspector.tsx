/** A host: its stack to scale, what it was asked for and gave, and what can happen to it. */
import { Power, RotateCcw, Wrench, Zap } from 'lucide-react'
import { useMemo } from 'react'
import { useFrame } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import { hostStateAt } from '../fleet-rows'
import type { Tone } from '../StatusGlyph'
import { numberIn, useFields, wordIn, type Fields } from '../useFields'
import { BreakButton, DoButton } from './Actions'
import { AllValues } from './AllValues'
import { Decisions, WhyButton } from './Decisions'
import { HostStack } from './HostStack'
import styles from './Inspect.module.css'
import type { InspectorProps } from './InspectorPanel'
import { RemoveHost } from './RemoveHost'
import { CpuShare, Values, type Value } from './Share'
import { ThingHead } from './ThingHead'

export function HostInspector({ found, readOnly }: InspectorProps) {
  const t = useText()
  const host = found.name
  const fields = useFields('hosts', host)
  const kernel = wordIn(useFields('kernels', host), 'kernels', 'state')
  const status = useHostStatus(found.host, kernel)
  const units = numberIn(fields, 'hostUnits', 'count') ?? 0
  return (
    <>
      <ThingHead found={found} status={status} detail={t('lab.units', { n: units })} />
      <HostStack host={host} />
      {!readOnly && (
        <HostActions host={host} off={wordIn(fields, 'hosts', 'power') === 'off'} kernel={kernel} />
      )}
      <CpuShare
        wanted={numberIn(fields, 'hostCpu', 'demandMillicores')}
        received={numberIn(fields, 'hostCpu', 'usedMillicores')}
      />
      <Values values={useHostValues(fields)} />
      <Decisions name={host} />
      {!readOnly && <AllValues table="hosts" name={host} />}
    </>
  )
}

function useHostStatus(at: number, kernel: string): { readonly tone: Tone; readonly words: string } | null {
  const t = useText()
  const state = useFrame((frame) => hostStateAt(frame.fleet, at))
  if (kernel === 'panicked') return { tone: 'critical', words: t('state.kernels.panicked') }
  return state === null ? null : { tone: state, words: t(`lab.state.${state}`) }
}

function useHostValues(fields: Fields): readonly Value[] {
  const t = useText()
  const formats = useFormats()
  const memory = numberIn(fields, 'hosts', 'memoryMiB')
  const used = numberIn(fields, 'hostMemory', 'usedMiB')
  const reserve = numberIn(fields, 'hosts', 'reserveMiB')
  const cores = numberIn(fields, 'hosts', 'cores')
  const given = numberIn(fields, 'hostCpu', 'usedMillicores')
  return useMemo(() => {
    if (memory === null || used === null || reserve === null || cores === null) return []
    const usable = memory - reserve
    return [
      {
        label: t('lab.memory'),
        value: t('lab.of', { part: formats.mib(used), whole: formats.mib(usable) }),
      },
      {
        label: t('lab.cpu-used'),
        value: t('lab.cores-of', { part: formats.number((given ?? 0) / 1000, { digits: 1 }), whole: cores }),
      },
    ]
  }, [t, formats, memory, used, reserve, cores, given])
}

interface HostActionsProps {
  readonly host: string
  readonly off: boolean
  readonly kernel: string
}

function HostActions({ host, off, kernel }: HostActionsProps) {
  const t = useText()
  const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const
  return (
    <>
      {off ? (
        <DoButton
          command={{ name: 'host.repair', args: { host } }}
          icon={<Wrench {...icon} />}
          words={t('lab.repair-host', { host })}
        />
      ) : (
        <BreakButton
          always
          command={{ name: 'host.fail', args: { host } }}
          icon={<Power {...icon} />}
          words={t('lab.fail-host', { host })}
        />
      )}
      <div className={styles['actions']}>
        <WhyButton name={host} />
        {kernel === 'panicked' ? (
          <DoButton
            command={{ name: 'kernel.reboot', args: { kernel: host } }}
            icon={<RotateCcw {...icon} />}
            words={t('lab.reboot')}
          />
        ) : (
          !off && (
            <BreakButton
              command={{ name: 'kernel.panic', args: { kernel: host } }}
              icon={<Zap {...icon} />}
              words={t('lab.panic')}
            />
          )
        )}
        <RemoveHost host={host} />
      </div>
    </>
  )
}

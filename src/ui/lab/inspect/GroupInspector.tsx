/** A group: how many run, where it stands, who shares with it, and what it can be told. */
import { useFormats, useText } from '../../hooks/useText'
import { useLook } from '../../hooks/useLook'
import { useApp, useStore } from '../../hooks/useApp'
import { GroupDetails } from '../build/GroupDetails'
import { Counter } from '../Counter'
import { healthOf, type GroupHealth } from '../fleet-rows'
import type { Tone } from '../StatusGlyph'
import { useGroupRows, useSpread } from '../useFleet'
import { AllValues } from './AllValues'
import { Decisions, WhyButton } from './Decisions'
import styles from './Inspect.module.css'
import type { InspectorProps } from './InspectorPanel'
import { Nature } from './Nature'
import { CpuShare, Values, type Value } from './Share'
import { ThingHead } from './ThingHead'

const mostWorkloads = 250_000
const pools = { look: 'pools' } as const
const tones: Readonly<Record<GroupHealth, Tone>> = {
  all: 'ok',
  some: 'warn',
  none: 'critical',
  empty: 'empty',
}

export function GroupInspector({ found, readOnly }: InspectorProps) {
  const t = useText()
  const formats = useFormats()
  const row = useGroupRows().find(({ name }) => name === found.name)
  const pool = useLook(pools)?.pools.find(({ group }) => group === found.name)
  const hosts = useSpread()?.get(found.name)
  const { lab } = useApp()
  const built = useStore((state) => state.view.left && !state.skin.hide.includes('build'))
  if (row === undefined) return null
  const count = row.count ?? 0
  const words = t('lab.running-count', { running: row.running, count })
  const entitled = pool?.entitledMillicores
  const values: readonly Value[] = [
    { label: t('lab.kind'), value: t(`lab.kind.${row.kind}`) },
    ...(row.tenant === '' ? [] : [{ label: t('lab.tenant'), value: row.tenant }]),
    ...(pool === undefined ? [] : [{ label: t('lab.memory'), value: formats.mib(pool.memoryMiB) }]),
    ...(entitled === undefined
      ? []
      : [
          {
            label: t('lab.entitled'),
            value: t('lab.cores', { cores: formats.number(entitled / 1000, { digits: 1 }) }),
          },
        ]),
  ]
  return (
    <>
      <ThingHead found={found} status={{ tone: tones[healthOf(row)], words }} />
      {!readOnly && (
        <div className={styles['actions']}>
          <WhyButton name={row.name} />
          <Counter
            label={row.name}
            value={row.count}
            most={mostWorkloads}
            onChange={(wanted) =>
              void lab.perform({ name: 'group.scale', args: { group: row.name, count: wanted } })
            }
          />
        </div>
      )}
      {hosts !== undefined && hosts.length > 0 && <Places hosts={hosts} />}
      <CpuShare wanted={pool?.demandMillicores ?? null} received={pool?.usedMillicores ?? null} />
      <Values values={values} />
      {!readOnly && !built && <GroupDetails row={row} />}
      {!readOnly && <Nature key={row.name} group={row.name} />}
      <Decisions name={row.name} />
      {!readOnly && <AllValues table="workloadGroups" name={row.name} />}
    </>
  )
}

function Places({ hosts }: { readonly hosts: readonly string[] }) {
  const t = useText()
  const { lab } = useApp()
  return (
    <section className={styles['section']}>
      <h3>{t('lab.runs-on', { n: hosts.length })}</h3>
      <p className={styles['names']}>
        {hosts.map((host) => (
          <button key={host} type="button" className="chip" onClick={() => lab.select(host)}>
            {host}
          </button>
        ))}
      </p>
    </section>
  )
}

/** The life of a workload: its states in the words of everybody who has a say, the way it took, and where it can go. */
import { useMemo } from 'react'
import type { LifeView, NamedFact, WhereView } from '../../../sim'
import { isOfLife, machines, stateAfter, waysTaken, type Machine } from '../../../viz/states'
import { useFrame } from '../../hooks/useApp'
import { useLook } from '../../hooks/useLook'
import { useFormats, useText } from '../../hooks/useText'
import styles from './Life.module.css'
import { LifeMachine } from './LifeMachine'
import { LifeWays } from './LifeWays'
import { commandOf, presentState, snapshotNameAt, waysOut, type LifeSubject } from './life'

/** Facts that are asked for: many of them are about load, not about life. */
const asked = 50
const told = 12
const noFacts: readonly NamedFact[] = []

interface LifeSectionProps {
  readonly found: NonNullable<WhereView['found']>
  readonly readOnly: boolean
}

export function LifeSection({ found, readOnly }: LifeSectionProps) {
  const t = useText()
  const look = useMemo(() => ({ look: 'life', name: found.name }) as const, [found.name])
  const view = useLook(look)
  const now = useFrame((frame) => frame.now)
  // Kernels of hosts and of sandboxes have no life of this kind.
  if (view === null || view.workload === '') return null
  const kernel = found.type === 'kernel'
  const subject = {
    workload: kernel ? '' : found.name,
    kernel: kernel ? found.name : found.unit,
    snapshot: snapshotNameAt(now),
  }
  const shown = machinesOf(view).filter(({ id }) => id === 'vm' || !kernel)
  const { phase } = view
  return (
    <section className={styles['life']} aria-label={t('life.title')}>
      <h3>{t('life.title')}</h3>
      {phase !== null && (
        <p className={styles['phase']} role="status">
          {t('life.phase', { phase: t(`starts-view.phase.${phase}`) })}
        </p>
      )}
      {shown.map((machine) => (
        <OneMachine key={machine.id} {...{ machine, view, subject, readOnly }} />
      ))}
      {shown.length === 0 && <History name={found.name} machine={null} />}
      <Words view={view} />
      {!readOnly && <Others {...{ view, subject, shown }} />}
    </section>
  )
}

/** A container in a VM has two lives: its own, and that of the VM around it. */
function machinesOf({ libvirt, oci }: LifeView): readonly Machine[] {
  return [...(libvirt === null ? [] : [machines.vm]), ...(oci === null ? [] : [machines.container])]
}

interface OneMachineProps {
  readonly machine: Machine
  readonly view: LifeView
  readonly subject: LifeSubject
  readonly readOnly: boolean
}

function OneMachine({ machine, view, subject, readOnly }: OneMachineProps) {
  const t = useText()
  const name = machine.id === 'vm' ? subject.kernel : subject.workload
  const facts = useLifeFacts(name)
  const state = presentState(machine, view)
  const taken = useMemo(() => waysTaken(machine, facts), [machine, facts])
  const out = waysOut(machine, state, view.allowed)
  return (
    <div className={styles['machine']} role="group" aria-label={t(`life.machine.${machine.id}`)}>
      <p className={styles['caption']}>{t(`life.machine.${machine.id}`)}</p>
      <p className="visually-hidden">
        {t('life.summary', {
          name,
          state: state ?? t('life.unknown'),
          n: out.length,
          ways: out.map(({ command, to }) => t('life.way', { command, to: to ?? '' })).join(t('lab.list')),
        })}
      </p>
      <LifeMachine {...{ machine, state, taken, out }} starting={view.phase !== null} />
      {!readOnly && <LifeWays {...{ out, subject }} />}
      <History name={name} machine={machine} />
    </div>
  )
}

function useLifeFacts(name: string): readonly NamedFact[] {
  const look = useMemo(() => (name === '' ? null : ({ look: 'about', name, count: asked } as const)), [name])
  const facts = useLook(look)?.facts ?? noFacts
  return useMemo(() => facts.filter(isOfLife), [facts])
}

/** What happened to it, newest first, with the state each fact led to. */
function History({ name, machine }: { readonly name: string; readonly machine: Machine | null }) {
  const t = useText()
  const formats = useFormats()
  const facts = useLifeFacts(name)
  if (facts.length === 0) return null
  return (
    <details className={styles['history']}>
      <summary>{t('life.history', { n: facts.length })}</summary>
      <ol>
        {facts.slice(0, told).map((fact) => {
          const after = machine === null ? null : stateAfter(machine, fact)
          return (
            <li key={fact.ordinal}>
              <span>{formats.clock(fact.at)}</span>
              <span>{t(`fact.${fact.name}`, fact.args)}</span>
              <span>{after === null ? '' : t('life.to', { state: after })}</span>
            </li>
          )
        })}
      </ol>
      {facts.length > told && (
        <p className={styles['quiet']}>{t('life.earlier', { n: facts.length - told })}</p>
      )}
    </details>
  )
}

/** The same state as each tool would print it. */
function Words({ view }: { readonly view: LifeView }) {
  const t = useText()
  const rows = [
    { id: 'libvirt', value: view.libvirt },
    { id: 'nova', value: view.nova },
    { id: 'nova-task', value: view.novaTask },
    { id: 'oci', value: view.oci },
    { id: 'docker', value: view.docker },
    { id: 'cri', value: view.cri },
    { id: 'state', value: view.workload === '' ? null : view.workload },
    { id: 'uname', value: view.release === '' ? null : view.release },
  ] as const
  return (
    <dl className={styles['words']}>
      {rows.map(({ id, value }) =>
        value === null ? null : (
          <div key={id}>
            <dt>{t(`life.word.${id}`)}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ),
      )}
      {view.escape !== null && (
        <div>
          <dt>{t('life.word.escape')}</dt>
          <dd>{t(`life.escape.${view.escape}`)}</dd>
        </div>
      )}
    </dl>
  )
}

interface OthersProps {
  readonly view: LifeView
  readonly subject: LifeSubject
  readonly shown: readonly Machine[]
}

/** What is allowed now and leads to no other state: snapshots, or restarts of a process. */
function Others({ view, subject, shown }: OthersProps) {
  const drawn = new Set(
    shown.flatMap((machine) =>
      waysOut(machine, presentState(machine, view), view.allowed).map(({ command }) => command),
    ),
  )
  const rest = view.allowed.filter((name) => !drawn.has(name) && commandOf(name, subject) !== null)
  if (rest.length === 0) return null
  return (
    <LifeWays out={rest.map((command) => ({ command, to: null, way: -1, number: 0 }))} subject={subject} />
  )
}

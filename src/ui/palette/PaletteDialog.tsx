/** The command palette: verbs, things of the run, lessons, scenarios and settings, found by words of both languages. */
import { Command } from 'cmdk'
import { Dialog as Radix } from 'radix-ui'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { Found } from '../../sim'
import { useApp, useStore } from '../hooks/useApp'
import { useLook } from '../hooks/useLook'
import { useText } from '../hooks/useText'
import styles from './Palette.module.css'
import { findEntries } from './search'
import { useEntries, type Section } from './useEntries'

/** Things of the run that are listed at once. */
const mostFound = 8

export function PaletteDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const found = useThings(text)
  const target = useTarget(text, found[0] ?? null)
  const sections = useEntries(target)
  const shown = sections
    .map(({ id, entries }) => ({ id, entries: text === '' ? entries : findEntries(entries, text) }))
    .filter(({ entries }) => entries.length > 0)
  const [marked, setMarked] = useState('')
  // What is found comes a moment after what is typed: Enter takes the first of it all the same.
  const first = firstOf(found, shown)
  useEffect(() => setMarked(first), [first, text])
  const close = (run: () => void) => () => {
    onClose()
    run()
  }
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles['overlay']} />
        <Radix.Content className={styles['palette']} aria-describedby={undefined}>
          <Radix.Title className="visually-hidden">{t('palette.title')}</Radix.Title>
          <Command
            shouldFilter={false}
            label={t('palette.title')}
            loop
            value={marked}
            onValueChange={setMarked}
          >
            <Command.Input
              className={styles['input']}
              value={typed}
              onValueChange={setTyped}
              placeholder={t('palette.placeholder')}
            />
            <Command.List className={styles['list']}>
              <Command.Empty className={styles['empty']}>{t('palette.empty')}</Command.Empty>
              <Things found={found} onPick={close} />
              {shown.map((section) => (
                <Group key={section.id} section={section} onPick={close} />
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Hosts, groups, workloads … of the run by the last word typed; nothing until something is. */
function useThings(text: string): readonly Found[] {
  const name = text.split(/\s+/).at(-1) ?? ''
  const look = useMemo(
    () => (name === '' ? null : ({ look: 'find', text: name, count: mostFound } as const)),
    [name],
  )
  return useLook(look)?.found ?? []
}

/** What a command would be about: the thing whose name ends the words typed, else what is selected. */
function useTarget(text: string, named: Found | null): Pick<Found, 'name' | 'type'> | null {
  const selected = useStore((state) => state.selection.selected[0] ?? null)
  const look = useMemo(
    () => (selected === null ? null : ({ look: 'where', name: selected } as const)),
    [selected],
  )
  const where = useLook(look)?.found ?? null
  const isNamed = named !== null && text.endsWith(named.name)
  const target = isNamed ? named : where
  const name = target?.name ?? ''
  const type = target?.type ?? null
  return useMemo(() => (type === null ? null : { name, type }), [name, type])
}

function firstOf(found: readonly Found[], sections: readonly Section[]): string {
  const [thing] = found
  if (thing !== undefined) return valueOf(thing)
  const [section] = sections
  const [entry] = section?.entries ?? []
  return section === undefined || entry === undefined ? '' : `${section.id} ${entry.id}`
}

function valueOf({ type, name }: Pick<Found, 'type' | 'name'>): string {
  return `thing ${type} ${name}`
}

type Close = (run: () => void) => () => void

function Things({ found, onPick }: { readonly found: readonly Found[]; readonly onPick: Close }) {
  const t = useText()
  const { lab, store } = useApp()
  if (found.length === 0) return null
  return (
    <Command.Group heading={t('palette.section.things')} className={styles['group']}>
      {found.map(({ name, type, path }) => (
        <Command.Item
          key={`${type} ${name}`}
          value={valueOf({ name, type })}
          className={styles['item']}
          onSelect={onPick(() => {
            if (store.getState().view.stage !== 'table') lab.setStage('map')
            lab.select(name)
          })}
        >
          <span>{name}</span>
          <span className={styles['hint']}>{[t(`palette.type.${type}`), ...path].join(' · ')}</span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}

function Group({ section, onPick }: { readonly section: Section; readonly onPick: Close }) {
  const t = useText()
  return (
    <Command.Group heading={t(`palette.section.${section.id}`)} className={styles['group']}>
      {section.entries.map((entry) => (
        <Command.Item
          key={entry.id}
          value={`${section.id} ${entry.id}`}
          className={styles['item']}
          onSelect={onPick(entry.run)}
        >
          <span>{entry.title}</span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}

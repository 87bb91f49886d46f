/** The command palette: verbs, things of the run, lessons, scenarios and settings, found by words of both languages. */
import { Command } from 'cmdk'
import { Dialog as Radix } from 'radix-ui'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { Found } from '../../sim'
import { useApp } from '../hooks/useApp'
import { useLook } from '../hooks/useLook'
import { useText } from '../hooks/useText'
import styles from './Palette.module.css'
import { findEntries, type Entry } from './search'
import { useEntries, type Section } from './useEntries'

/** Things of the run that are listed at once. */
const mostFound = 8

export function PaletteDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const sections = useEntries()
  const found = useThings(text)
  const [marked, setMarked] = useState('')
  // What is found comes a moment after what is typed: Enter takes the first of it all the same.
  const first = found[0] === undefined ? null : valueOf(found[0])
  useEffect(() => {
    if (first !== null) setMarked(first)
  }, [first, text])
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
              {sections.map((section) => (
                <Group key={section.id} section={section} typed={text} onPick={close} />
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Hosts, groups, workloads … of the run by name; nothing until something is typed. */
function useThings(text: string): readonly Found[] {
  const look = useMemo(
    () => (text === '' ? null : ({ look: 'find', text, count: mostFound } as const)),
    [text],
  )
  return useLook(look)?.found ?? []
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

interface GroupProps {
  readonly section: Section
  readonly typed: string
  readonly onPick: Close
}

function Group({ section, typed, onPick }: GroupProps) {
  const t = useText()
  const entries = typed === '' ? section.entries : findEntries(section.entries, typed)
  if (entries.length === 0) return null
  return (
    <Command.Group heading={t(`palette.section.${section.id}`)} className={styles['group']}>
      {entries.map((entry: Entry) => (
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

/** Everything the palette offers besides the things of the run, with the words it is found by. */
import { useEffect, useMemo, useState } from 'react'
import { loadTexts } from '../../i18n/load'
import { locales, type Locale } from '../../i18n/locale'
import { hasText, text, type TextArguments } from '../../i18n/text'
import type { Found } from '../../sim'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import { actionsOn, lessonsOf, scenarios, settings, verbs, views, type Draft, type Moment } from './drafts'
import type { Entry } from './search'

export interface Section {
  readonly id: 'actions' | 'verbs' | 'views' | 'lessons' | 'scenarios' | 'settings'
  readonly entries: readonly Entry[]
}

/** Chinese text → the initials of its syllables; null until the dictionary is there. */
type Initials = (chinese: string) => string

/** `target`: the thing that commands would be about, if any. */
export function useEntries(target: Pick<Found, 'name' | 'type'> | null): readonly Section[] {
  const app = useApp()
  const locale = useStore((state) => state.settings.locale)
  const moment = useMoment()
  const words = useWords()
  return useMemo(() => {
    const entry = ({ id, key, args, run }: Draft): Entry => ({
      id,
      run,
      title: text(locale, key, args),
      words: words(key, args),
    })
    const { inLab } = moment
    return [
      { id: 'actions', entries: inLab && target !== null ? actionsOn(app, target).map(entry) : [] },
      { id: 'verbs', entries: verbs(app, moment).map(entry) },
      { id: 'views', entries: inLab ? views(app, moment).map(entry) : [] },
      { id: 'lessons', entries: lessonsOf(app).map(entry) },
      { id: 'scenarios', entries: scenarios(app).map(entry) },
      { id: 'settings', entries: settings(app, locale, moment).map(entry) },
    ]
  }, [app, locale, moment, words, target])
}

function useMoment(): Moment {
  const inLab = useStore((state) => state.run.route.page === 'lab')
  const canUndo = useFrame((frame) => frame.canUndo)
  const canRedo = useFrame((frame) => frame.canRedo)
  const end = useFrame((frame) => frame.end)
  const branch = useFrame((frame) => frame.branch)
  const branches = useFrame(
    (frame) => frame.branches,
    (a, b) => a.length === b.length,
  )
  return useMemo(
    () => ({ inLab, canUndo, canRedo, end, branch, branches }),
    [inLab, canUndo, canRedo, end, branch, branches],
  )
}

/** The words of a key in every language at hand, other words for it, and the initials of the Chinese ones. */
function useWords(): (key: string, args?: TextArguments) => readonly string[] {
  const [known, setKnown] = useState<readonly Locale[]>([])
  const [initials, setInitials] = useState<{ readonly of: Initials } | null>(null)
  useEffect(() => {
    let wanted = true
    // Without the network the palette still knows the language that is shown.
    void Promise.all(locales.map((one) => loadTexts(one)))
      .then(() => wanted && setKnown(locales))
      .catch(() => undefined)
    void import('./initials')
      .then(({ initialsOf }) => wanted && setInitials({ of: initialsOf }))
      .catch(() => undefined)
    return () => {
      wanted = false
    }
  }, [])
  const locale = useStore((state) => state.settings.locale)
  return useMemo(() => {
    const spoken = known.length === 0 ? [locale] : known
    return (key, args) => {
      const others = `palette.also.${key}`
      const titles = spoken.flatMap((one) => [
        text(one, key, args),
        ...(hasText(others) ? [text(one, others)] : []),
      ])
      const short = titles
        .filter((title) => /\p{Script=Han}/u.test(title))
        .map((title) => initials?.of(title) ?? '')
      return [...titles, ...short.filter((one) => one !== ''), key]
    }
  }, [known, initials, locale])
}

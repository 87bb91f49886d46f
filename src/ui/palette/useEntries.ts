/** Everything the palette offers besides the things of the run, with the words it is found by. */
import { useEffect, useMemo, useState } from 'react'
import type { App } from '../../app/app'
import { routeTo } from '../../app/lessons'
import { themes } from '../../app/slices/settings'
import { loadTexts } from '../../i18n/load'
import { localeNames, locales, otherLocale, type Locale } from '../../i18n/locale'
import { text } from '../../i18n/text'
import { labScenarios, lenses, stages } from '../../sim'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import type { Entry } from './search'

export interface Section {
  readonly id: 'verbs' | 'views' | 'lessons' | 'scenarios' | 'settings'
  readonly entries: readonly Entry[]
}

/** Chinese text → the initials of its syllables; null until the dictionary is there. */
type Initials = (chinese: string) => string

interface Draft {
  readonly id: string
  /** The key of its words. */
  readonly key: string
  readonly run: () => void
}

export function useEntries(): readonly Section[] {
  const app = useApp()
  const locale = useStore((state) => state.settings.locale)
  const inLab = useStore((state) => state.run.route.page === 'lab')
  const canUndo = useFrame((frame) => frame.canUndo)
  const canRedo = useFrame((frame) => frame.canRedo)
  const words = useWords()
  return useMemo(() => {
    const entry = ({ id, key, run }: Draft): Entry => ({
      id,
      run,
      title: text(locale, key),
      words: words(key),
    })
    return [
      { id: 'verbs', entries: verbs(app, canUndo, canRedo).map(entry) },
      { id: 'views', entries: inLab ? views(app).map(entry) : [] },
      { id: 'lessons', entries: lessonsOf(app).map(entry) },
      { id: 'scenarios', entries: scenarios(app).map(entry) },
      { id: 'settings', entries: settings(app, locale).map(entry) },
    ]
  }, [app, locale, inLab, canUndo, canRedo, words])
}

/** The words of a key in every language at hand, and the initials of the Chinese ones. */
function useWords(): (key: string) => readonly string[] {
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
    return (key) => {
      const titles = spoken.map((one) => text(one, key))
      const short = titles
        .filter((title) => /\p{Script=Han}/u.test(title))
        .map((title) => initials?.of(title) ?? '')
      return [...titles, ...short.filter((one) => one !== ''), key]
    }
  }, [known, initials, locale])
}

function verbs({ playback, store }: App, canUndo: boolean, canRedo: boolean): readonly Draft[] {
  const dialog = (type: 'share' | 'keys' | 'recent' | 'glossary') => () => store.change('notice', { dialog: { type } })
  return [
    { id: 'play', key: 'palette.verb.play', run: playback.toggle },
    { id: 'event', key: 'timeline.forward', run: () => playback.step('event') },
    { id: 'decision', key: 'timeline.decision', run: () => playback.step('decision') },
    { id: 'back', key: 'timeline.back', run: () => playback.step('back') },
    { id: 'start', key: 'timeline.to-start', run: playback.toStart },
    { id: 'end', key: 'palette.verb.end', run: playback.toBarrier },
    ...(canUndo ? [{ id: 'undo', key: 'run.undo', run: playback.undo }] : []),
    ...(canRedo ? [{ id: 'redo', key: 'run.redo', run: playback.redo }] : []),
    { id: 'share', key: 'share.title', run: dialog('share') },
    { id: 'recent', key: 'palette.verb.recent', run: dialog('recent') },
    { id: 'glossary', key: 'glossary.title', run: dialog('glossary') },
    { id: 'keys', key: 'keys.title', run: dialog('keys') },
  ]
}

function views({ lab, store }: App): readonly Draft[] {
  return [
    ...stages.map((stage) => ({
      id: `stage ${stage}`,
      key: `palette.stage.${stage}`,
      run: () => lab.setStage(stage),
    })),
    ...lenses.map((lens) => ({
      id: `lens ${lens}`,
      key: `palette.lens.${lens}`,
      run: () => lab.setLens(lens),
    })),
    {
      id: 'hot',
      key: 'palette.verb.hot',
      run: () => store.change('view', { hot: !store.getState().view.hot }),
    },
    { id: 'fit', key: 'palette.verb.fit', run: () => store.change('view', { camera: null }) },
  ]
}

function lessonsOf({ lessons, opening }: App): readonly Draft[] {
  return lessons.map((lesson) => ({
    id: lesson.id,
    key: `palette.lesson.${lesson.number}`,
    run: () => void opening.go(routeTo(lesson)),
  }))
}

function scenarios({ opening }: App): readonly Draft[] {
  return labScenarios.map((id) => ({
    id,
    key: `scenario.${id}.title`,
    run: () => void opening.go({ page: 'lab', id }),
  }))
}

function settings(app: App, locale: Locale): readonly Draft[] {
  const other = otherLocale(locale)
  return [
    ...themes.map((theme) => ({
      id: `theme ${theme}`,
      key: `palette.theme.${theme}`,
      run: () => app.changeSettings({ theme }),
    })),
    { id: localeNames[other], key: 'palette.language', run: () => void app.changeLocale(other) },
    { id: 'learn', key: 'palette.page.learn', run: () => void app.opening.go({ page: 'learn' }) },
    { id: 'models', key: 'palette.page.models', run: () => void app.opening.go({ page: 'models' }) },
  ]
}

/** The frame of the page: header, messages, the page that the route names, and what may lie above it. */
import { useEffect, type DragEvent } from 'react'
import type { App as Parts } from '../app/app'
import { droppedFiles } from '../app/dropping'
import { interestOf } from '../app/lessons'
import { LocaleContext, useText } from './hooks/useText'
import styles from './App.module.css'
import { Dialogs } from './dialogs/Dialogs'
import { LessonLiveRegion } from './facts/LiveRegion'
import { Header } from './header/Header'
import { AppProvider, useApp, useStore } from './hooks/useApp'
import { useKeys } from './hooks/useKeys'
import { useLesson } from './hooks/useLesson'
import {
  BeatBar,
  CataloguePage,
  HostLesson,
  LabPage,
  LearnPage,
  ModelsPage,
  SafeScreen,
  TextbookPage,
  ValidationPage,
} from './lazyPages'
import { LessonPage } from './lesson/LessonPage'
import { Boundary } from './notices/Boundary'
import { CrashScreen } from './notices/CrashScreen'
import { Notices } from './notices/Notices'

export function App({ app }: { readonly app: Parts }) {
  return (
    <AppProvider value={app}>
      <Localised />
    </AppProvider>
  )
}

function Localised() {
  const locale = useStore((state) => state.settings.locale)
  useDocument()
  return (
    <LocaleContext value={locale}>
      <Frame />
    </LocaleContext>
  )
}

function Frame() {
  const { opening } = useApp()
  useKeys()
  const page = useStore((state) => state.run.route.page)
  const ui = useStore((state) => state.skin.ui)
  const drop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void droppedFiles(event.dataTransfer).then((files) => opening.openFiles(files))
  }
  return (
    <div
      className={styles['frame']}
      data-page={page}
      data-ui={ui}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <Top />
      <Notices />
      <Guarded />
      <Dialogs />
    </div>
  )
}

function Top() {
  const presenting = useStore((state) => state.skin.ui === 'present')
  const hidden = useStore((state) => state.skin.hide.includes('header'))
  if (presenting) return <BeatBar />
  return hidden ? null : <Header />
}

/** The page, and after a mistake in it the crash screen; a new run or another page starts afresh. */
function Guarded() {
  const { reportMistake } = useApp()
  const start = useStore(({ run }) => `${run.epoch} ${run.status} ${run.route.page}`)
  return (
    <Boundary key={start} onError={(error) => void reportMistake(error)}>
      <Page />
    </Boundary>
  )
}

function Page() {
  const t = useText()
  const { client } = useApp()
  const status = useStore((state) => state.run.status)
  const route = useStore((state) => state.run.route)
  const epoch = useStore((state) => state.run.epoch)
  const isLab = useStore((state) => state.run.scenario !== null)
  const lesson = useLesson()
  useEffect(() => {
    if (lesson !== null) client.watch(interestOf(lesson))
  }, [client, lesson, epoch])
  if (status === 'crashed') return <CrashScreen />
  if (status === 'safe') return <SafeScreen />
  if (route.page === 'learn') return <LearnPage />
  if (route.page === 'models') return <ModelsPage />
  if (route.page === 'validation') return <ValidationPage />
  if (route.page === 'catalogue') return <CataloguePage />
  if (route.page === 'textbook') return <TextbookPage />
  if (status === 'open' && lesson?.stage !== undefined) return <HostLesson key={epoch} lesson={lesson} />
  if (status === 'open' && lesson !== null) {
    return (
      <>
        <LessonPage key={epoch} lesson={lesson} />
        <LessonLiveRegion lesson={lesson} />
      </>
    )
  }
  if (status === 'open' && isLab) return <LabPage key={epoch} />
  return (
    <main className={styles['waiting']} aria-busy="true">
      <p>{t('app.opening')}</p>
    </main>
  )
}

/** The language and theme of the whole document follow the settings. */
function useDocument(): void {
  const locale = useStore((state) => state.settings.locale)
  const theme = useStore((state) => state.settings.theme)
  const skin = useStore((state) => state.skin.ui)
  useEffect(() => {
    document.documentElement.dataset['skin'] = skin
  }, [skin])
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset['theme']
    else dataset['theme'] = theme
  }, [theme])
}

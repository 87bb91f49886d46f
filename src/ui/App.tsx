/** The frame of the page: header, messages, the page that the route names, and what may lie above it. */
import { useEffect, type DragEvent } from 'react'
import type { App as Parts } from '../app/app'
import { interestOf } from '../app/lessons'
import { LocaleContext, useText } from './hooks/useText'
import styles from './App.module.css'
import { Dialogs } from './dialogs/Dialogs'
import { LessonLiveRegion } from './facts/LiveRegion'
import { Header } from './header/Header'
import { AppProvider, useApp, useStore } from './hooks/useApp'
import { useKeys } from './hooks/useKeys'
import { useLesson } from './hooks/useLesson'
import { LearnPage, ModelsPage, RunPage } from './lazyPages'
import { LessonPage } from './lesson/LessonPage'
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
  const drop = (event: DragEvent) => {
    const [file] = event.dataTransfer.files
    if (file === undefined) return
    event.preventDefault()
    void opening.openFile(file)
  }
  return (
    <div className={styles['frame']} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <Header />
      <Notices />
      <Page />
      <Dialogs />
    </div>
  )
}

function Page() {
  const t = useText()
  const { client } = useApp()
  const status = useStore((state) => state.run.status)
  const route = useStore((state) => state.run.route)
  const epoch = useStore((state) => state.run.epoch)
  const scenario = useStore((state) => state.run.scenario)
  const lesson = useLesson()
  useEffect(() => {
    if (lesson !== null) client.watch(interestOf(lesson))
  }, [client, lesson, epoch])
  if (status === 'crashed') return <CrashScreen />
  if (route.page === 'learn') return <LearnPage />
  if (route.page === 'models') return <ModelsPage />
  if (status === 'open' && lesson !== null) {
    return (
      <>
        <LessonPage key={epoch} lesson={lesson} />
        <LessonLiveRegion lesson={lesson} />
      </>
    )
  }
  if (status === 'open' && scenario !== null) return <RunPage key={epoch} scenario={scenario} />
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
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset['theme']
    else dataset['theme'] = theme
  }, [theme])
}

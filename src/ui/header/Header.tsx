/** The bar at the top: where the reader is, and what is the same on every page. */
import {
  BookOpen,
  EllipsisVertical,
  FlaskConical,
  FolderOpen,
  GraduationCap,
  Moon,
  Presentation,
  Search,
  Share,
  Sigma,
  Sun,
} from 'lucide-react'
import { Suspense, useState } from 'react'
import { isReading } from '../../app/router'
import type { Theme } from '../../app/slices/settings'
import { localeNames, otherLocale } from '../../i18n/locale'
import { useText } from '../hooks/useText'
import { RouteLink } from '../common/RouteLink'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import { useLesson } from '../hooks/useLesson'
import { useMedia, usePhone } from '../hooks/useMedia'
import { Beats } from '../lesson/Beats'
import { later } from '../later'
import styles from './Header.module.css'
import { Logo } from './Logo'
import { Title } from './Title'

const LabTitle = later(() => import('./LabTitle').then((module) => module.LabTitle))
const EditButtons = later(() => import('./EditButtons').then((module) => module.EditButtons))

export function Header() {
  const t = useText()
  const phone = usePhone()
  return (
    <header className={styles['header']}>
      <RouteLink to={{ page: 'lesson', id: null }} className={styles['brand']}>
        <Logo />
        <span className={phone ? 'visually-hidden' : undefined}>{t('app.name')}</span>
      </RouteLink>
      <PageTitle />
      {phone ? <PhoneTools /> : <Tools />}
    </header>
  )
}

function PageTitle() {
  const t = useText()
  const lesson = useLesson()
  const claimed = useFrame((frame) => frame.gates.length > 0 && frame.gates.every((gate) => !gate.shut))
  const route = useStore((state) => state.run.route)
  if (isReading(route)) return <Title title={t(`${route.page}.title`)} detail="" />
  if (lesson === null)
    return (
      <Suspense fallback={<Title title="" detail="" />}>
        <LabTitle />
      </Suspense>
    )
  // The name of a lesson gives its outcome away, so it waits for the claim.
  const name = claimed
    ? t('lesson.named', { number: lesson.number, name: t(`lesson.${lesson.id}.name`) })
    : t('lesson.numbered', { number: lesson.number, of: 12 })
  return <Title title={name} detail={t(`lesson.${lesson.id}.setting`)} />
}

function Tools() {
  const inLab = useStore((state) => state.run.scenario !== null)
  return (
    <div className={styles['tools']}>
      {inLab && (
        <Suspense fallback={null}>
          <EditButtons />
        </Suspense>
      )}
      <PageLinks />
      <OpenButton />
      <FindButton />
      <ShareButton />
      <LanguageButton />
      <ThemeButton />
    </div>
  )
}

function PhoneTools() {
  const t = useText()
  const [open, setOpen] = useState(false)
  const lesson = useLesson()
  return (
    <div className={styles['tools']}>
      {lesson !== null && <Beats small />}
      <LanguageButton />
      <button
        type="button"
        className={`button button-quiet ${styles['icon'] ?? ''}`}
        aria-label={t('header.more')}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <EllipsisVertical size={16} aria-hidden="true" />
      </button>
      {open && (
        <div className={styles['menu']} onClick={() => setOpen(false)} role="presentation">
          <PageLinks />
          <OpenButton />
          <FindButton />
          <ShareButton />
          <ThemeButton />
        </div>
      )}
    </div>
  )
}

/** The pages beside this one; an embedded Lab may leave the way to the Lab out. */
function PageLinks() {
  const t = useText()
  const page = useStore((state) => state.run.route.page)
  const noLab = useStore((state) => state.skin.hide.includes('lab'))
  return (
    <>
      {page !== 'learn' && <LessonsLink />}
      {page !== 'lab' && !noLab && (
        <RouteLink to={{ page: 'lab', id: null }} className="button button-quiet">
          <FlaskConical size={16} strokeWidth={1.5} aria-hidden="true" />
          <span>{t('header.lab')}</span>
        </RouteLink>
      )}
      {page !== 'models' && <ModelsLink />}
      {page !== 'textbook' && <TextbookLink />}
    </>
  )
}

/** The palette: everything by its name. */
function FindButton() {
  const t = useText()
  const { store } = useApp()
  return (
    <button
      type="button"
      className={`button ${styles['find'] ?? ''}`}
      aria-keyshortcuts="/"
      onClick={() => store.change('notice', { dialog: { type: 'palette' } })}
    >
      <Search size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>{t('header.find')}</span>
      <kbd>/</kbd>
    </button>
  )
}

/** Files and runs that are kept; a file may also be dropped anywhere on the page. */
function OpenButton() {
  const t = useText()
  const { store } = useApp()
  return (
    <button
      type="button"
      className="button button-quiet"
      title={t('header.open-hint')}
      onClick={() => store.change('notice', { dialog: { type: 'recent' } })}
    >
      <FolderOpen size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>{t('header.open')}</span>
    </button>
  )
}

function LessonsLink() {
  const t = useText()
  return (
    <RouteLink to={{ page: 'learn' }} className="button button-quiet">
      <BookOpen size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>{t('header.lessons')}</span>
    </RouteLink>
  )
}

function ModelsLink() {
  const t = useText()
  return (
    <RouteLink to={{ page: 'models' }} className="button button-quiet">
      <Sigma size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>{t('header.models')}</span>
    </RouteLink>
  )
}

function TextbookLink() {
  const t = useText()
  return (
    <RouteLink to={{ page: 'textbook' }} className="button button-quiet">
      <GraduationCap size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>{t('header.textbook')}</span>
    </RouteLink>
  )
}

function ShareButton() {
  const t = useText()
  const { store } = useApp()
  const open = useStore((state) => state.run.status === 'open' && !state.skin.hide.includes('share'))
  if (!open) return null
  return (
    <button
      type="button"
      className="button"
      onClick={() => store.change('notice', { dialog: { type: 'share' } })}
    >
      <Share size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>{t('header.share')}</span>
    </button>
  )
}

function LanguageButton() {
  const app = useApp()
  const other = otherLocale(useStore((state) => state.settings.locale))
  return (
    <button
      type="button"
      lang={other}
      className={`button ${styles['icon'] ?? ''}`}
      onClick={() => void app.changeLocale(other)}
    >
      {localeNames[other]}
    </button>
  )
}

type Shown = Exclude<Theme, 'system'>
const nextTheme: Readonly<Record<Shown, Shown>> = {
  light: 'dark',
  dark: 'projector',
  projector: 'light',
}

function ThemeButton() {
  const t = useText()
  const app = useApp()
  const chosen = useStore((state) => state.settings.theme)
  const dark = useMedia('(prefers-color-scheme: dark)')
  const theme = chosen === 'system' ? (dark ? 'dark' : 'light') : chosen
  const Icon = { light: Moon, dark: Presentation, projector: Sun }[theme]
  return (
    <button
      type="button"
      className={`button ${styles['icon'] ?? ''}`}
      aria-label={t('header.theme', { theme: t(`theme.${nextTheme[theme]}`) })}
      title={t('header.theme', { theme: t(`theme.${nextTheme[theme]}`) })}
      onClick={() => app.changeSettings({ theme: nextTheme[theme] })}
    >
      <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
    </button>
  )
}

/** What the colours of the map mean, in words, with the ends of the scale. */
import type { CSSProperties } from 'react'
import { hostStates, type FleetTopology } from '../../sim'
import { hatches, levelOf, rampColour } from '../../viz/fleet'
import type { ThemeName } from '../../viz/palette'
import { useStore } from '../hooks/useApp'
import { useMedia } from '../hooks/useMedia'
import { useFormats, useText } from '../hooks/useText'
import { tenantName } from '../pools/tenants'
import styles from './FleetView.module.css'
import type { FleetMap } from './map'
import { useMapValue } from './useMap'

/** Tenants named in the legend; all of them are in the table of pools. */
const mostTenants = 6
const stops = 9

interface LegendProps {
  readonly map: FleetMap
  readonly topology: FleetTopology
}

export function Legend({ map, topology }: LegendProps) {
  const t = useText()
  const lens = useStore((state) => state.view.lens)
  if (lens === 'tenant') return <Tenants topology={topology} />
  if (lens === 'state') return <States />
  return <Ramp map={map} words={t(`fleet.lens.${lens}`)} risk={lens === 'risk'} />
}

interface RampProps {
  readonly map: FleetMap
  readonly words: string
  readonly risk: boolean
}

function Ramp({ map, words, risk }: RampProps) {
  const t = useText()
  const formats = useFormats()
  const theme = useThemeName()
  // Said where hosts carry the bars it speaks of.
  const bars = useMapValue(map, (now) => levelOf(now.camera().k) === 'bars')
  const colours = Array.from({ length: stops }, (_, at) => rampColour(theme, at / (stops - 1)))
  return (
    <p className={styles['legend']}>
      {bars && <span className={styles['hint']}>{t('fleet.bars')}</span>}
      <span>{formats.percent(0)}</span>
      <span
        className={styles['ramp']}
        style={{ backgroundImage: `linear-gradient(90deg, ${colours.join(', ')})` }}
        aria-hidden="true"
      />
      <span>
        {risk ? t('fleet.risk-all', { share: formats.percent(1) }) : `${formats.percent(1)} ${words}`}
      </span>
    </p>
  )
}

function States() {
  const t = useText()
  const signs = ['✓', '!', '×', '–']
  return (
    <ul className={styles['legend']}>
      {hostStates.map((state, at) => (
        <li key={state}>
          <span className={styles['swatch']} data-state={state} aria-hidden="true" />
          <span aria-hidden="true">{signs[at]}</span> {t(`fleet.state.${state}`)}
        </li>
      ))}
    </ul>
  )
}

function Tenants({ topology }: { readonly topology: FleetTopology }) {
  const t = useText()
  const { tenants } = topology
  const more = tenants.length - mostTenants
  return (
    <ul className={styles['legend']}>
      {tenants.slice(0, mostTenants).map((tenant, at) => (
        <li key={tenant}>
          <span
            className={styles['swatch']}
            data-hatch={hatches[at % hatches.length]}
            style={{ '--fill': `var(--pool-${(at % 4) + 1})` } as CSSProperties}
            aria-hidden="true"
          />
          {tenantName(t, tenant)}
        </li>
      ))}
      {more > 0 && <li>{t('fleet.more-tenants', { n: more })}</li>}
    </ul>
  )
}

function useThemeName(): ThemeName {
  const theme = useStore((state) => state.settings.theme)
  const present = useStore((state) => state.skin.ui === 'present')
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  if (present || theme === 'projector') return 'projector'
  return theme === 'dark' || (theme === 'system' && systemDark) ? 'dark' : 'light'
}

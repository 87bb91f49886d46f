/** Builds an address for a slide, a course page or a talk: each parameter that the page understands has a control. */
import { useId, useState, type ReactNode } from 'react'
import { addressFor, frameHeights, frameSnippet, plainAddress, type AddressChoices } from '../../../app/embed'
import { longestLink } from '../../../app/link'
import { themes } from '../../../app/slices/settings'
import { hideable, skins, type Hideable } from '../../../app/slices/skin'
import { localeNames, locales } from '../../../i18n/locale'
import { useApp, useStore } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import dialog from '../Dialog.module.css'
import { CopyButtons } from './CopyButtons'
import styles from './Share.module.css'
import type { Shared } from './useShared'

export function AddressTab({ shared }: { readonly shared: Shared }) {
  const t = useText()
  const { address } = useApp()
  const route = useStore((state) => state.run.route)
  const fieldId = useId()
  const [choices, setChoices] = useState<AddressChoices>({
    ui: 'embed',
    hide: [],
    theme: 'system',
    lang: '',
    keys: true,
  })
  const [height, setHeight] = useState<(typeof frameHeights)[number]>(600)
  const plain = plainAddress(route)
  const [opens, setOpens] = useState<'moment' | 'start'>('moment')
  const fromStart = plain !== null && (opens === 'start' || shared.text.length >= longestLink)
  const change = (values: Partial<AddressChoices>) => setChoices({ ...choices, ...values })
  const whole = addressFor(address.base(), choices, fromStart ? { query: plain } : { text: shared.text })
  const title = shared.link.scenario.title ?? t('app.name')
  return (
    <>
      <p>{t('share.address.about')}</p>
      <div className={styles['grid']}>
        <Choice label={t('share.address.ui')}>
          <Select
            value={choices.ui}
            options={skins.map((skin) => [skin, t(`share.address.ui.${skin}`)])}
            onChange={(value) => change({ ui: skins.find((skin) => skin === value) ?? 'full' })}
          />
        </Choice>
        {plain !== null && (
          <Choice label={t('share.address.opens')}>
            <Select
              value={fromStart ? 'start' : 'moment'}
              options={[
                ['moment', t('share.address.opens.moment')],
                ['start', t('share.address.opens.start')],
              ]}
              onChange={(value) => setOpens(value === 'start' ? 'start' : 'moment')}
            />
          </Choice>
        )}
        <Choice label={t('share.address.theme')}>
          <Select
            value={choices.theme}
            options={themes.map((theme) => [theme, t(`share.address.theme.${theme}`)])}
            onChange={(value) => change({ theme: themes.find((theme) => theme === value) ?? 'system' })}
          />
        </Choice>
        <Choice label={t('share.address.lang')}>
          <Select
            value={choices.lang}
            options={[
              ['', t('share.address.lang.any')],
              ...locales.map((one): readonly [string, string] => [one, localeNames[one]]),
            ]}
            onChange={(lang) => change({ lang })}
          />
        </Choice>
        <Choice label={t('share.address.height')}>
          <Select
            value={String(height)}
            options={frameHeights.map((one) => [String(one), t('share.address.pixels', { n: one })])}
            onChange={(value) => setHeight(frameHeights.find((one) => String(one) === value) ?? 600)}
          />
        </Choice>
      </div>
      <HideBoxes hide={choices.hide} onChange={(hide) => change({ hide })} />
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={!choices.keys}
          onChange={(event) => change({ keys: !event.target.checked })}
        />
        {t('share.address.keys')}
      </label>
      <label htmlFor={fieldId} className={dialog['label']}>
        {t('share.address.result')}
      </label>
      <textarea id={fieldId} className={dialog['text']} readOnly value={whole} />
      <CopyButtons
        copyables={[
          { what: 'address', text: whole },
          { what: 'frame', text: frameSnippet(whole, title, height) },
        ]}
      />
    </>
  )
}

function HideBoxes({
  hide,
  onChange,
}: {
  readonly hide: readonly Hideable[]
  readonly onChange: (hide: readonly Hideable[]) => void
}) {
  const t = useText()
  const toggle = (part: Hideable, on: boolean) =>
    onChange(hideable.filter((one) => (one === part ? on : hide.includes(one))))
  return (
    <fieldset className={styles['hide']}>
      <legend className={dialog['label']}>{t('share.address.hide')}</legend>
      {hideable.map((part) => (
        <label key={part} className={styles['check']}>
          <input
            type="checkbox"
            checked={hide.includes(part)}
            onChange={(event) => toggle(part, event.target.checked)}
          />
          {t(`share.address.hide.${part}`)}
        </label>
      ))}
    </fieldset>
  )
}

function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <label className={styles['choice']}>
      <span className={dialog['label']}>{label}</span>
      {children}
    </label>
  )
}

interface SelectProps {
  readonly value: string
  readonly options: readonly (readonly [value: string, words: string])[]
  readonly onChange: (value: string) => void
}

function Select({ value, options, onChange }: SelectProps) {
  return (
    <select className="button" value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  )
}

/** One profile: each number with its source and a field to change it, its phases, and what it exposes. */
import { useId } from 'react'
import { useFormats, useText } from '../hooks/useText'
import styles from './Catalogue.module.css'
import { Mark } from './Mark'
import { NumberField } from './NumberField'
import {
  attackTerms,
  attackTermsOf,
  numberColumns,
  trustOf,
  worldColumns,
  type Figure,
  type NumberColumn,
  type Row,
} from './profiles'
import { amount, nameOf, sourceText, written } from './values'

interface DetailsProps {
  readonly row: Row
  readonly onEdit: (id: string, column: NumberColumn, value: number | null) => void
}

export function Details({ row, onEdit }: DetailsProps) {
  const t = useText()
  const title = useId()
  const { profile } = row
  const minimum = profile.traits?.minimumMiB
  return (
    <section aria-labelledby={title} className={styles['details']}>
      <h2 id={title} className={styles['details-title']}>
        {nameOf(t, row)}
      </h2>
      {profile.note !== undefined && <p className={styles['remark']}>{t(profile.note)}</p>}
      {profile.traits?.density !== undefined && (
        <p className={styles['remark']}>
          {t('catalogue.density')} {t(profile.traits.density)}
        </p>
      )}
      <ul className={styles['figures']}>
        {numberColumns.map((column) => {
          const figure = row.figures[column]
          if (figure === undefined || figure.derived) return null
          return <EditableFigure key={column} row={row} column={column} figure={figure} onEdit={onEdit} />
        })}
      </ul>
      {minimum !== undefined && (
        <p className={styles['remark']}>
          {t('catalogue.minimum', { value: minimum.value })} {minimum.note !== undefined && t(minimum.note)}{' '}
          {sourceText(t, minimum)}
        </p>
      )}
      <Phases row={row} />
      <Surface row={row} />
    </section>
  )
}

interface EditableProps extends DetailsProps {
  readonly column: NumberColumn
  readonly figure: Figure
}

function EditableFigure({ row, column, figure, onEdit }: EditableProps) {
  const t = useText()
  const formats = useFormats()
  return (
    <li className={styles['figure']}>
      <NumberField
        label={t(`catalogue.column.${column}`)}
        unit={t(`catalogue.in.${column}`)}
        value={figure.value}
        onChange={(value) => onEdit(row.id, column, value)}
      />
      <span className={styles['about']}>
        <Mark figure={figure} />
        {figure.note !== undefined && <>{t(figure.note)} </>}
        {figure.range !== undefined && (
          <>
            {t('catalogue.range', {
              least: amount(formats, figure.range[0]),
              most: amount(formats, figure.range[1]),
            })}{' '}
          </>
        )}
        {sourceText(t, figure)}
        {worldColumns.includes(column) && row.profile.boundary !== 'process' && (
          <> · {t('catalogue.in-world')}</>
        )}
      </span>
      {figure.original !== null && (
        <button type="button" className="button" onClick={() => onEdit(row.id, column, null)}>
          {t('catalogue.reset', { value: written(t, formats, column, figure.original) })}
        </button>
      )}
    </li>
  )
}

function Phases({ row }: { readonly row: Row }) {
  const t = useText()
  const formats = useFormats()
  const { start } = row.profile
  if (start === undefined) return null
  const { growth, parallelMillis, sigma } = start
  return (
    <>
      <h3 className={styles['part']}>{t('catalogue.phases')}</h3>
      <ol className={styles['phases']}>
        {start.phases.map(({ name, millis, cpuMillis, diskMiB }) => (
          <li key={name}>
            <strong>{t(`catalogue.phase.${name}`)}</strong> {written(t, formats, 'start', millis.value)}
            {cpuMillis !== undefined && (
              <> · {t('catalogue.phase-cpu', { value: amount(formats, cpuMillis.value) })}</>
            )}
            {diskMiB !== undefined && (
              <> · {t('catalogue.phase-disk', { value: amount(formats, diskMiB.value) })}</>
            )}
            {' · '}
            {t(`catalogue.trust.${trustOf(millis)}`)}
          </li>
        ))}
      </ol>
      <p className={styles['remark']}>
        {sigma !== undefined && <>{t('catalogue.sigma', { value: amount(formats, sigma.value) })} </>}
        {parallelMillis !== undefined && (
          <>{t('catalogue.parallel', { value: amount(formats, parallelMillis.value) })} </>
        )}
        {growth !== undefined &&
          t('catalogue.growth', {
            value: written(t, formats, 'start', growth.millisAt1000.value),
            exponent: amount(formats, growth.exponent.value),
          })}
      </p>
    </>
  )
}

function Surface({ row }: { readonly row: Row }) {
  const t = useText()
  const formats = useFormats()
  const terms = attackTermsOf(row.profile)
  const surface = row.profile.traits?.surface
  if (terms === null || surface === undefined) return null
  const inputs = {
    syscallTerm: surface.syscalls,
    trustedTerm: surface.hostKloc,
    kernelTerm: surface.sharedKernel,
    deviceTerm: surface.deviceKloc,
  }
  return (
    <>
      <h3 className={styles['part']}>
        {t('catalogue.column.attack')} {amount(formats, terms['index'] ?? 0)}
      </h3>
      <p className={styles['remark']}>{t('catalogue.attack.about')}</p>
      <ul className={styles['phases']}>
        {attackTerms.map((term) => (
          <li key={term}>
            <strong>
              {t(`catalogue.term.${term}`, { value: amount(formats, inputs[term].value) })} →{' '}
              {amount(formats, terms[term] ?? 0)}
            </strong>{' '}
            {inputs[term].note !== undefined && t(inputs[term].note)} {sourceText(t, inputs[term])}
          </li>
        ))}
      </ul>
    </>
  )
}

/** A text as a QR code, black on white in every theme, because cameras expect it so. */
import { useMemo } from 'react'
import { encode } from 'uqr'
import { useText } from '../../hooks/useText'
import styles from './Share.module.css'

/** Quiet modules around the code, as its standard asks. */
const quiet = 4

interface QrCodeProps {
  readonly text: string
  /** What it opens. */
  readonly of: 'moment' | 'start'
}

export function QrCode({ text, of }: QrCodeProps) {
  const t = useText()
  const code = useMemo(() => encode(text, { ecc: 'L', border: quiet }), [text])
  return (
    <figure className={styles['code']}>
      <svg
        viewBox={`0 0 ${code.size} ${code.size}`}
        shapeRendering="crispEdges"
        role="img"
        aria-label={t(`share.qr.${of}`)}
      >
        <rect className={styles['code-ground']} width={code.size} height={code.size} />
        <path className={styles['code-ink']} d={pathOf(code.data)} />
      </svg>
      <figcaption>{t(`share.qr.${of}.about`)}</figcaption>
    </figure>
  )
}

/** One rectangle for each run of dark modules in a row. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => {
      const starts = row.flatMap((dark, x) => (dark && row[x - 1] !== true ? [x] : []))
      return starts.map((x) => {
        const end = row.indexOf(false, x)
        const width = (end < 0 ? row.length : end) - x
        return `M${x} ${y}h${width}v1h${-width}z`
      })
    })
    .join('')
}

/** The pages of one unit as a map, with its name and what of it is out; chosen with a click or Enter. */
import { memo, useEffect, useRef } from 'react'
import { pageStates, type MemoryUnitView } from '../../../sim'
import { cellsOf, pageMap, paintPages, type CellSize } from '../../../viz/pages'
import { gibibytes, gibibytesBare } from '../../pools/amounts'
import { useFormats, useText } from '../../hooks/useText'
import { tableFor } from './inks'
import own from './Maps.module.css'
import { barOrder, partOf } from './states'
import { useTheme } from './useTheme'

interface UnitMapProps {
  readonly unit: MemoryUnitView
  readonly cell: CellSize
  readonly selected: boolean
  /** The one of all maps that the tab key stops at. */
  readonly reached: boolean
  readonly onSelect: (name: string) => void
}

export const UnitMap = memo(function UnitMap({ unit, cell, selected, reached, onSelect }: UnitMapProps) {
  const t = useText()
  const formats = useFormats()
  const out = partOf(unit, 'swapped')
  const amounts = barOrder.flatMap((state) => {
    const amount = partOf(unit, state)
    return amount > 0 ? [`${t(`memory-view.state.${state}`)} ${gibibytes(formats, amount)}`] : []
  })
  const outWords = out > 0 ? t('memory-view.out', { amount: gibibytesBare(formats, out) }) : null
  // What is to be read on it comes first in its name, in the same words.
  const label = t('memory-view.unit', {
    name: outWords === null ? unit.name : `${unit.name} ${outWords}`,
    promised: gibibytes(formats, unit.promised),
    parts: amounts.join(t('memory-view.separator')),
  })
  return (
    <button
      type="button"
      className={own['unit']}
      aria-label={label}
      title={label}
      aria-pressed={selected}
      tabIndex={reached ? 0 : -1}
      data-unit={unit.name}
      onClick={() => onSelect(unit.name)}
    >
      <span className={own['unit-head']}>
        <UnitName name={unit.name} /> {outWords !== null && <b>{outWords}</b>}
      </span>
      <PageCanvas unit={unit} cell={cell} />
    </button>
  )
}, sameMap)

/** Where there is no room the number stays: it tells the units of a group apart. */
function UnitName({ name }: { readonly name: string }) {
  const cut = name.lastIndexOf('-')
  return (
    <span className={own['unit-name']}>
      <span>{cut < 0 ? name : name.slice(0, cut)}</span>
      {cut >= 0 && <span>{name.slice(cut)}</span>}
    </span>
  )
}

function sameMap(a: UnitMapProps, b: UnitMapProps): boolean {
  return (
    a.selected === b.selected &&
    a.reached === b.reached &&
    a.onSelect === b.onSelect &&
    a.cell.mebibytes === b.cell.mebibytes &&
    a.cell.px === b.cell.px &&
    a.unit.name === b.unit.name &&
    pageStates.every((_, state) => a.unit.parts[state] === b.unit.parts[state])
  )
}

/** Squares of a pattern are read from the last row when they are twice as large. */
const enlargedInHall = 2

function PageCanvas({ unit, cell }: Pick<UnitMapProps, 'unit' | 'cell'>) {
  const element = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  useEffect(() => {
    const canvas = element.current
    const context = canvas?.getContext('2d') ?? null
    if (canvas === null || context === null) return
    const map = pageMap(cellsOf(unit.parts, cell.mebibytes))
    const ratio = window.devicePixelRatio
    const px = Math.max(1, Math.round(cell.px * ratio))
    const [width, height] = [map.columns * px, map.rows * px]
    if (width === 0) return
    canvas.width = width
    canvas.height = height
    canvas.style.width = `${width / ratio}px`
    canvas.style.height = `${height / ratio}px`
    const enlarged = ratio * (canvas.closest('[data-skin=present]') === null ? 1 : enlargedInHall)
    const image = context.createImageData(width, height)
    paintPages(new Uint32Array(image.data.buffer), width, 0, 0, map, px, tableFor(canvas, theme, enlarged))
    context.putImageData(image, 0, 0)
  }, [unit, cell, theme])
  return <canvas ref={element} className={own['map']} aria-hidden="true" />
}

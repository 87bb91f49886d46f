/** One host as a bar: its units bottom up, the empty slot above them, free space on top and its name below. */
import type { BinView, FleetTopology } from '../../sim'
import type { BinBlock, BinLayout } from '../../viz/bins'
import { stateNames } from '../../viz/stack'
import { useStore } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import { gibibytes, gibibytesBare } from '../pools/amounts'
import { shadeOf } from '../pools/tenants'
import styles from './BinsView.module.css'

interface BarProps {
  readonly bin: BinView
  readonly layout: BinLayout
  readonly left: number
  readonly pitch: number
  /** Where the bars stand, and the height of a line of text, px. */
  readonly floor: number
  readonly line: number
  readonly tenants: ReadonlyMap<string, string>
  readonly topology: FleetTopology | null
  /** The unit in which the selected workload runs. */
  readonly linked: string
  readonly tabStop: boolean
  readonly onFocus: (host: string) => void
}

export function Bar(props: BarProps) {
  const { bin, layout, left, pitch, floor, line, tabStop, onFocus } = props
  const t = useText()
  const formats = useFormats()
  const selected = useStore((state) => state.selection.selected[0] === bin.host)
  const over = useStore((state) => (state.view.drag?.over === bin.host ? state.view.drag.refusal : 'away'))
  const width = Math.max(20, pitch - (pitch > 60 ? 16 : 6))
  const drop = over === 'away' ? undefined : over === undefined ? 'asked' : over === null ? 'fits' : 'refused'
  const free = gibibytes(formats, bin.freeMiB)
  return (
    <div
      role="group"
      aria-label={bin.host}
      className={styles['host']}
      data-over={over !== 'away'}
      data-drop={drop}
      data-bar={bin.host}
      style={{ left: left + (pitch - width) / 2, width }}
    >
      <p className={styles['above']} style={{ top: layout.y, height: line }}>
        {!bin.on
          ? t('bins.off')
          : fits(t('bins.free', { free }), pitch, line)
            ? t('bins.free', { free })
            : gibibytesBare(formats, bin.freeMiB)}
      </p>
      <div
        className={styles['frame']}
        data-off={!bin.on}
        style={{ top: layout.y + line, height: layout.height }}
      />
      {bin.on && layout.free.height > 1 && (
        <div
          className={styles['hole']}
          style={{ top: layout.free.y + line, height: Math.max(0, layout.free.height - 1) }}
        />
      )}
      {layout.shared !== null && (
        <div
          className={styles['shared']}
          title={t('bins.shared', { amount: gibibytes(formats, bin.sharedMiB) })}
          style={{ top: layout.shared.y + line, height: layout.shared.height }}
        />
      )}
      <button
        type="button"
        className={styles['name']}
        style={{ top: floor + line + 2, height: line + 4 }}
        data-name={bin.host}
        data-host={bin.host}
        aria-pressed={selected}
        aria-label={t(bin.on ? 'bins.host' : 'bins.host-off', { host: bin.host, free, n: bin.units.length })}
        title={bin.host}
        tabIndex={tabStop ? 0 : -1}
        onFocus={() => onFocus(bin.host)}
      >
        {bin.host}
      </button>
      {layout.blocks.map((block, at) => (
        <Block key={block.name === '' ? at : block.name} {...props} block={block} width={width} />
      ))}
    </div>
  )
}

interface BlockProps extends BarProps {
  readonly block: BinBlock
  readonly width: number
}

function Block({ bin, block, line, width, tenants, topology, linked, onFocus }: BlockProps) {
  const t = useText()
  const formats = useFormats()
  const selected = useStore((state) => state.selection.selected[0])
  const carried = useStore((state) => block.name !== '' && state.view.drag?.workload === block.name)
  const { name, group, state, memoryMiB, height } = block
  const amount = gibibytes(formats, memoryMiB)
  const stateName = bin.on ? (stateNames[state] ?? 'running') : 'stopped'
  const several = name === ''
  const bare = gibibytesBare(formats, memoryMiB)
  const label = labelOf(block, width - inset, line, stateName)
  const words = several
    ? t('bins.units', { n: block.units, group, amount })
    : t('bins.unit', { unit: name, n: block.members, amount, state: t(`stage.state.${stateName}`) })
  const isSelected = several ? selected === group : selected === name
  return (
    <button
      type="button"
      className={styles['unit']}
      style={{ top: block.y + line, height: Math.max(1, height - (height > 4 ? 1 : 0)) }}
      data-name={several ? group : name}
      data-unit={name}
      data-group={group}
      data-host={bin.host}
      data-state={stateName}
      data-shade={shadeOf(topology, tenants.get(group) ?? '', [])}
      data-carried={carried}
      data-kin={!isSelected && (selected === group || (name !== '' && linked === name))}
      aria-pressed={isSelected}
      // It begins with what is printed on the unit: who speaks to the page says what is to be seen.
      aria-label={`${label} ${bare}: ${words}`}
      title={words}
      tabIndex={-1}
      onFocus={() => onFocus(bin.host)}
    >
      {height >= line - 4 && (
        <span className={styles['words']} data-lines={height >= 2 * line ? 2 : 1}>
          <span>{label}</span>{' '}
          {(height >= 2 * line || fits(`${label} ${bare}`, width - inset, line)) && <b>{bare}</b>}
        </span>
      )}
    </button>
  )
}

/** Space beside the words of a unit, px. */
const inset = 12

/** Whether words have room on one line: a letter is some two thirds as wide as the type is high. */
function fits(words: string, width: number, line: number): boolean {
  return words.length * (line - 7) * 0.66 <= width
}

/** The longest words that have room; the last ones are cut where even they have not. */
function labelOf({ name, units, group }: BinBlock, width: number, line: number, state: string): string {
  const mark = state === 'crashed' || state === 'stopped' ? '× ' : state === 'paused' ? '‖ ' : ''
  const words = name === '' ? [`${units} × ${group}`, `${units}×${group}`, group] : [name, group]
  return words.map((one) => mark + one).find((one) => fits(one, width, line)) ?? mark + (words.at(-1) ?? '')
}

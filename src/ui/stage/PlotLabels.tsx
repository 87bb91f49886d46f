/**
 * The words on and beside a stack: slab names, layer labels, what is left over, the scale note and the kill
 * switch.
 */
import { X } from 'lucide-react'
import type { EquationUse } from '../../sim'
import { unitName, type CopyLayout, type StackLayout } from '../../viz/stack'
import { useTouch } from '../hooks/useMedia'
import { useFormats, useText } from '../hooks/useText'
import { Figure } from './Figure'
import type { PlotFrame } from './frame'
import { KillSwitch } from './KillSwitch'
import { widthOf } from './measure'
import { isMixed } from './mixed'
import type { StageReason, StageSide } from './props'
import styles from './StackPlot.module.css'

/** px between a label and what stands beside it. */
const leastRoom = 8

export interface PlotLabelsProps {
  readonly side: StageSide
  readonly layout: StackLayout
  readonly copy: CopyLayout | null
  readonly frame: PlotFrame
  readonly reasons: readonly StageReason[]
  readonly selected: string | null
  readonly onSelect: (id: string | null) => void
}

export function PlotLabels(props: PlotLabelsProps) {
  return (
    <div className={styles['words']}>
      <Heading {...props} />
      <Slabs {...props} />
      <LayerLabels {...props} />
      <Foot {...props} />
    </div>
  )
}

function Heading({ side, layout, copy, frame, reasons, selected, onSelect }: PlotLabelsProps) {
  const t = useText()
  const touch = useTouch()
  const formats = useFormats()
  const { stack } = side
  const reason = reasons.find(({ select }) => select === 'left-over')
  const empty = stack.units.count === 0
  const amount = formats.mib(stack.freeMiB)
  const long = t(layout.broken ? 'stage.free-cut' : 'stage.left-over', { amount })
  // A picture as narrow as in a side panel has no room for all of it.
  const tooLong = (widthOf(long, frame.text) ?? 0) > frame.stack.width + leastRoom
  const freeWords = stack.freeMiB <= 0 ? t('stage.full') : tooLong ? t('stage.free-short', { amount }) : long
  const noteFits = side.panic !== null && frame.stack.width > (layout.broken ? 40 : 22) * frame.text
  return (
    <>
      <div className={styles['heading']} style={{ width: frame.stack.width }}>
        {noteFits && (
          <span className={styles['quiet']}>
            {layout.broken && `${t('stage.copies-to-scale')} `}
            {t('stage.area-is-memory')}
          </span>
        )}
        <span className={styles['left-over']}>
          {reason !== undefined &&
            (touch ? (
              // The list of causes has the same number in the size of a finger.
              <span className={styles['number-disc']}>{reason.number}</span>
            ) : (
              <button
                type="button"
                className={styles['number-disc']}
                aria-pressed={selected === 'left-over'}
                tabIndex={-1}
                onClick={() => onSelect(selected === 'left-over' ? null : 'left-over')}
              >
                {reason.number}
              </button>
            ))}
          {!layout.fits && t('stage.over-promised')}
          {layout.fits && stack.power === 'on' && (
            <Figure use={touch ? null : stack.uses['free']}>{freeWords}</Figure>
          )}
        </span>
      </div>
      {copy !== null && stack.copy !== null && (
        <div className={styles['copy-heading']} style={{ left: frame.copy.x }}>
          <strong>
            {isMixed(stack)
              ? unitName(stack, 0)
              : stack.copy.workloads > 1
                ? t('stage.one-vm-of', { n: stack.copy.workloads })
                : t('stage.one-copy')}
          </strong>{' '}
          <Figure use={touch ? null : stack.uses['copy']}>{formats.mib(stack.copy.totalMiB)}</Figure>
        </div>
      )}
      {(empty || stack.power === 'off') && (
        <div className={styles['empty']} style={{ width: frame.stack.width, height: layout.usable.height }}>
          <span>{t(stack.power === 'off' ? 'stage.host-off' : 'stage.host-empty')}</span>
        </div>
      )}
    </>
  )
}

function Slabs({ side, layout, frame }: PlotLabelsProps) {
  const t = useText()
  const formats = useFormats()
  const { stack } = side
  const gigabits = stack.nicMbps / 1000
  const nic =
    gigabits >= 1 ? t('stage.nic-gigabit', { n: gigabits }) : t('stage.nic-megabit', { n: stack.nicMbps })
  const kernelFits = layout.kernel.height >= frame.text
  const panicked = stack.hostKernelState === 'panicked'
  const kernelName = panicked
    ? t('stage.kernel-panicked')
    : (side.nameOf?.('hostKernel') ?? t('stage.layer.hostKernel'))
  const kernelMemory = formats.mib(stack.hostKernelMiB)
  const kernelWords = widthOf(`${kernelName} ${kernelMemory}`, frame.text) ?? 0
  // Half an amount says something wrong.
  const amountFits = kernelWords + 4 * leastRoom <= layout.kernel.width
  return (
    <>
      {kernelFits && (
        <div
          className={styles['slab']}
          style={{
            ...placed(layout.kernel),
            color: panicked || stack.power === 'off' ? 'var(--ink)' : 'var(--layer-host-kernel-ink)',
          }}
        >
          <strong>
            {panicked && (
              <span className={styles['cross']}>
                <X size={10} strokeWidth={3} aria-hidden="true" />
              </span>
            )}
            {kernelName}
          </strong>
          {amountFits && (
            <span className={styles['slab-end']}>
              <span>{kernelMemory}</span>
            </span>
          )}
        </div>
      )}
      <div
        className={styles['slab']}
        data-tall={frame.tall}
        style={{
          ...placed(layout.hardware),
          color: stack.power === 'off' ? 'var(--ink)' : 'var(--layer-hardware-ink)',
        }}
      >
        <strong>{side.nameOf?.('hardware') ?? t('stage.layer.hardware')}</strong>
        <span className={styles['slab-end']}>
          <span>{t('stage.cores', { n: stack.cores })}</span>
          <span className={styles['dot']}>{formats.mib(stack.memoryMiB)}</span>
          {stack.nicMbps > 0 && <span className={styles['dot']}>{nic}</span>}
        </span>
      </div>
    </>
  )
}

function LayerLabels({ side, copy, frame }: PlotLabelsProps) {
  const t = useText()
  const touch = useTouch()
  const formats = useFormats()
  const { uses } = side.stack
  if (copy === null) return null
  // Room to the neighbour column is part of the label.
  const long = widthOf(t('stage.layer.guest'), frame.text) ?? 0
  const guest = t(
    frame.narrow || long + leastRoom > frame.labels ? 'stage.layer.guest-short' : 'stage.layer.guest',
  )
  return copy.labels.map(({ layer, mib, top, height }) => {
    const amount = formats.mib(mib)
    return (
      <div key={layer} className={styles['label']} style={{ left: frame.copy.labelX, top, height }}>
        <strong>{side.nameOf?.(layer) ?? (layer === 'guest' ? guest : t(`stage.layer.${layer}`))}</strong>
        <Figure use={touch ? null : equationFor(uses, layer)}>
          {layer === 'shared' ? t('stage.shared-once', { amount }) : amount}
        </Figure>
      </div>
    )
  })
}

// A layer may have an equation of its own; otherwise it is a term of the copy's.
function equationFor(uses: Readonly<Record<string, EquationUse>>, layer: string): EquationUse | undefined {
  return uses[layer] ?? (layer === 'shared' ? undefined : uses['copy'])
}

function Foot({ side, layout, copy, frame }: PlotLabelsProps) {
  const t = useText()
  const { x, labelX, labelBottom } = frame.copy
  if (side.panic !== null) {
    const beside = (bottom: number) => (copy !== null && bottom < layout.usable.height - 4 ? labelX - x : 0)
    return frame.narrow ? null : (
      <div className={styles['foot']} style={{ left: x, right: 0 }}>
        <KillSwitch
          panic={side.panic}
          use={side.stack.uses['lost']}
          indent={beside(frame.lastCaption)}
          indentAbove={beside(labelBottom)}
        />
      </div>
    )
  }
  if (copy === null) return null
  return (
    <p className={`${styles['foot'] ?? ''} ${styles['quiet'] ?? ''}`} style={{ left: x }}>
      {t(layout.broken ? 'stage.copies-to-scale' : 'stage.to-scale')}
      <br />
      {t('stage.area-is-memory')}
    </p>
  )
}

function placed({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { left: x, top: y, width, height }
}

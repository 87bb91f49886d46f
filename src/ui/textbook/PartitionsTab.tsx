/** Fixed and variable partitions: a memory to scale, its blocks and holes, and what is lost inside and between. */
import { useState } from 'react'
import { fitPolicies, listOrders, type PartitionInput, type PartitionStep } from '../../sim'
import { layoutMemory, type MemoryPart } from '../../viz/textbook'
import { useFormats, useText, type TextFunction } from '../hooks/useText'
import { CheckField, ChoiceField, Form, TextField, wrongOf } from './Fields'
import { useInputs, type Inputs } from './inputs'
import {
  evaluateById,
  fixedInput,
  partitionInput,
  partitionings,
  partitionsStart,
  stateAfter,
  stepsOf,
  type MemoryState,
} from './partitions'
import { Stepper, useStep } from './Stepper'
import styles from './Textbook.module.css'

interface PartProps {
  readonly inputs: Inputs
  readonly change: (changes: Inputs) => void
}

export function PartitionsTab() {
  const [inputs, change] = useInputs(partitionsStart)
  return inputs['partitioning'] === 'fixed' ? (
    <Fixed inputs={inputs} change={change} />
  ) : (
    <Variable inputs={inputs} change={change} />
  )
}

function Variable({ inputs, change }: PartProps) {
  const t = useText()
  const input = partitionInput(inputs)
  const wrong = wrongOf(evaluateById('memory.partition', input))
  return (
    <>
      <Form form={{ inputs, change, wrong }}>
        <ChoiceField name="partitioning" choices={partitionings} />
        <ChoiceField name="fit" path="policy" choices={fitPolicies} />
        <ChoiceField name="order" path="listOrder" choices={listOrders} />
        <CheckField name="coalesce" />
        <TextField name="heapSize" />
        <TextField name="baseAddress" />
        <TextField name="headerSize" />
        <TextField name="alignment" />
        <TextField name="ops" wide />
      </Form>
      <p className={styles['note']}>{t('textbook.ops-hint')}</p>
      {wrong === null && <VariableSteps input={input} steps={stepsOf(input)} />}
    </>
  )
}

function sayStep(t: TextFunction, { op, need, blockAddress, searched }: PartitionStep): string {
  if (op.op === 'free') return t('textbook.say.free', { ptr: op.ptr, need, address: blockAddress ?? 0 })
  const args = { ptr: op.ptr, size: op.size, need, searched }
  return blockAddress === null
    ? t('textbook.say.no-fit', args)
    : t('textbook.say.alloc', { ...args, address: blockAddress })
}

interface StepsProps {
  readonly input: unknown
  readonly steps: readonly PartitionStep[]
}

function VariableSteps({ input, steps }: StepsProps) {
  const t = useText()
  const [step, setStep] = useStep(steps.length)
  const [compacted, setCompacted] = useState(-1)
  const state = stateAfter(input, steps, step)
  const now = steps[step]
  const { baseAddress, heapSize } = input as PartitionInput
  const go = (next: number) => {
    setCompacted(-1)
    setStep(next)
  }
  const sentence = now === undefined ? t('textbook.no-steps') : sayStep(t, now)
  return (
    <Stepper step={step} count={steps.length} onStep={go} sentence={sentence}>
      <Bar parts={state.parts} base={baseAddress} size={heapSize} label={t('textbook.memory')} />
      <Numbers state={state} />
      <button type="button" className="button" onClick={() => setCompacted(step)}>
        {t('textbook.compact')}
      </button>
      {compacted === step && <Compacted state={state} base={baseAddress} size={heapSize} />}
      <FreeList state={state} />
    </Stepper>
  )
}

function Numbers({ state: { internal, free, largest, external } }: { readonly state: MemoryState }) {
  const t = useText()
  const formats = useFormats()
  return (
    <dl className={styles['numbers']}>
      {(
        [
          ['internal', formats.number(internal)],
          ['free', formats.number(free)],
          ['largest', formats.number(largest)],
          ['external', formats.percent(external)],
        ] as const
      ).map(([name, value]) => (
        <div key={name}>
          <dt>{t(`textbook.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface CompactedProps {
  readonly state: MemoryState
  readonly base: number
  readonly size: number
}

/** All blocks pushed down to the low end: what it costs, and the one hole that is left. */
function Compacted({ state, base, size }: CompactedProps) {
  const t = useText()
  const blocks = state.blocks.filter(([, length]) => length > 0)
  const found = evaluateById('memory.compaction', { baseAddress: base, heapSize: size, blocks })
  if (wrongOf(found) !== null) return null
  const { moves, bytesMoved, hole } = found as {
    readonly moves: readonly (readonly [number, number, number])[]
    readonly bytesMoved: number
    readonly hole: readonly [number, number] | null
  }
  const target = new Map(moves.map(([from, to]) => [from, to]))
  const parts = state.parts
    .filter(({ kind, size: length }) => kind === 'block' && length > 0)
    .map((part) => ({ ...part, start: target.get(part.start) ?? part.start }))
  const rest: MemoryPart[] =
    hole === null ? [] : [{ kind: 'hole', start: hole[0], size: hole[1], wasted: 0, label: String(hole[1]) }]
  return (
    <div role="status" className={styles['compacted']}>
      <p>{t('textbook.compacted', { blocks: moves.length, bytes: bytesMoved, hole: hole?.[1] ?? 0 })}</p>
      <Bar parts={[...parts, ...rest]} base={base} size={size} label={t('textbook.memory-compacted')} />
    </div>
  )
}

function FreeList({ state }: { readonly state: MemoryState }) {
  const t = useText()
  return (
    <details open>
      <summary>{t('textbook.as-table')}</summary>
      <table className={styles['table']}>
        <caption>{t('textbook.list-order')}</caption>
        <thead>
          <tr>
            {['what', 'address', 'size', 'wasted'].map((column) => (
              <th key={column} scope="col">
                {t(`textbook.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {state.parts.map(({ kind, start, size, wasted, label }) => (
            <tr key={`${kind} ${start} ${size}`}>
              <td>{kind === 'block' ? t('textbook.block', { ptr: label }) : t('textbook.hole')}</td>
              <td>{start}</td>
              <td>{size}</td>
              <td>{kind === 'block' ? wasted : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

interface BarProps {
  readonly parts: readonly MemoryPart[]
  readonly base: number
  readonly size: number
  readonly label: string
}

const width = 800

/** Blocks are filled and numbered, holes have a dashed border: told apart without colour. */
function Bar({ parts, base, size, label }: BarProps) {
  return (
    <div className={styles['picture']}>
      <svg viewBox={`-1 0 ${width + 2} 72`} role="img" aria-label={label}>
        {layoutMemory(parts, base, size, width).map((part) => (
          <g key={`${part.kind} ${part.start} ${part.size}`}>
            <rect x={part.x} y={1} width={part.width} height={46} className={styles[part.kind]} />
            {part.wastedWidth > 0 && (
              <rect
                x={part.wastedX}
                y={1}
                width={part.wastedWidth}
                height={46}
                className={styles['wasted']}
              />
            )}
            {part.named && (
              <text
                x={part.x + (part.width - part.wastedWidth) / 2}
                y={29}
                className={part.kind === 'block' ? styles['in-bar'] : styles['in-hole']}
              >
                {part.label}
              </text>
            )}
            {part.width > 40 && (
              <text x={part.x} y={66} className={styles['address']}>
                {part.start}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  )
}

interface FixedOutput {
  readonly partitionOf: readonly (number | null)[]
  readonly wasted: readonly (number | null)[]
  readonly waiting: readonly number[]
  readonly tooLarge: readonly number[]
  readonly internalFragmentation: number
  readonly internalShare: number
  readonly free: number
}

function Fixed({ inputs, change }: PartProps) {
  const input = fixedInput(inputs)
  const output = evaluateById('memory.fixed-partitions', input)
  const wrong = wrongOf(output)
  return (
    <>
      <Form form={{ inputs, change, wrong }}>
        <ChoiceField name="partitioning" choices={partitionings} />
        <TextField name="partitions" wide />
        <TextField name="requests" wide />
      </Form>
      {wrong === null && <FixedSteps input={input as FixedInput} />}
    </>
  )
}

interface FixedInput {
  readonly partitions: readonly number[]
  readonly requests: readonly number[]
}

function FixedSteps({ input: { partitions, requests } }: { readonly input: FixedInput }) {
  const t = useText()
  const formats = useFormats()
  const [step, setStep] = useStep(requests.length)
  const found = evaluateById('memory.fixed-partitions', { partitions, requests: requests.slice(0, step + 1) })
  const { partitionOf, wasted, waiting, tooLarge, internalFragmentation, internalShare, free } =
    found as FixedOutput
  const starts = partitions.map((_, at) => partitions.slice(0, at).reduce((sum, size) => sum + size, 0))
  const parts = partitions.map((size, at): MemoryPart => {
    const request = partitionOf.indexOf(at)
    const lost = request < 0 ? 0 : (wasted[request] ?? 0)
    const kind = request < 0 ? 'hole' : 'block'
    return {
      kind,
      start: starts[at] ?? 0,
      size,
      wasted: lost,
      label: request < 0 ? String(size) : String(request),
    }
  })
  const total = partitions.reduce((sum, size) => sum + size, 0)
  const said = (): string => {
    const size = requests[step]
    if (size === undefined) return t('textbook.no-steps')
    const at = partitionOf[step] ?? null
    if (at !== null)
      return t('textbook.say.fixed', { ptr: step, size, partition: at, wasted: wasted[step] ?? 0 })
    return t(tooLarge.includes(step) ? 'textbook.say.too-large' : 'textbook.say.waits', { ptr: step, size })
  }
  const numbers: readonly (readonly [string, string])[] = [
    ['internal', formats.number(internalFragmentation)],
    ['internal-share', formats.percent(internalShare)],
    ['free', formats.number(free)],
    ['waiting', formats.number(waiting.length)],
    ['too-large', formats.number(tooLarge.length)],
  ]
  return (
    <Stepper step={step} count={requests.length} onStep={setStep} sentence={said()}>
      <Bar parts={parts} base={0} size={total} label={t('textbook.memory')} />
      <dl className={styles['numbers']}>
        {numbers.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`textbook.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table className={styles['table']}>
        <thead>
          <tr>
            {['request', 'size', 'partition', 'wasted'].map((column) => (
              <th key={column} scope="col">
                {t(`textbook.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {partitionOf.map((at, request) => (
            <tr key={request}>
              <td>{request}</td>
              <td>{requests[request]}</td>
              <td>{at ?? '–'}</td>
              <td>{wasted[request] ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Stepper>
  )
}

/** A state machine drawn: the present state filled, the way that was taken strong, open ways with their numbers. */
import { useId, useRef } from 'react'
import { layoutMachine, type Machine } from '../../../viz/states'
import { useText } from '../../hooks/useText'
import { useBox } from '../../stage/useBox'
import type { WayOut } from './life'
import styles from './Life.module.css'

interface LifeMachineProps {
  readonly machine: Machine
  readonly state: string | null
  readonly taken: ReadonlySet<number>
  readonly out: readonly WayOut[]
  readonly starting: boolean
}

export function LifeMachine({ machine, state, taken, out, starting }: LifeMachineProps) {
  const t = useText()
  const id = useId().replace(/[^\w-]/g, '')
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element)
  const { nodes, ways, height } = layoutMachine(machine, Math.max(180, box.width), box.text)
  const numberOf = (way: number) => out.find((one) => one.way === way)?.number ?? 0
  return (
    <div ref={element} className={styles['field']}>
      {box.width > 0 && (
        <svg width={box.width} height={height} aria-hidden="true">
          <defs>
            <marker
              id={`${id}-tip`}
              viewBox="0 0 8 8"
              refX={7}
              refY={4}
              markerWidth={6}
              markerHeight={6}
              orient="auto"
            >
              <path d="M0 0L8 4L0 8z" className={styles['tip']} />
            </marker>
          </defs>
          {ways.map(({ way, path }) => (
            <path
              key={way}
              d={path}
              className={styles['way']}
              data-taken={taken.has(way)}
              data-open={numberOf(way) > 0}
              markerEnd={`url(#${id}-tip)`}
            />
          ))}
          {nodes.map((node) => (
            <g key={node.id} data-state={node.id} data-present={node.id === state}>
              <rect
                x={node.x}
                y={node.y}
                width={node.width}
                height={node.height}
                rx={node.height / 2}
                className={styles[node.id === state ? 'present' : 'state']}
                data-starting={starting && node.id === state}
              />
              <text
                x={node.x + node.width / 2}
                y={node.y + node.height / 2}
                className={styles[node.id === state ? 'present-words' : 'state-words']}
                // The longest names, and that of the present state with its dot, are set a little tighter.
                {...(node.id.length > (node.id === state ? 6 : 9)
                  ? { textLength: node.width - 10, lengthAdjust: 'spacingAndGlyphs' }
                  : {})}
              >
                {node.id === state ? t('life.present', { state: node.id }) : node.id}
              </text>
            </g>
          ))}
          {ways.map(({ way, middle }) =>
            numberOf(way) === 0 ? null : (
              <g key={way} transform={`translate(${middle.x} ${middle.y})`}>
                <circle r={box.text * 0.62} className={styles['disc']} />
                <text className={styles['number']}>{numberOf(way)}</text>
              </g>
            ),
          )}
        </svg>
      )}
    </div>
  )
}

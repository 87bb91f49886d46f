/** Starts and pulls of one host. */
import { nameOf, none, type Engine, type Row } from '../../core'
import { LayerState, pullStates } from '../../model/image'
import { setupOf, startPhaseNames, type Setup } from '../../model/plan'
import { StartState } from '../../model/start'
import { endOfStep } from '../../model/start'
import { stepsOf } from '../../model/start'
import { UnitKind, unitKinds } from '../../model/workload'
import { finderOf } from '../advance'
import type { LayerRow, PhaseSpan, PullRow, Span, StartRow, StartsView } from '../life-views'
import { tablesIn, type Tables } from '../tables'

/** Starts that are told of a host, and pulls. */
const mostStarts = 200
const mostPulls = 24

export function startsOf(engine: Engine, hostName: string): StartsView {
  const host = finderOf(engine)('hosts', hostName)
  const tables = tablesIn(engine.world)
  const timed = tables.startRules.timed[0] === 1
  const view = { look: 'starts', host: hostName, timed } as const
  if (host === none) return { ...view, starts: [], pulls: [], others: 0, ended: 0, meanMicros: 0 }
  const rows = timed ? rowsOn(tables, host) : []
  const pulls = pullsOn(tables, host)
  const over = rows.filter((row) => tables.starts.state[row] === StartState.started)
  const whole = over.reduce((sum, row) => sum + wholeOf(tables, row), 0)
  return {
    ...view,
    starts: rows.slice(-mostStarts).map((row) => startRow(engine, tables, row)),
    pulls: pulls.slice(-mostPulls).map((row) => pullRow(setupOf(engine.sim), tables, row)),
    others: Math.max(0, rows.length - mostStarts) + Math.max(0, pulls.length - mostPulls),
    ended: over.length,
    meanMicros: over.length === 0 ? 0 : whole / over.length,
  }
}

/** The last start of each unit on the host, and of the workloads that started by themselves; oldest first. */
function rowsOn(
  { hostUnits, units, workloads, starts, unitStart, workloadStart }: Tables,
  host: Row,
): readonly Row[] {
  const rows: Row[] = []
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    if (unitStart.row[unit] !== none) rows.push(unitStart.row[unit])
    if (units.kind[unit] !== UnitKind.vm) continue
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
      if (workloadStart.row[member] !== none) rows.push(workloadStart.row[member])
  }
  return rows.sort((left, right) => starts.asked[left] - starts.asked[right] || left - right)
}

function wholeOf(tables: Tables, row: Row): number {
  const steps = tables.starts.step[row]
  const end = steps === 0 ? tables.starts.asked[row] : endOfStep(tables, row, steps - 1)
  return end - tables.starts.asked[row]
}

function startRow(engine: Engine, tables: Tables, row: Row): StartRow {
  const { starts, units } = tables
  const unit = starts.unit[row]
  const own = starts.member[row]
  const kind = units.kind[unit]
  const first = own === none ? units.firstMember[unit] : own
  const isVm = own === none && kind === UnitKind.vm
  return {
    name: isVm
      ? nameOf(engine.world, 'kernels', units.kernel[unit])
      : nameOf(engine.world, 'workloads', first),
    group: engine.world.groups[tables.workloads.group[first]],
    kind: own === none ? unitKinds[kind] : 'container',
    state: stateOf(starts.state[row]),
    asked: starts.asked[row],
    phases: phasesOf(tables, row),
  }
}

function stateOf(state: number): StartRow['state'] {
  if (state === StartState.started) return 'started'
  return state === StartState.requested || state === StartState.starting ? 'starting' : 'cancelled'
}

/** Phases that took or take time; what was there already took none. */
function phasesOf(tables: Tables, row: Row): readonly PhaseSpan[] {
  const { starts } = tables
  const spans: PhaseSpan[] = []
  let from = starts.asked[row]
  for (const [step, { phase }] of stepsOf(tables, row).entries()) {
    if (step > starts.step[row]) break
    const isNow = step === starts.step[row]
    if (isNow && stateOf(starts.state[row]) !== 'starting') break
    const to = isNow ? null : endOfStep(tables, row, step)
    const speedPermille = isNow ? Math.round(starts.speedPpm[row] / 1000) : 1000
    if (to !== from) spans.push({ phase: startPhaseNames[phase], from, to, speedPermille })
    from = to ?? from
  }
  return spans
}

function pullsOn({ hostStore, hostImages }: Tables, host: Row): readonly Row[] {
  const rows: Row[] = []
  for (let row = hostStore.firstImage[host]; row !== none; row = hostImages.next[row])
    if (hostImages.asked[row] >= 0) rows.push(row)
  return rows.sort((left, right) => hostImages.asked[left] - hostImages.asked[right] || left - right)
}

const timeOrNull = (time: number): number | null => (time < 0 ? null : time)

function pullRow(setup: Setup, tables: Tables, row: Row): PullRow {
  const { hostImages } = tables
  const image = setup.images[hostImages.image[row]]
  return {
    image: image.name,
    state: pullStates[hostImages.state[row]],
    asked: hostImages.asked[row],
    begun: timeOrNull(hostImages.begun[row]),
    ended: timeOrNull(hostImages.ended[row]),
    layers: image.layers.map((layer) => layerRow(setup, tables, row, layer)),
  }
}

/** A layer as this pull met it: what another pull had brought before was there already. */
function layerRow(setup: Setup, tables: Tables, pull: Row, layer: number): LayerRow {
  const { digest, instruction, compressedBytes, bytes } = setup.layers[layer]
  const { hostImages, hostLayers } = tables
  const row = layerOn(tables, hostImages.host[pull], layer)
  const isOwn = row !== none && hostLayers.pull[row] === pull
  const readyBefore =
    row !== none &&
    hostLayers.state[row] === LayerState.ready &&
    hostLayers.extractEnded[row] <= hostImages.asked[pull]
  return {
    digest,
    instruction,
    compressedBytes,
    bytes,
    cached: !isOwn && readyBefore,
    download: isOwn ? spanOf(hostLayers.downloadBegun[row], hostLayers.downloadEnded[row]) : null,
    extract: isOwn ? spanOf(hostLayers.extractBegun[row], hostLayers.extractEnded[row]) : null,
  }
}

function layerOn({ hostStore, hostLayers }: Tables, host: Row, layer: number): Row {
  let row = hostStore.firstLayer[host]
  while (row !== none && hostLayers.layer[row] !== layer) row = hostLayers.next[row]
  return row
}

function spanOf(from: number, to: number): Span | null {
  return from < 0 ? null : { from, to: timeOrNull(to) }
}

/** A stack as a tree for the keyboard: host, its layers, its units, their parts; nodes are made when asked for. */
import type { StackView } from '../../sim'
import { memberName, memberOffsets, partsOfUnit, stateNames, totalOfUnit, unitName } from '../../viz/stack'
import type { Formats, TextFunction } from '../hooks/useText'

/** The way from the host to a node: [] is the host itself, [2, 5] the sixth child of its third. */
export type TreePath = readonly number[]

export interface TreeNode {
  readonly label: string
  /** What focusing or choosing the node marks on the stage. */
  readonly region: string | null
  readonly children: number
}

export interface Words {
  readonly t: TextFunction
  readonly formats: Formats
}

type Branch = 'hardware' | 'kernel' | 'shared' | 'units' | 'free'

/** The node at a path; a path into something that is gone gives the nearest ancestor's last child, never an error. */
export function nodeAt(view: StackView, path: TreePath, words: Words): TreeNode {
  const [first, unit, part] = path
  const branches = branchesOf(view)
  if (first === undefined) return hostNode(view, branches.length, words)
  const branch = branches[Math.min(first, branches.length - 1)] ?? 'hardware'
  if (branch !== 'units' || unit === undefined) return branchNode(view, branch, words)
  return part === undefined ? unitNode(view, unit, words) : partNode(view, unit, part, words)
}

/** How many children a path's node has. */
export function childCount(view: StackView, path: TreePath): number {
  const [first, unit] = path
  const branches = branchesOf(view)
  if (first === undefined) return branches.length
  if (branches[first] !== 'units' || path.length > 2) return 0
  return unit === undefined ? view.units.count : partCount(view, unit)
}

/** Shortens a path so that it names something that exists. */
export function clampPath(view: StackView, path: TreePath): TreePath {
  const clamped: number[] = []
  for (const at of path) {
    const count = childCount(view, clamped)
    if (count === 0) break
    clamped.push(Math.min(at, count - 1))
  }
  return clamped
}

function branchesOf(view: StackView): readonly Branch[] {
  const shared: readonly Branch[] = view.sharedMiB > 0 ? ['shared'] : []
  return ['hardware', 'kernel', ...shared, 'units', 'free']
}

function hostNode(view: StackView, children: number, { t, formats }: Words): TreeNode {
  const cores = t('stage.cores', { n: view.cores })
  const memory = formats.mib(view.memoryMiB)
  return {
    label: t('stage.tree.host', { host: view.host, cores, memory, n: view.units.count }),
    region: null,
    children,
  }
}

function branchNode(view: StackView, branch: Branch, { t, formats }: Words): TreeNode {
  const leaf = (label: string, region: string): TreeNode => ({ label, region, children: 0 })
  switch (branch) {
    case 'hardware': {
      const cores = t('stage.cores', { n: view.cores })
      return leaf(t('stage.tree.hardware', { cores, memory: formats.mib(view.memoryMiB) }), 'hardware')
    }
    case 'kernel': {
      const state = {
        running: 'stage.state.running',
        panicked: 'stage.tree.kernel-panicked',
        off: 'stage.tree.kernel-off',
      }[view.hostKernelState]
      return leaf(
        t('stage.tree.kernel', { amount: formats.mib(view.hostKernelMiB), state: t(state) }),
        'kernel',
      )
    }
    case 'shared':
      return leaf(t('stage.tree.shared', { amount: formats.mib(view.sharedMiB) }), 'shared')
    case 'free':
      return leaf(t('stage.tree.free', { amount: formats.mib(view.freeMiB) }), 'left-over')
    case 'units': {
      const amount = formats.mib(view.usedMiB)
      return {
        label: t('stage.tree.units', { n: view.units.count, amount }),
        region: 'units',
        children: view.units.count,
      }
    }
  }
}

function unitNode(view: StackView, unit: number, { t, formats }: Words): TreeNode {
  const n = view.units.members[unit] ?? 0
  const state = stateWord(t, view.units.state[unit])
  const amount = formats.mib(totalOfUnit(view.units, unit))
  const name = unitName(view, unit)
  return {
    label: t(n > 1 ? 'stage.tree.unit-of' : 'stage.tree.unit', { name, amount, state, n }),
    region: name,
    children: partCount(view, unit),
  }
}

// First the layers, top-down as they are seen, then the workloads where there are several.
function partNode(view: StackView, unit: number, part: number, { t, formats }: Words): TreeNode {
  const parts = [...partsOfUnit(view.units, unit)].reverse()
  const layer = parts[part]
  if (layer !== undefined) {
    const amount = formats.mib(layer.mib)
    const label = t('stage.tree.part', { layer: t(`stage.layer.${layer.layer}`), amount })
    return { label, region: unitName(view, unit), children: 0 }
  }
  const member = (memberOffsets(view.units)[unit] ?? 0) + part - parts.length
  const name = memberName(view, unit, member)
  const state = stateWord(t, view.members.state[member])
  return { label: t('stage.tree.workload', { name, state }), region: unitName(view, unit), children: 0 }
}

function partCount(view: StackView, unit: number): number {
  const members = view.units.members[unit] ?? 0
  return partsOfUnit(view.units, unit).length + (members > 1 ? members : 0)
}

function stateWord(t: TextFunction, code: number | undefined): string {
  return t(`stage.state.${stateNames[code ?? 0] ?? 'running'}`)
}

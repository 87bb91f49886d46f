/** Files of a layer as cells side by side, deletions as holes, and the way from a hole to what it hides. */
import type { LayerBox } from './types'

type File = LayerBox['layer']['files'][number]

export interface FileCell {
  /** Index of its box. */
  readonly box: number
  readonly path: string
  readonly kib: number
  readonly whiteout: boolean
  /** Files that are too small for a cell of their own and share this one; 0 for a file. */
  readonly others: number
  /** How many of the images that have it do not show it: deleted in a layer above. */
  readonly hiddenIn: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Leader {
  readonly path: string
  readonly from: { readonly x: number; readonly y: number }
  readonly to: { readonly x: number; readonly y: number }
}

/** A file below this has no cell of its own; a hole is as wide as its name wants, px. */
const narrowest = 16
const hole = 120
const inset = 3

export function fileCells(boxes: readonly LayerBox[], line: number): readonly FileCell[] {
  return boxes.flatMap((box, at) => cellsOf(boxes, box, at, line))
}

function cellsOf(boxes: readonly LayerBox[], box: LayerBox, at: number, line: number): readonly FileCell[] {
  const { files } = box.layer
  if (files.length === 0) return []
  const tall = box.height >= 2 * line + 2 * inset
  // In a low box the files stand beside the words.
  const left = tall ? box.x + inset : box.x + box.width * 0.45
  const room = { x: left, width: Math.max(0, box.x + box.width - inset - left) }
  const y = tall ? box.y + line + inset : box.y + 2
  const height = Math.max(2, box.y + box.height - y - (tall ? inset : 2))
  const gone = files.filter(({ whiteout }) => whiteout)
  const kept = files.filter(({ whiteout }) => !whiteout)
  const wide =
    gone.length === 0 ? 0 : Math.min(hole, (room.width * (kept.length > 0 ? 0.5 : 1)) / gone.length)
  const rest = room.width - wide * gone.length
  const base = { box: at, y, height }
  const holes = gone.map(({ path, kib }, index): FileCell => ({
    ...base,
    path,
    kib,
    whiteout: true,
    others: 0,
    hiddenIn: 0,
    x: room.x + rest + index * wide,
    width: Math.max(2, wide - 2),
  }))
  return [...filled(kept, box, { x: room.x, width: rest }, base, boxes), ...holes]
}

function filled(
  kept: readonly File[],
  box: LayerBox,
  room: { readonly x: number; readonly width: number },
  base: Pick<FileCell, 'box' | 'y' | 'height'>,
  boxes: readonly LayerBox[],
): readonly FileCell[] {
  const known = kept.reduce((sum, { kib }) => sum + kib, 0)
  const total = Math.max(box.layer.bytes / 1024, known)
  if (total <= 0 || room.width < narrowest) return []
  const cells: FileCell[] = []
  const small: File[] = []
  let x = room.x
  for (const file of [...kept].sort((one, other) => other.kib - one.kib)) {
    const width = (file.kib / total) * room.width
    if (width < narrowest) small.push(file)
    else {
      const hiddenIn = hidersOf(boxes, box, file.path).length
      cells.push({ ...base, ...file, others: 0, hiddenIn, x, width: width - 1 })
      x += width
    }
  }
  const kib = small.reduce((sum, one) => sum + one.kib, 0)
  const width = (kib / total) * room.width
  if (small.length > 0 && width >= 4) {
    const rest = { path: '', kib, whiteout: false, others: small.length, hiddenIn: 0 }
    cells.push({ ...base, ...rest, x, width: width - 1 })
  }
  return cells
}

/** Images standing on the box in which a layer above it deletes the file. */
function hidersOf(boxes: readonly LayerBox[], box: LayerBox, path: string): readonly number[] {
  return box.images.filter((image) => {
    for (const above of boxes) {
      if (above.depth <= box.depth || !above.images.includes(image)) continue
      if (above.layer.files.some((file) => file.whiteout && hides(file.path, path))) return true
    }
    return false
  })
}

/** A deleted folder takes what is in it along. */
export function hides(whiteout: string, path: string): boolean {
  return whiteout === path || path.startsWith(whiteout.endsWith('/') ? whiteout : `${whiteout}/`)
}

/** From each hole down to the nearest thing that it hides; to the box where that has no cell of its own. */
export function leadersOf(boxes: readonly LayerBox[], cells: readonly FileCell[]): readonly Leader[] {
  return cells.flatMap((cell) => {
    if (!cell.whiteout) return []
    let below = boxes[cell.box]?.below ?? -1
    for (let box = boxes[below]; box !== undefined; below = box.below, box = boxes[below]) {
      const there = below
      const hidden = box.layer.files.find((file) => !file.whiteout && hides(cell.path, file.path))
      if (hidden === undefined) continue
      const target =
        cells.find((one) => one.box === there && one.path === hidden.path && !one.whiteout) ?? box
      return [
        {
          path: cell.path,
          from: { x: cell.x + cell.width / 2, y: cell.y + cell.height },
          to: { x: nearestIn(target, cell.x + cell.width / 2), y: target.y + Math.min(4, target.height / 2) },
        },
      ]
    }
    return []
  })
}

/** Straight down where that hits the target, else a little inside of its nearer edge. */
function nearestIn({ x, width }: { readonly x: number; readonly width: number }, wanted: number): number {
  const inside = Math.min(width / 2, 24)
  return Math.max(x + inside, Math.min(x + width - inside, wanted))
}

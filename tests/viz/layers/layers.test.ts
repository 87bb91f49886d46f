// The icicle: heights are sizes, what is common is one box, and a deletion adds to the stack.
import { describe, expect, test } from 'vitest'
import type { ImageView } from '../../../src/sim'
import { chainsOf, hides, layoutIcicle, neighbourOf } from '../../../src/viz/layers'
import { images, layerView } from '../../support/life-answers'

const room = { width: 600, height: 400, column: 120, line: 18 }
const mb = 1024 * 1024

function imageOf(name: string, digests: readonly string[]): ImageView {
  return {
    ...(images.images[0] as ImageView),
    name,
    layers: digests.map((digest, at) => layerView(digest, (at + 1) * 50 * mb)),
  }
}

describe('chains', () => {
  test('images with the same lower layers stand side by side, wherever they were named', () => {
    const { order, roots } = chainsOf([
      imageOf('a', ['x', 'y']),
      imageOf('b', ['z']),
      imageOf('c', ['x', 'w']),
    ])
    expect(order).toEqual([0, 2, 1])
    expect(roots.map(({ layer, from, to }) => [layer.digest, from, to])).toEqual([
      ['sha256:x', 0, 2],
      ['sha256:z', 2, 3],
    ])
  })

  test('a layer that is the same only higher up is not one box: order is part of an image', () => {
    const { roots } = chainsOf([imageOf('a', ['x', 'y']), imageOf('b', ['z', 'y'])])
    expect(roots.flatMap(({ children }) => children)).toHaveLength(2)
  })
})

describe('boxes', () => {
  const icicle = layoutIcicle(images.images, room)

  test('a shared layer is drawn once, over all images that stand on it', () => {
    const [base] = icicle.boxes
    expect(base?.images).toEqual([0, 1])
    expect(base?.width).toBeCloseTo(icicle.width)
    expect(icicle.boxes).toHaveLength(4)
  })

  test('are to scale where they are not raised to a line', () => {
    const toScale = icicle.boxes.filter(({ raised }) => !raised)
    expect(toScale.length).toBeGreaterThan(1)
    for (const box of toScale) expect(box.height / box.layer.bytes).toBeCloseTo(icicle.scale, 10)
  })

  test('stand on each other and in the drawing', () => {
    for (const box of icicle.boxes) {
      const below = icicle.boxes[box.below]
      expect(box.y + box.height).toBeCloseTo(below === undefined ? icicle.height : below.y)
      expect(box.y).toBeGreaterThanOrEqual(-0.001)
    }
  })

  test('a deletion of no bytes is a layer on top, and shrinks nothing', () => {
    const [shop] = images.images as readonly [ImageView]
    const without = layoutIcicle([{ ...shop, layers: shop.layers.slice(0, 2) }], room)
    const withIt = layoutIcicle([shop], room)
    const top = withIt.boxes[2]
    expect(top?.layer.bytes).toBe(0)
    expect(top?.height).toBeGreaterThanOrEqual(room.line)
    expect(withIt.boxes.length).toBe(without.boxes.length + 1)
    expect(withIt.boxes[1]?.layer.bytes).toBe(without.boxes[1]?.layer.bytes)
  })

  test('arrows lead up, down and aside, and stop at the edges', () => {
    expect(neighbourOf(icicle.boxes, 0, 'ArrowUp')).toBe(1)
    expect(neighbourOf(icicle.boxes, 1, 'ArrowDown')).toBe(0)
    expect(neighbourOf(icicle.boxes, 1, 'ArrowRight')).toBe(3)
    expect(neighbourOf(icicle.boxes, 3, 'ArrowLeft')).toBe(1)
    expect(neighbourOf(icicle.boxes, 0, 'ArrowDown')).toBe(0)
    expect(neighbourOf(icicle.boxes, 3, 'ArrowRight')).toBe(3)
  })

  test('many layers still fit, each at least a line high', () => {
    const many = layoutIcicle(
      [
        imageOf(
          'deep',
          Array.from({ length: 60 }, (_, at) => `l${at}`),
        ),
      ],
      room,
    )
    expect(many.boxes.every(({ height }) => height >= room.line)).toBe(true)
    const tall = many.boxes.reduce((sum, { height }) => sum + height, 0)
    expect(tall).toBeLessThanOrEqual(many.height + 0.001)
  })
})

test('a scale that is given is kept where it fits, and never passed', () => {
  const { scale } = layoutIcicle(images.images, room)
  const smaller = layoutIcicle(images.images, { ...room, scale: scale / 2 })
  expect(smaller.scale).toBe(scale / 2)
  expect(smaller.height).toBe(room.height)
  const [base] = smaller.boxes
  expect((base?.y ?? 0) + (base?.height ?? 0)).toBeCloseTo(room.height)
  expect(layoutIcicle(images.images, { ...room, scale: scale * 2 }).scale).toBe(scale)
})

describe('files', () => {
  const icicle = layoutIcicle(images.images, room)

  test('a hole leads to the file it hides, which is marked and as large as it was', () => {
    const hole = icicle.files.find(({ whiteout }) => whiteout)
    const hidden = icicle.files.find(({ path, whiteout }) => path === '/opt/big.tar' && !whiteout)
    expect(hole?.box).toBe(2)
    expect(hidden?.hiddenIn).toBe(1)
    const [leader] = icicle.leaders
    expect(leader?.from.y).toBeCloseTo((hole?.y ?? 0) + (hole?.height ?? 0))
    expect(leader?.to.y).toBeGreaterThanOrEqual(hidden?.y ?? Infinity)
    expect(leader?.to.x).toBeLessThanOrEqual((hidden?.x ?? 0) + (hidden?.width ?? 0))
  })

  test('the way down is straight where that hits what is hidden', () => {
    const hidden = icicle.files.find(({ path, whiteout }) => path === '/opt/big.tar' && !whiteout)
    const [leader] = icicle.leaders
    const right = (hidden?.x ?? 0) + (hidden?.width ?? 0)
    expect(leader?.to.x).toBeCloseTo(
      Math.min(leader?.from.x ?? 0, right - Math.min((hidden?.width ?? 0) / 2, 24)),
    )
  })

  test('stay inside their layer', () => {
    for (const { box: at, x, y, width, height } of icicle.files) {
      const box = icicle.boxes[at]
      expect(x).toBeGreaterThanOrEqual(box?.x ?? Infinity)
      expect(x + width).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0))
      expect(y + height).toBeLessThanOrEqual((box?.y ?? 0) + (box?.height ?? 0) + 0.001)
    }
  })

  test('a deleted folder hides what is in it, and not what only begins like it', () => {
    expect(hides('/opt', '/opt/big.tar')).toBe(true)
    expect(hides('/opt/', '/opt/big.tar')).toBe(true)
    expect(hides('/opt', '/optional')).toBe(false)
  })
})

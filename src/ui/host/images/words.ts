/** Layers and sizes in words. */
import type { ImagesView, LayerView } from '../../../sim'
import type { LayerBox } from '../../../viz/layers'
import type { Formats, TextFunction } from '../../hooks/useText'

export interface Words {
  readonly t: TextFunction
  readonly formats: Formats
}

const kib = 1024
const mib = 1024 * 1024

/** Sizes from a few bytes to many GiB, as they are said. */
export function size({ formats }: Words, bytes: number): string {
  if (bytes >= mib) return formats.mib(bytes >= 100 * mib ? Math.round(bytes / mib) : bytes / mib)
  if (bytes >= kib) return `${formats.number(bytes / kib, { digits: bytes < 10 * kib ? 1 : 0 })} KiB`
  return `${formats.number(bytes)} B`
}

/** What a registry without layers would have stored more. */
export function savedBytes({ logicalBytes, uniqueBytes }: ImagesView): number {
  return Math.max(0, logicalBytes - uniqueBytes)
}

/** `sha256:` and the first dozen of its digits, as tools print it. */
export function shortDigest(digest: string): string {
  const [head = '', rest] = digest.split(':')
  return rest === undefined ? digest.slice(0, 12) : `${head}:${rest.slice(0, 12)}`
}

export function layerTitle({ instruction, digest }: LayerView): string {
  return instruction === '' ? shortDigest(digest) : instruction
}

/** Containers that run from the images that stand on a layer. */
export function containersOn({ images }: ImagesView, box: LayerBox): number {
  return box.images.reduce((sum, image) => sum + (images[image]?.containers ?? 0), 0)
}

export function deletionsIn({ files }: LayerView): number {
  return files.filter(({ whiteout }) => whiteout).length
}

/** A box in one sentence, for those who do not see it. */
export function boxInWords(words: Words, view: ImagesView, box: LayerBox): string {
  const { t } = words
  const { layer } = box
  const deletions = deletionsIn(layer)
  return [
    t('images-view.layer-says', {
      number: box.depth + 1,
      images: box.images.map((image) => view.images[image]?.name ?? '').join(t('lab.list')),
      instruction: layerTitle(layer),
      bytes: size(words, layer.bytes),
    }),
    layer.images > 1
      ? t('images-view.shared-by', { n: layer.images, containers: containersOn(view, box) })
      : t('images-view.only-here'),
    ...(deletions > 0 ? [t('images-view.deletes', { n: deletions })] : []),
    ...(layer.ready ? [] : [t('images-view.not-ready')]),
  ].join(t('images-view.then'))
}

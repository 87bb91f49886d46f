/** Images: those of the catalogue and of the scenario, as plans with each layer once. */
import { findApp, images as catalogue } from '../catalog'
import { fail } from '../core'
import type { BaseImage, BuiltImage, BuiltLayer, DockerfileProblem } from '../model/image'
import type { ImagePlan, LayerPlan } from '../model/plan'
import type { buildAll } from './dockerfiles'
import { failed, quote, type DecodeProblem, type Failed } from './errors'
import type { Scenario, WorkloadGroup } from './scenario'

export interface PlannedImages {
  readonly images: readonly ImagePlan[]
  readonly layers: readonly LayerPlan[]
}

interface Planned extends PlannedImages {
  readonly byName: ReadonlyMap<string, number>
  readonly wrong: Failed | null
}

/** What the first lessons do without: they have no Dockerfiles, and nobody asks them for a digest. */
interface Tools {
  readonly digestOf: (text: string) => string
  readonly buildAll: typeof buildAll
}
let tools: Tools | null = null

export function setImageTools(given: Tools): void {
  tools = given
}

function needTools(): Tools {
  return tools ?? fail('images are built before the code for it is loaded')
}

/** Unpacked size per size on the wire; assumed (models/host.md §4.3). */
const compression = 2.5

type Definitions = NonNullable<Scenario['define']>['images']
const noDefinitions: NonNullable<Definitions> = {}
const known = new WeakMap<NonNullable<Definitions>, Planned>()

export function planImages(scenario: Scenario): PlannedImages {
  const { images, layers } = planned(scenario)
  return { images, layers }
}

/** The first Dockerfile that cannot be built, with its line. */
export function imagesProblem(scenario: Scenario): Failed | null {
  return planned(scenario).wrong
}

/** Index of a group's image in `planImages`; -1 for none, undefined when nobody knows the name. */
export function imageOf(scenario: Scenario, group: WorkloadGroup): number | undefined {
  const name = group.image ?? findApp(group.app)?.image
  if (name === undefined) return -1
  const at = planned(scenario).byName.get(name)
  return at ?? (group.image === undefined ? -1 : undefined)
}

/** Asked for every group of a scenario, so each set of definitions is built once. */
function planned({ define }: Scenario): Planned {
  const definitions = define?.images ?? noDefinitions
  let found = known.get(definitions)
  if (found === undefined) known.set(definitions, (found = plan(definitions)))
  return found
}

function plan(definitions: NonNullable<Definitions>): Planned {
  const collected = new Collected()
  const bases = new Map<string, BaseImage>()
  for (const { id, layers } of catalogue)
    bases.set(id, collected.add(id, { layers: layers.map(layerOf), config: [] }))
  const texts = Object.fromEntries(Object.entries(definitions).map(([name, one]) => [name, one.dockerfile]))
  const bad =
    Object.keys(texts).length === 0
      ? null
      : needTools().buildAll(
          texts,
          (name) => bases.get(name),
          (name, built) => collected.add(name, built),
        )
  const wrong =
    bad === null
      ? null
      : failed(
          problemNames[bad.problem],
          { line: bad.line, word: quote(bad.word) },
          `define.images.${quoted(bad.name)}.dockerfile`,
        )
  return { ...collected.inOrder(), wrong }
}

const problemNames = {
  instruction: 'dockerfile-instruction',
  from: 'dockerfile-from',
  argument: 'dockerfile-argument',
  effect: 'dockerfile-effect',
  base: 'dockerfile-base',
  digest: 'dockerfile-digest',
  stage: 'dockerfile-stage',
} as const satisfies Record<DockerfileProblem, DecodeProblem>

const quoted = (name: string): string => (/^\w+$/.test(name) ? name : `["${name}"]`)

function layerOf({ instruction, files }: (typeof catalogue)[number]['layers'][number]): BuiltLayer {
  return {
    instruction,
    files: files.map(({ path, mib }) => ({ path, bytes: mib * 1048576, whiteout: false })),
  }
}

/** Collects images; layers of the same content are one. */
class Collected {
  private readonly plans = new Map<string, ImagePlan>()
  private readonly layers: LayerPlan[] = []
  private readonly byContent = new Map<string, number>()

  add(name: string, built: BuiltImage): BaseImage {
    const rows = built.layers.map((layer) => this.layerRow(layer))
    const layers = rows.map((row) => this.layers[row])
    const described = once(() => describe(layers, built.config))
    this.plans.set(name, {
      name,
      layers: rows,
      get digest() {
        return described().digest
      },
      get configBytes() {
        return described().configBytes
      },
    })
    return {
      ...built,
      get digest() {
        return described().digest
      },
    }
  }

  inOrder(): Omit<Planned, 'wrong'> {
    const inCatalogue = catalogue.map(({ id }) => id)
    const own = [...this.plans.keys()].filter((name) => !inCatalogue.includes(name)).sort()
    const images = [...inCatalogue, ...own].flatMap((name) => this.plans.get(name) ?? [])
    return { images, layers: this.layers, byName: new Map(images.map(({ name }, at) => [name, at])) }
  }

  private layerRow(layer: BuiltLayer): number {
    const content = contentOf(layer)
    const same = this.byContent.get(content)
    if (same !== undefined) return same
    const bytes = layer.files.reduce((sum, file) => sum + file.bytes, 0)
    const digest = once(() => needTools().digestOf(content))
    this.byContent.set(content, this.layers.length)
    return (
      this.layers.push({
        instruction: layer.instruction,
        bytes,
        compressedBytes: Math.ceil(bytes / compression),
        files: layer.files.map(({ path, bytes: size, whiteout }) => ({
          path,
          kib: Math.ceil(size / 1024),
          whiteout,
        })),
        get digest() {
          return digest()
        },
      }) - 1
    )
  }
}

/**
 * What a layer is made of, whatever lies below it. The instruction belongs to it: two commands that write files of the
 * same names and sizes still write different bytes.
 */
function contentOf({ instruction, files }: BuiltLayer): string {
  const lines = files.map(({ path, bytes, whiteout }) => (whiteout ? `- ${path}` : `+ ${path} ${bytes}`))
  return [instruction, ...lines].join('\n')
}

/** Configuration and manifest, as the image format writes them; only the digests of these texts are told. */
function describe(
  layers: readonly LayerPlan[],
  config: readonly string[],
): { readonly digest: string; readonly configBytes: number } {
  const { digestOf } = needTools()
  const configuration = JSON.stringify({
    os: 'linux',
    history: config,
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
  })
  const manifest = JSON.stringify({
    schemaVersion: 2,
    config: { digest: digestOf(configuration), size: configuration.length },
    layers: layers.map(({ digest, compressedBytes }) => ({ digest, size: compressedBytes })),
  })
  return { digest: digestOf(manifest), configBytes: configuration.length }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

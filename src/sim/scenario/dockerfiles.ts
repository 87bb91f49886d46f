/** Images that a scenario defines by Dockerfiles, each on images of the catalogue or on others of its own. */
import { buildDockerfile, type BadLine, type BaseImage, type BuiltImage } from '../model/image'

/** A Dockerfile with a line that is wrong. */
export interface BadDockerfile extends BadLine {
  readonly name: string
}

/**
 * Builds all, each after those it begins with or copies from, and hands them to `add` in that order. A Dockerfile under
 * a name of the catalogue takes its place, and may begin with what it replaces. What waits for an image that nobody
 * defines, or for itself, has a base that nobody knows.
 */
export function buildAll(
  texts: Readonly<Record<string, string>>,
  inCatalogue: (name: string) => BaseImage | undefined,
  add: (name: string, built: BuiltImage) => BaseImage,
): BadDockerfile | null {
  const own = new Map<string, BaseImage | undefined>(Object.keys(texts).map((name) => [name, undefined]))
  let open = [...own.keys()].sort()
  while (open.length > 0) {
    const later: BadDockerfile[] = []
    for (const name of open) {
      const baseOf = (base: string): BaseImage | undefined =>
        base !== name && own.has(base) ? own.get(base) : inCatalogue(base)
      const built = buildDockerfile(texts[name], baseOf)
      if (!('problem' in built)) own.set(name, add(name, built))
      else if (built.problem === 'base' || built.problem === 'stage') later.push({ ...built, name })
      else return { ...built, name }
    }
    if (later.length === open.length) return later[0]
    open = later.map(({ name }) => name)
  }
  return null
}

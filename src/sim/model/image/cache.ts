/**
 * The build cache: an instruction is taken from it as long as everything above it in its stage is what it was, and, if
 * it copies from another stage or begins with one, that stage too.
 */
import { readFrom, sourceOf, stageNamed } from './dockerfile'
import { parseDockerfile, type BadLine } from './parse'

export interface BuildCache {
  /** Lines on which instructions begin. */
  readonly cached: readonly number[]
  readonly rebuilt: readonly number[]
}

interface Stage {
  readonly name: string
  isRebuilt: boolean
}

/** What is rebuilt after a change on a line; one on a line of no instruction changes nothing. */
export function afterChange(text: string, changed: number): BuildCache | BadLine {
  const instructions = parseDockerfile(text)
  if ('problem' in instructions) return instructions
  const cached: number[] = []
  const rebuilt: number[] = []
  const stages: Stage[] = []
  // An ARG above the first FROM is seen by all stages.
  let everything = false
  for (const { line, lastLine, name, rest } of instructions) {
    const isChanged = changed >= line && changed <= lastLine
    if (name === 'FROM') {
      const { base, as } = readFrom(rest)
      const below = stages.find((stage) => stage.name !== '' && stage.name === base)
      stages.push({ name: as, isRebuilt: everything || below?.isRebuilt === true })
    }
    const stage: Stage | undefined = stages[stages.length - 1]
    const source = name === 'COPY' ? stageNamed(stages.slice(0, -1), sourceOf(rest)) : undefined
    if (stage === undefined) everything ||= isChanged
    else stage.isRebuilt ||= isChanged || source?.isRebuilt === true
    const isRebuilt = stage === undefined ? isChanged : stage.isRebuilt
    if (isRebuilt) rebuilt.push(line)
    else cached.push(line)
  }
  return { cached, rebuilt }
}

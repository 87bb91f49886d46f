/** Times, counts and rows of starts in words. */
import type { LayerRow, PullRow, StartRow, StartsView } from '../../../sim'
import type { Formats, TextFunction } from '../../hooks/useText'

export interface Words {
  readonly t: TextFunction
  readonly formats: Formats
}

const millisecond = 1000
const second = 1_000_000

/** 812 ms, 3.2 s, 97 s: three digits that mean something. */
export function lasted({ t, formats }: Words, micros: number): string {
  if (micros < second) {
    const digits = micros < 10 * millisecond ? 1 : 0
    return t('starts-view.ms', { ms: formats.number(micros / millisecond, { digits }) })
  }
  const digits = micros < 10 * second ? 2 : micros < 100 * second ? 1 : 0
  return t('starts-view.s', { s: formats.number(micros / second, { digits }) })
}

export function mebibytes({ formats }: Words, bytes: number): string {
  return formats.mib(bytes / (1024 * 1024))
}

export function countsOf({ starts, pulls }: StartsView) {
  const starting = starts.filter(({ state }) => state === 'starting')
  return {
    underWay: starting.length,
    slow: starting.filter((start) => speedNow(start) < 1000).length,
    pulls: pulls.filter(({ state }) => state !== 'ready' && state !== 'failed').length,
  }
}

/** Thousandths of full speed at which its present phase goes; 1000 when none is under way. */
export function speedNow({ phases }: StartRow): number {
  return phases.find(({ to }) => to === null)?.speedPermille ?? 1000
}

/** When the last of its phases ended, or now while it goes on. */
export function endOf({ phases, asked, state }: StartRow, now: number): number {
  if (state === 'starting') return now
  return phases.reduce((last, { to }) => Math.max(last, to ?? last), asked)
}

export function startInWords(words: Words, start: StartRow, now: number): string {
  const { t, formats } = words
  const open = start.phases.find(({ to }) => to === null)
  const args = { name: start.name, group: start.group, time: lasted(words, endOf(start, now) - start.asked) }
  if (start.state !== 'starting' || open === undefined) {
    const state = start.state === 'starting' ? 'waiting' : start.state
    return t(`starts-view.row.${state}`, args)
  }
  const phase = t(`starts-view.phase.${open.phase}`)
  const speed = formats.percent(open.speedPermille / 1000)
  return t(open.speedPermille < 1000 ? 'starts-view.row.slow' : 'starts-view.row.starting', {
    ...args,
    phase,
    speed,
  })
}

export function pullInWords(
  words: Words,
  { image, state, asked, ended, layers }: PullRow,
  now: number,
): string {
  return words.t('starts-view.row.pull', {
    image,
    state: words.t(`starts-view.pull.${state}`),
    n: layers.length,
    cached: layers.filter(({ cached }) => cached).length,
    time: lasted(words, (ended ?? now) - asked),
  })
}

export function layerInWords(words: Words, { compressedBytes, bytes, cached }: LayerRow): string {
  if (cached) return words.t('starts-view.layer-cached', { bytes: mebibytes(words, bytes) })
  return words.t('starts-view.layer-sizes', {
    compressed: mebibytes(words, compressedBytes),
    bytes: mebibytes(words, bytes),
  })
}

/** What a Dockerfile's reader knows it by: the first words of its instruction; else the head of its digest. */
export function layerName({ instruction, digest }: Pick<LayerRow, 'instruction' | 'digest'>): string {
  return instruction === '' ? digest.replace(/^sha256:/, '').slice(0, 12) : instruction
}

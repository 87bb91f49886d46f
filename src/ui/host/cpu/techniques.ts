/** Names of techniques and pages that come as words, and what one mix costs under each technique. */
import {
  mixOverhead,
  pageSizeNames,
  planTechnique,
  techniqueNames,
  type PageSize,
  type Technique,
} from '../../../sim'
import { numberIn, wordIn, type Fields } from '../../lab/useFields'

export function techniqueOf(word: string): Technique {
  return techniqueNames.find((name) => name === word) ?? 'native'
}

export function pageOf(word: string): PageSize {
  return pageSizeNames.find((name) => name === word) ?? '4K'
}

export interface TechniqueCost {
  readonly technique: Technique
  /** CPU per native CPU by the law of overhead, threads of the host included. */
  readonly factor: number
}

/**
 * The law of overhead for the mix of a group, as its columns tell it, under every technique with the page sizes
 * that the group has; null while the columns are not known, and without a mix.
 */
export function costsOfMix(fields: Fields): readonly TechniqueCost[] | null {
  const number = (column: string) => numberIn(fields, 'groupTechnique', column) ?? 0
  if (number('mix') === 0) return null
  const mix = {
    kernelPermille: number('kernelPermille'),
    syscalls: number('syscalls'),
    privileged: number('privileged'),
    pageTable: number('pageTable'),
    pageFaults: number('pageFaults'),
    contextSwitches: number('contextSwitches'),
    io: number('io'),
    interrupts: number('interrupts'),
    ipis: number('ipis'),
    walkPermille: number('walkPermille'),
    workingSetMiB: number('workingSetMiB'),
    access: wordIn(fields, 'groupTechnique', 'access') === 'stream' ? 1 : 0,
    emulatedDevice: number('emulatedDevice') === 1,
  }
  const page = (column: string) => pageSizeNames.indexOf(pageOf(wordIn(fields, 'groupTechnique', column)))
  return techniqueNames.map((technique, code) => ({
    technique,
    factor: mixOverhead(mix, technique, planTechnique(code), page('guestPage'), page('hostPage')).total,
  }))
}

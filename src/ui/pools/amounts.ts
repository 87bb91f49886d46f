/** Memory and CPU as the pictures print them: one unit for all numbers of a view, so that they can be added up. */
import type { Formats } from '../hooks/useText'

const mebibytesPerGibibyte = 1024
const millicoresPerCore = 1000

/** MiB → '3.5 GiB'; small amounts stay in MiB, those of whole datacenters are written in TiB. */
export function gibibytes(formats: Formats, mebibytes: number): string {
  if (mebibytes < mebibytesPerGibibyte) return formats.mib(Math.round(mebibytes))
  const gibibytes = mebibytes / mebibytesPerGibibyte
  if (gibibytes >= 10_240) return `${formats.number(gibibytes / 1024, { digits: 1 })} TiB`
  return `${gibibytesBare(formats, mebibytes)} GiB`
}

/** MiB → '3.5', for places where the unit is said elsewhere. */
export function gibibytesBare(formats: Formats, mebibytes: number): string {
  return formats.number(mebibytes / mebibytesPerGibibyte, { digits: 1 })
}

/** Millicores → '2.5'. */
export function coresBare(formats: Formats, millicores: number): string {
  const cores = millicores / millicoresPerCore
  return formats.number(cores, { digits: cores < 10 ? 2 : 1 })
}

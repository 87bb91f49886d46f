/** A bar in words, with numbers that add up as they are printed. */
import { losses, type BottleneckBar } from '../../../sim'
import { largestLosses } from '../../../viz/bars'
import { roundToSum } from '../../../viz/pools'
import { useFormats, useText } from '../../hooks/useText'
import { responseMillis } from '../responseTime'

interface BarWords {
  /** 'Wanted 0.50 cores, received 0.46: steal 0.03, exits 0.01.' */
  readonly sentence: string
  /** How long it waits, and how long its requests take. */
  readonly time: string
}

export function useBarWords(bar: BottleneckBar): BarWords {
  const t = useText()
  const formats = useFormats()
  const digits = digitsFor(bar)
  const amounts = roundToSum(
    [bar.received, ...bar.lost].map((millicores) => millicores / 1000),
    digits,
  )
  const print = (cores: number) => formats.number(cores, { digits, fixed: true })
  const causes = largestLosses(bar.lost).map(({ loss }) =>
    t('bars.lost', { cause: t(`bars.cause.${losses[loss] ?? ''}`), amount: print(amounts[loss + 1] ?? 0) }),
  )
  const wanted = print(amounts.reduce((sum, one) => sum + one, 0))
  const received = print(amounts[0] ?? 0)
  const key = bar.wanted <= 0 ? 'bars.wants-nothing' : causes.length === 0 ? 'bars.whole' : 'bars.sentence'
  const millis = (value: number) => responseMillis(formats, value, 10)
  return {
    sentence: t(key, { wanted, received, causes: causes.join(t('bars.separator')) }),
    time: t('bars.time', {
      ready: formats.number(bar.readyPermille / 10, { digits: 1 }),
      mean: millis(bar.meanMillis),
      p99: millis(bar.p99Millis),
    }),
  }
}

/** Two digits of a core are enough, unless a cause would then be printed as nothing. */
function digitsFor({ received, lost }: BottleneckBar): number {
  return [received, ...lost].some((millicores) => millicores > 0 && millicores < 5) ? 3 : 2
}

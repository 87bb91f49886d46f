/** A run's summary as people read it. */
import { formatClock } from '../i18n/format'
import type { Cli } from './cli'
import { refusalsText } from './refusals'
import type { HostSummary, Summary } from './summary'
import { harmless, tableText } from './table'

/** Hosts in the report; all of them are in --json. */
const hostsShown = 40

export function reportText(cli: Cli, summary: Summary): string {
  const { t } = cli
  const parts = [headText(cli, summary)]
  parts.push(
    tableText(
      [
        [t('cli.group'), t('cli.count'), t('cli.placed'), t('cli.running'), t('cli.lost')],
        ...summary.groups.map(({ name, count, placed, running, lost }) => [
          name,
          ...[count, placed, running, lost].map(String),
        ]),
      ],
      { right: [1, 2, 3, 4] },
    ),
  )
  parts.push(hostsText(cli, summary.hosts))
  parts.push(factsText(cli, summary))
  if (summary.refused.length > 0) parts.push(refusalsText(cli, summary.refused))
  if (summary.notes.length > 0) {
    parts.push(`${t('cli.notes')}\n${summary.notes.map((note) => `  - ${note}\n`).join('')}`)
  }
  return parts.join('\n')
}

function headText({ t }: Cli, { source, title, seed, atMicros, digest, verified }: Summary): string {
  const name = harmless(title === null ? source : `${source} (${title})`)
  const rows = [
    [t('cli.scenario'), name],
    [t('cli.seed'), String(seed)],
    [t('cli.end'), `${formatClock(atMicros)} (${atMicros} µs)`],
    [t('cli.digest'), digest],
  ]
  if (verified !== null) rows.push([t('cli.link'), t(verified ? 'cli.verified' : 'cli.not-verified')])
  return tableText(rows)
}

function hostsText({ t }: Cli, hosts: readonly HostSummary[]): string {
  const rows = hosts
    .slice(0, hostsShown)
    .map(({ name, power, memoryUsedMiB, memoryUsableMiB, cpuUsedMillicores, cpuMillicores }) => [
      name,
      t(`cli.power.${power}`),
      `${memoryUsedMiB} / ${memoryUsableMiB}`,
      share(memoryUsedMiB, memoryUsableMiB),
      `${cpuUsedMillicores} / ${cpuMillicores}`,
      share(cpuUsedMillicores, cpuMillicores),
    ])
  const head = [t('cli.host'), t('cli.power'), t('cli.memory'), '', t('cli.cpu'), '']
  const more = hosts.length - hostsShown
  const table = tableText([head, ...rows], { right: [2, 3, 4, 5] })
  return more > 0 ? `${table}${t('cli.more-hosts', { more })}\n` : table
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`
}

function factsText({ t }: Cli, { facts, unnamedFacts }: Summary): string {
  const rows = Object.entries(facts).map(([name, count]) => [name, String(count)])
  if (unnamedFacts > 0) rows.push([t('cli.unnamed-facts'), String(unnamedFacts)])
  return tableText([[t('cli.fact'), t('cli.count')], ...rows], { right: [1] })
}

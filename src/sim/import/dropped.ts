/** Several files at once → one scenario: which of them is the main one, and where it finds the others. */
import type { Scenario } from '../scenario/scenario'
import { readCompose } from './compose'
import { kindOfFiles } from './kind'
import type { SourceText } from './kubernetes/objects'
import { readKubernetes } from './kubernetes/read'
import { kubernetesToScenario } from './kubernetes/to-scenario'
import { folderOf, joinPath } from './paths'
import { planetlabToScenario } from './planetlab/to-scenario'
import { noteLine, noteLines, type ImportNote, type ImportProblem } from './problems'
import { composeToScenario, type ImportedScenario, type ToScenarioOptions } from './to-scenario'

/** `file` is the main one. */
export type DroppedResult = { readonly file: string } & (
  { readonly scenario: Scenario } | { readonly problems: readonly ImportProblem[] }
)

/** Names that Compose looks for, best first. */
const composeNames = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']

/** The scenario of files that belong together, with the notes of reading and building in it. */
export function importFiles(files: readonly SourceText[], options: ToScenarioOptions): DroppedResult {
  const described = files.filter(({ name }) => /\.(ya?ml|json)$/i.test(name))
  const kind = kindOfFiles(described.length > 0 ? described : files)
  if (kind === 'compose') return importCompose(files, options)
  const file = files[0].name
  const folder = folderOf(file)
  const title = folder === '' ? withoutEnding(file) : folder
  if (kind === 'planetlab') {
    const read = planetlabToScenario(files, folder === '' ? 'PlanetLab' : folder)
    return 'problems' in read ? { file, problems: read.problems } : { file, scenario: read.scenario }
  }
  const read = readKubernetes(described)
  if ('problems' in read) return { file, problems: read.problems }
  return { file, scenario: withNotes(kubernetesToScenario(read.manifests, title), read.warnings) }
}

function importCompose(files: readonly SourceText[], options: ToScenarioOptions): DroppedResult {
  const { name: file, text } = mainFile(files)
  const folder = folderOf(file)
  const texts = new Map(files.map((one) => [one.name, one.text]))
  const read = readCompose(text, {
    name: folder === '' ? withoutEnding(file) : folder,
    fileName: file.slice(folder === '' ? 0 : folder.length + 1),
    file: (path) => texts.get(joinPath(folder, path)),
  })
  if ('problems' in read) return { file, problems: read.problems }
  return { file, scenario: withNotes(composeToScenario(read.project, options), read.warnings) }
}

/** The one nearest the top that has a name of Compose's own, else the first with services. */
function mainFile(files: readonly SourceText[]): SourceText {
  const depth = ({ name }: SourceText) => name.split('/').length
  const rank = ({ name }: SourceText) => composeNames.indexOf(name.slice(name.lastIndexOf('/') + 1))
  const named = files
    .filter((file) => rank(file) >= 0)
    .sort((a, b) => depth(a) - depth(b) || rank(a) - rank(b))
  const yaml = files.filter(({ name }) => /\.ya?ml$/i.test(name))
  const withServices = yaml.filter(({ text }) => /^["']?(services|include)["']?[ \t]*:/m.test(text))
  return named[0] ?? withServices.sort((a, b) => depth(a) - depth(b))[0] ?? yaml[0] ?? files[0]
}

function withNotes({ scenario, notes }: ImportedScenario, warnings: readonly ImportNote[]): Scenario {
  const unique = new Map([...warnings, ...notes].map((note) => [noteLine(note), note]))
  return { ...scenario, notes: noteLines([...unique.values()]) }
}

function withoutEnding(name: string): string {
  return name.replace(/\.(ya?ml|json)$/i, '')
}

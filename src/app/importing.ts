/** Opening files: a saved run, a Compose file, Kubernetes manifests, or a folder of recorded loads. */
import type { Link } from '../sim'
import { textsOf, type FoundFile } from './dropping'
import { candidatesOf, type ComposeKind, type Importer, type ImportProblem } from './files'
import type { Codec } from './link'
import type { DroppedFile } from './slices/notices'
import { addNotice, dropFileNotices, type Store } from './store'

interface ImportingParts {
  readonly store: Store
  codec(): Promise<Codec>
  importer(): Promise<Importer>
  openLink(link: Link): Promise<boolean>
}

export interface Importing {
  /** Files that belong together, such as those of one drop. */
  openFiles(files: readonly FoundFile[]): Promise<void>
  /** Files of which `openFiles` asked what their services shall run in. */
  openCompose(files: readonly DroppedFile[], kind: ComposeKind): Promise<void>
}

export function createImporting({ store, codec, importer, openLink }: ImportingParts): Importing {
  async function openFiles(found: readonly FoundFile[]): Promise<void> {
    const read = await textsOf(found)
    if ('tooLarge' in read) return fileProblem(store, 'problem.file-too-large', read.tooLarge)
    const [first] = read
    const candidates = candidatesOf(read)
    if (first === undefined) return
    if (candidates.length === 0) return fileProblem(store, 'problem.file-unknown', first.name)
    const [only, second] = candidates
    // Only a manifest says its version; everything else in JSON is a run, or said to be none.
    const isRun = only !== undefined && second === undefined && /\.json$/i.test(only.name)
    if (isRun && !/["']apiVersion["']\s*:/.test(only.text)) return openRun(only)
    await importFiles(read, candidates)
  }

  async function openRun({ name, text }: DroppedFile): Promise<void> {
    const decoded = (await codec()).decodeFile(text)
    if ('link' in decoded) {
      await openLink(decoded.link)
      return
    }
    const { problem, path, args } = decoded.problem
    dropFileNotices(store, name)
    addNotice(store, {
      tone: 'problem',
      text: `decode.${problem}`,
      args: { ...args, path },
      place: path,
      action: null,
      file: name,
    })
  }

  // What cannot be read is said before anything is asked: both kinds are read from the same files alike.
  async function importFiles(
    files: readonly DroppedFile[],
    candidates: readonly DroppedFile[],
  ): Promise<void> {
    const reader = await importer()
    const kind = reader.kindOf(candidates)
    const chosen = kind === 'compose' ? files : candidates
    const imported = reader.importFiles(chosen, { wrap: 'container' })
    if ('problems' in imported) return complainOfImport(store, imported.file, imported.problems)
    if (kind === 'compose')
      store.change('notice', { dialog: { type: 'compose', name: imported.file, files: chosen } })
    else await openLink(imported.link)
  }

  async function openCompose(files: readonly DroppedFile[], wrap: ComposeKind): Promise<void> {
    store.change('notice', { dialog: null })
    const imported = (await importer()).importFiles(files, { wrap })
    if ('problems' in imported) return complainOfImport(store, imported.file, imported.problems)
    await openLink(imported.link)
  }

  return { openFiles, openCompose }
}

function fileProblem(store: Store, text: string, name: string): void {
  dropFileNotices(store, name)
  addNotice(store, { tone: 'problem', text, args: { name }, place: name, action: null, file: name })
}

/** One message for a file: its first problem, and how many more there are. */
function complainOfImport(store: Store, file: string, problems: readonly ImportProblem[]): void {
  const [first] = problems
  if (first === undefined) return
  dropFileNotices(store, file)
  addNotice(store, {
    tone: 'problem',
    text: `import.${first.code}`,
    args: first.args,
    place: placeOf(file, first),
    action: null,
    file,
    more: problems.length - 1,
  })
}

function placeOf(main: string, { file = main, line, column, path }: ImportProblem): string {
  const spot = line > 0 ? `${file}:${line}:${column}` : file
  return path === '' ? spot : `${spot} ${path}`
}

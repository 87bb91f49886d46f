/** Files dropped on the page: one, several, or a folder with what is in it. */
import { largestFile } from './files'
import type { DroppedFile } from './slices/notices'

/** Files and folders looked at and bytes read of one drop; a folder of recorded loads has about a thousand files. */
const mostEntries = 25000
const mostBytes = 4 * largestFile
/** Folders that hold no description of anything. */
const passedOver = /^(?:node_modules|vendor|\..*)$/

/** A file with its path inside what was dropped. */
export interface FoundFile {
  readonly path: string
  readonly file: File
}

/** The files of a drop. The browser tells of folders only during the event, so that no wait may come before. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly FoundFile[]> {
  const plain = [...transfer.files]
  // A browser that knows no folders has no such function, and a drop made by a script no entry.
  const items = (transfer.items as DataTransferItemList | undefined) ?? []
  const entries = [...items].map((item) =>
    typeof item.webkitGetAsEntry === 'function' ? item.webkitGetAsEntry() : null,
  )
  if (!entries.some((entry) => entry?.isDirectory === true)) {
    return plain.map((file) => ({ path: file.name, file }))
  }
  const found: FoundFile[] = []
  const pending = entries.filter((entry) => entry !== null)
  let room = mostEntries - pending.length
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    if (isFolder(entry)) {
      if (passedOver.test(entry.name)) continue
      const inside = await entriesIn(entry, room)
      room -= inside.length
      pending.push(...inside)
    } else if (isFile(entry) && !isHidden(entry.name)) {
      found.push({ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry) })
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The texts of files, or the name of the one with which they become too large. */
export async function textsOf(
  files: readonly FoundFile[],
): Promise<readonly DroppedFile[] | { readonly tooLarge: string }> {
  const texts: DroppedFile[] = []
  let bytes = 0
  for (const { path, file } of files) {
    bytes += file.size
    if (file.size > largestFile || bytes > mostBytes) return { tooLarge: path }
    texts.push({ name: path, text: await file.text() })
  }
  return texts
}

/** Hidden files are the system's own, but for the one that Compose reads. */
function isHidden(name: string): boolean {
  return name.startsWith('.') && !name.startsWith('.env')
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** The first entries of a folder; the browser gives them in portions, and an empty one at the end. */
async function entriesIn(
  folder: FileSystemDirectoryEntry,
  most: number,
): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const entries: FileSystemEntry[] = []
  while (entries.length < most) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (portion.length === 0) break
    entries.push(...portion)
  }
  return entries.slice(0, most)
}

// Dropped folders: what is in them is read, and no tree is too large to come to an end.
import { expect, test } from 'vitest'
import { droppedFiles } from '../../src/app/dropping'

interface Fake {
  readonly name: string
  readonly isDirectory: boolean
  readonly isFile: boolean
  readonly fullPath: string
  createReader?(): unknown
  file?(resolve: (file: File) => void): void
}

let opened = 0

/** A folder whose entries come in portions, as a browser gives them. */
function folder(name: string, path: string, inside: (path: string) => readonly Fake[]): Fake {
  const fullPath = `${path}/${name}`
  return {
    name,
    fullPath,
    isDirectory: true,
    isFile: false,
    createReader() {
      opened++
      let left = [...inside(fullPath)]
      return {
        readEntries(resolve: (entries: readonly Fake[]) => void) {
          const portion = left.slice(0, 100)
          left = left.slice(100)
          resolve(portion)
        },
      }
    },
  }
}

function file(name: string, path: string): Fake {
  const done = (resolve: (file: File) => void) => resolve(new File(['x'], name))
  return { name, fullPath: `${path}/${name}`, isDirectory: false, isFile: true, file: done }
}

const drop = (entry: Fake) =>
  droppedFiles({ files: [], items: [{ webkitGetAsEntry: () => entry }] } as unknown as DataTransfer)

test('files are found at every depth, but not in folders of the system', async () => {
  const found = await drop(
    folder('top', '', (path) => [
      file('b.yaml', path),
      folder('in', path, (inner) => [file('a.yaml', inner)]),
      folder('.git', path, (inner) => [file('config', inner)]),
    ]),
  )
  expect(found.map(({ path }) => path)).toEqual(['top/b.yaml', 'top/in/a.yaml'])
})

test('a tree of folders without end comes to an end', async () => {
  const endless = (path: string): readonly Fake[] =>
    ['a', 'b', 'c'].map((name) => folder(name, path.slice(-20), endless))
  opened = 0
  expect(await drop(folder('top', '', endless))).toEqual([])
  expect(opened).toBeLessThanOrEqual(25000)
})

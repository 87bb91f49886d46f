/** What a memory management unit does with a virtual address: one table, or a directory of tables. */

export interface LinearEntry {
  readonly valid: boolean
  /** Physical page; read only when valid. */
  readonly pfn: number | null
}

export interface LinearWalk {
  readonly virtualAddress: number
  readonly page: number
  readonly offset: number
  /** null beyond the table. */
  readonly entry: LinearEntry | null
  /** null = page fault. */
  readonly physicalAddress: number | null
}

/** One lookup in a linear table. Whole numbers, pageSize at least 1. */
export function walkLinear(
  pageSize: number,
  table: readonly LinearEntry[],
  virtualAddress: number,
): LinearWalk {
  const offset = virtualAddress % pageSize
  const page = (virtualAddress - offset) / pageSize
  const entry = page < table.length ? table[page] : null
  const physicalAddress = entry?.valid === true ? (entry.pfn ?? 0) * pageSize + offset : null
  return { virtualAddress, page, offset, entry, physicalAddress }
}

export interface TwoLevelTables {
  readonly pageSize: number
  readonly pdeShift: number
  readonly pteShift: number
  readonly validMask: number
  readonly pfnMask: number
  readonly pageDirectoryPage: number
  /** Content of physical page 0, 1, …, byte by byte. */
  readonly memory: readonly Uint8Array[]
}

/** One entry that was read: where it lies, and what it says. */
export interface EntryRead {
  readonly page: number
  readonly index: number
  readonly value: number
  readonly valid: boolean
  readonly pfn: number
}

export interface TwoLevelWalk {
  readonly virtualAddress: number
  readonly directoryIndex: number
  readonly tableIndex: number
  readonly offset: number
  readonly pde: EntryRead | null
  readonly pte: EntryRead | null
  readonly fault: 'pde' | 'pte' | null
  readonly physical: number | null
  /** The byte at the physical address. */
  readonly value: number | null
  /** A physical page that was needed and is not there, or not long enough; then nothing after it is known. */
  readonly absent: number | null
}

const twoTo = (bits: number): number => {
  let value = 1
  for (let bit = 0; bit < bits; bit++) value *= 2
  return value
}

/** One walk through directory and table. Addresses are whole and below 2^53, so plain numbers hold them. */
export function walkTwoLevel(tables: TwoLevelTables, virtualAddress: number): TwoLevelWalk {
  const { pdeShift, pteShift, pageDirectoryPage } = tables
  const offset = virtualAddress % twoTo(pteShift)
  const directoryIndex = Math.floor(virtualAddress / twoTo(pdeShift))
  const tableIndex = Math.floor(virtualAddress / twoTo(pteShift)) % twoTo(pdeShift - pteShift)
  const walk: TwoLevelWalk = {
    ...{ virtualAddress, directoryIndex, tableIndex, offset },
    ...{ pde: null, pte: null, fault: null, physical: null, value: null, absent: null },
  }
  const pde = readEntry(tables, pageDirectoryPage, directoryIndex)
  if (pde === null) return { ...walk, absent: pageDirectoryPage }
  if (!pde.valid) return { ...walk, pde, fault: 'pde' }
  const pte = readEntry(tables, pde.pfn, tableIndex)
  if (pte === null) return { ...walk, pde, absent: pde.pfn }
  if (!pte.valid) return { ...walk, pde, pte, fault: 'pte' }
  const physical = pte.pfn * twoTo(pteShift) + offset
  const page = Math.floor(physical / tables.pageSize)
  const value = byteAt(tables, page, physical % tables.pageSize)
  return { ...walk, pde, pte, physical, value, absent: value === null ? page : null }
}

function byteAt({ memory }: TwoLevelTables, page: number, index: number): number | null {
  return page < memory.length && index < memory[page].length ? memory[page][index] : null
}

function readEntry(tables: TwoLevelTables, page: number, index: number): EntryRead | null {
  const value = byteAt(tables, page, index)
  if (value === null) return null
  return { page, index, value, valid: (value & tables.validMask) !== 0, pfn: value & tables.pfnMask }
}

/** The bytes of a text of hexadecimal digits; null unless it is exactly `count` bytes. */
export function bytesOfHex(text: string, count: number): Uint8Array | null {
  if (text.length !== 2 * count || !/^[0-9a-fA-F]*$/.test(text)) return null
  return Uint8Array.from({ length: count }, (_, at) => parseInt(text.slice(2 * at, 2 * at + 2), 16))
}

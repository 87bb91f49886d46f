/** Page tables: an address, its bits, the entries that are read for it, and the fault or the address that comes out. */
import { bytesOfHex, walkLinear, walkTwoLevel } from '../../sim'
import { bitsFor, cutBits, type BitField } from '../../viz/textbook'
import { useText } from '../hooks/useText'
import { ChoiceField, Form, RowsField, TextField, wrongOf, type RowColumn } from './Fields'
import { numberIn, rowsIn, rowsText, useInputs, wordsIn, type Inputs } from './inputs'
import { evaluateById } from './partitions'
import styles from './Textbook.module.css'

export const tablesStart: Inputs = {
  tableKind: 'linear',
  linearPage: '1024',
  addressSpaceBytes: '8192',
  physicalBytes: '16384',
  // Valid, physical page.
  pageTable: '1:9;0:;1:2;1:15;0:;1:4',
  linearAddress: '2500',
  pageSize: '8',
  vaBits: '9',
  pdeShift: '6',
  pteShift: '3',
  validMask: '128',
  pfnMask: '127',
  pageDirectoryPage: '0',
  memoryPagesHex:
    '8182000000000000 8384000000000000 0085000000000000 1011121314151617 2021222324252627 3031323334353637',
  virtualAddress: '11',
}

const tableKinds = ['linear', 'twolevel'] as const

interface PartProps {
  readonly inputs: Inputs
  readonly change: (changes: Inputs) => void
}

export function TablesTab() {
  const [inputs, change] = useInputs(tablesStart)
  return inputs['tableKind'] === 'twolevel' ? (
    <TwoLevels inputs={inputs} change={change} />
  ) : (
    <Linear inputs={inputs} change={change} />
  )
}

interface LinearInput {
  readonly pageSize: number
  readonly pageTable: readonly { readonly valid: boolean; readonly pfn: number | null }[]
  readonly virtualAddresses: readonly number[]
}

function Linear({ inputs, change }: PartProps) {
  const t = useText()
  const rows = rowsIn(inputs['pageTable'] ?? '')
  const input: unknown = {
    kind: inputs['tableKind'],
    addressSpaceBytes: numberIn(inputs['addressSpaceBytes'] ?? ''),
    physicalBytes: numberIn(inputs['physicalBytes'] ?? ''),
    pageSize: numberIn(inputs['linearPage'] ?? ''),
    pageTable: rows.map(([valid = '', pfn = '']) => ({ valid: validIn(valid), pfn: numberIn(pfn) ?? null })),
    virtualAddresses: [numberIn(inputs['linearAddress'] ?? '')],
  }
  const wrong = wrongOf(evaluateById('memory.translate', input))
  const columns: readonly RowColumn[] = [
    { key: 'valid', at: 0, path: (row) => `pageTable[${row}].valid` },
    { key: 'pfn', at: 1, path: (row) => `pageTable[${row}].pfn` },
  ]
  return (
    <>
      <Form form={{ inputs, change, wrong }}>
        <ChoiceField name="tableKind" path="kind" choices={tableKinds} />
        <TextField name="linearAddress" path="virtualAddresses" />
        <TextField name="linearPage" path="pageSize" />
        <TextField name="addressSpaceBytes" />
        <TextField name="physicalBytes" />
        <RowsField
          name="pageTable"
          rows={rows}
          columns={columns}
          fresh={['0', '']}
          onRows={(next) => change({ pageTable: rowsText(next) })}
        />
      </Form>
      {wrong === null ? <LinearWalk input={input as LinearInput} /> : <p>{t('textbook.no-walk')}</p>}
    </>
  )
}

/** 1 and 0 are yes and no; anything else is for the law to complain about. */
function validIn(text: string): unknown {
  return text === '1' ? true : text === '0' ? false : text
}

function LinearWalk({ input }: { readonly input: LinearInput }) {
  const t = useText()
  const [address = 0] = input.virtualAddresses
  const { page, offset, entry, physicalAddress } = walkLinear(input.pageSize, input.pageTable, address)
  const offsetBits = bitsFor(input.pageSize)
  const pageBits = Math.max(1, page.toString(2).length)
  const fields =
    offsetBits === null
      ? []
      : cutBits(address, [
          { name: 'page', width: pageBits },
          { name: 'offset', width: offsetBits },
        ])
  const said =
    entry === null
      ? t('textbook.say.beyond', { address, page, count: input.pageTable.length })
      : physicalAddress === null
        ? t('textbook.say.page-fault', { address, page })
        : t('textbook.say.found', { address, page, offset, pfn: entry.pfn ?? 0, physical: physicalAddress })
  return (
    <section className={styles['stepper']}>
      <p role="status" className={styles['sentence']}>
        {said}
      </p>
      <Bits fields={fields} />
      <table className={styles['table']}>
        <caption>{t('textbook.field.pageTable')}</caption>
        <thead>
          <tr>
            {['page', 'valid', 'pfn'].map((column) => (
              <th key={column} scope="col">
                {t(`textbook.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {input.pageTable.map(({ valid, pfn }, at) => (
            <tr key={at} data-now={at === page} aria-current={at === page ? 'step' : undefined}>
              <th scope="row">
                {at === page ? '→ ' : ''}
                {at}
              </th>
              <td>{valid ? '✓' : '–'}</td>
              <td>{valid ? pfn : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface TwoLevelInput {
  readonly pageSize: number
  readonly vaBits: number
  readonly pdeShift: number
  readonly pteShift: number
  readonly validMask: number
  readonly pfnMask: number
  readonly pageDirectoryPage: number
  readonly memoryPagesHex: readonly string[]
  readonly virtualAddresses: readonly number[]
}

const twoLevelNumbers = [
  'pageSize',
  'vaBits',
  'pdeShift',
  'pteShift',
  'validMask',
  'pfnMask',
  'pageDirectoryPage',
]

function TwoLevels({ inputs, change }: PartProps) {
  const t = useText()
  const input: unknown = {
    kind: inputs['tableKind'],
    ...Object.fromEntries(twoLevelNumbers.map((name) => [name, numberIn(inputs[name] ?? '')])),
    memoryPagesHex: wordsIn(inputs['memoryPagesHex'] ?? ''),
    virtualAddresses: [numberIn(inputs['virtualAddress'] ?? '')],
  }
  const wrong = wrongOf(evaluateById('memory.translate', input))
  return (
    <>
      <Form form={{ inputs, change, wrong }}>
        <ChoiceField name="tableKind" path="kind" choices={tableKinds} />
        <TextField name="virtualAddress" path="virtualAddresses" />
        {twoLevelNumbers.map((name) => (
          <TextField key={name} name={name} />
        ))}
        <TextField name="memoryPagesHex" wide />
      </Form>
      {wrong === null ? <TwoLevelWalk input={input as TwoLevelInput} /> : <p>{t('textbook.no-walk')}</p>}
    </>
  )
}

function TwoLevelWalk({ input }: { readonly input: TwoLevelInput }) {
  const t = useText()
  const [address = 0] = input.virtualAddresses
  const memory = input.memoryPagesHex.map((text) => bytesOfHex(text, input.pageSize) ?? new Uint8Array())
  const walk = walkTwoLevel({ ...input, memory }, address)
  const { directoryIndex, tableIndex, pde, pte, physical, value } = walk
  const fields = cutBits(address, [
    { name: 'directory', width: input.vaBits - input.pdeShift },
    { name: 'table', width: input.pdeShift - input.pteShift },
    { name: 'offset', width: input.pteShift },
  ])
  const said =
    walk.fault !== null
      ? t(`textbook.say.fault-${walk.fault}`, { address, directory: directoryIndex, table: tableIndex })
      : t('textbook.say.walked', { address, physical: physical ?? 0, value: value ?? 0 })
  const reads = [
    ['directory', pde],
    ['table', pte],
  ] as const
  return (
    <section className={styles['stepper']}>
      <p role="status" className={styles['sentence']}>
        {said}
      </p>
      <Bits fields={fields} />
      <table className={styles['table']}>
        <caption>{t('textbook.reads')}</caption>
        <thead>
          <tr>
            {['level', 'page', 'index', 'entry', 'valid', 'pfn'].map((column) => (
              <th key={column} scope="col">
                {t(`textbook.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reads.map(([level, read]) => (
            <tr key={level}>
              <th scope="row">{t(`textbook.bits.${level}`)}</th>
              <td>{read?.page ?? '–'}</td>
              <td>{read?.index ?? '–'}</td>
              <td>{read === null ? '–' : read.value.toString(16).padStart(2, '0')}</td>
              <td>{read === null ? '–' : read.valid ? '✓' : '✕'}</td>
              <td>{read?.valid === true ? read.pfn : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The address bit by bit, under the names of its fields. */
function Bits({ fields }: { readonly fields: readonly BitField[] }) {
  const t = useText()
  return (
    <dl className={styles['bits']} aria-label={t('textbook.address-bits')}>
      {fields
        .filter(({ bits }) => bits !== '')
        .map(({ name, bits, value }) => (
          <div key={name}>
            <dt>{t(`textbook.bits.${name}`)}</dt>
            <dd>
              <code>{bits}</code> = {value}
            </dd>
          </div>
        ))}
    </dl>
  )
}

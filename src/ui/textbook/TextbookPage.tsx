/** Schedules, partitions, replacement and page tables of the textbook: put something in, and step through it. */
import { Tabs } from 'radix-ui'
import { useState } from 'react'
import { queryWith } from '../../app/router'
import { useApp, useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import { tabOf, tabs, type Tab } from './inputs'
import { JobsTab } from './JobsTab'
import { PartitionsTab } from './PartitionsTab'
import { ReplacementTab } from './ReplacementTab'
import { TablesTab } from './TablesTab'
import styles from './Textbook.module.css'

const contents: Readonly<Record<Tab, () => React.JSX.Element>> = {
  jobs: JobsTab,
  partitions: PartitionsTab,
  replacement: ReplacementTab,
  tables: TablesTab,
}

export function TextbookPage() {
  const t = useText()
  const { address } = useApp()
  const route = useStore((state) => state.run.route)
  const [shown, setShown] = useState({ route, tab: tabOf(address.search()) })
  // Back and forward bring another address, and with it another route.
  if (shown.route !== route) setShown({ route, tab: tabOf(address.search()) })
  const open = (name: string) => {
    const tab = tabs.find((one) => one === name) ?? 'jobs'
    address.replace(`./${queryWith(address.search(), { textbook: tab })}`)
    setShown({ route, tab })
  }
  return (
    <main className={styles['page']}>
      <h1 className={styles['title']}>{t('textbook.heading')}</h1>
      <p className={styles['intro']}>{t('textbook.intro')}</p>
      <Tabs.Root value={shown.tab} onValueChange={open}>
        <Tabs.List className={`segment ${styles['tabs'] ?? ''}`} aria-label={t('textbook.tabs')}>
          {tabs.map((tab) => (
            <Tabs.Trigger key={tab} value={tab}>
              {t(`textbook.tab.${tab}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {tabs.map((tab) => {
          const Content = contents[tab]
          return (
            <Tabs.Content key={tab} value={tab} className={styles['content']}>
              <Content />
            </Tabs.Content>
          )
        })}
      </Tabs.Root>
    </main>
  )
}

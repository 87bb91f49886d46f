/** What the fleet is made of, as counts that can be changed, and what can be added to it. */
import { PanelLeftClose, Plus, Zap } from 'lucide-react'
import { useState } from 'react'
import { useApp } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import { AddHosts } from './AddHosts'
import { AddWorkloads } from './AddWorkloads'
import styles from './Build.module.css'
import { EchoFoot } from './EchoFoot'
import { FailureMenu } from './FailureMenu'
import { HostGroups } from './HostGroups'
import { WorkloadGroups } from './WorkloadGroups'

export function BuildPanel() {
  const t = useText()
  const { store } = useApp()
  const [adding, setAdding] = useState<'hosts' | 'workloads' | null>(null)
  const close = () => setAdding(null)
  return (
    <aside className={styles['panel']} aria-label={t('lab.build')}>
      <div className={styles['scroll']}>
        <div className={styles['head']}>
          <h2>{t('lab.build')}</h2>
          <button
            type="button"
            className={`button button-quiet ${styles['fold'] ?? ''}`}
            aria-label={t('lab.fold-left')}
            title={t('lab.fold-left')}
            onClick={() => store.change('view', { left: false })}
          >
            <PanelLeftClose size={16} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </div>
        <section className={styles['section']}>
          <h3>{t('lab.hosts')}</h3>
          <HostGroups />
          <AddButton words={t('lab.add-hosts')} onClick={() => setAdding('hosts')} />
        </section>
        <section className={styles['section']}>
          <h3 className={styles['counts']}>
            <span>{t('lab.workloads')}</span>
            <span>{t('lab.running-wanted')}</span>
          </h3>
          <WorkloadGroups />
          <AddButton words={t('lab.add-workloads')} onClick={() => setAdding('workloads')} />
        </section>
      </div>
      <div className={styles['failing']}>
        <FailureMenu>
          <button type="button" className={`button button-danger ${styles['wide'] ?? ''}`}>
            <Zap size={16} strokeWidth={1.5} aria-hidden="true" />
            <span>{t('lab.add-failure')}</span>
          </button>
        </FailureMenu>
      </div>
      <EchoFoot />
      {adding === 'hosts' && <AddHosts onClose={close} />}
      {adding === 'workloads' && <AddWorkloads onClose={close} />}
    </aside>
  )
}

function AddButton({ words, onClick }: { readonly words: string; readonly onClick: () => void }) {
  return (
    <button
      type="button"
      className={`button ${styles['wide'] ?? ''} ${styles['add'] ?? ''}`}
      onClick={onClick}
    >
      <Plus size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>{words}</span>
    </button>
  )
}

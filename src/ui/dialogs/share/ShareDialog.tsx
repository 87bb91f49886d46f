/** Everything that leaves the page: this moment as a link, code, picture or file; the beats of a talk; an address. */
import { Tabs } from 'radix-ui'
import { useText } from '../../hooks/useText'
import { Dialog } from '../Dialog'
import dialog from '../Dialog.module.css'
import { AddressTab } from './AddressTab'
import { BeatsTab } from './BeatsTab'
import { LinkTab } from './LinkTab'
import styles from './Share.module.css'
import { useShared } from './useShared'

const tabs = ['link', 'beats', 'address'] as const

export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const shared = useShared()
  return (
    <Dialog title={t('share.title')} description={t('share.description')} onClose={onClose}>
      <Tabs.Root defaultValue="link">
        <Tabs.List className={`segment ${styles['tabs'] ?? ''}`} aria-label={t('share.tabs')}>
          {tabs.map((tab) => (
            <Tabs.Trigger key={tab} value={tab}>
              {t(`share.tab.${tab}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {shared === null && <p>{t('share.making')}</p>}
        {shared === 'failed' && <p role="alert">{t('share.failed')}</p>}
        {shared !== null && shared !== 'failed' && (
          <>
            <Tabs.Content value="link">
              <LinkTab shared={shared} />
            </Tabs.Content>
            <Tabs.Content value="beats">
              <BeatsTab onClose={onClose} />
            </Tabs.Content>
            <Tabs.Content value="address">
              <AddressTab shared={shared} />
            </Tabs.Content>
          </>
        )}
      </Tabs.Root>
      <p className={dialog['privacy']}>{t('share.privacy')}</p>
    </Dialog>
  )
}

/** The frame of every dialog: title, content, a way out; Escape and a click beside it close it. */
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useText } from '../hooks/useText'
import styles from './Dialog.module.css'

interface DialogProps {
  readonly title: string
  readonly description: string
  readonly onClose: () => void
  readonly children: ReactNode
}

export function Dialog({ title, description, onClose, children }: DialogProps) {
  const t = useText()
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles['overlay']} />
        <Radix.Content className={styles['dialog']}>
          <div className={styles['head']}>
            <Radix.Title className={styles['title']}>{title}</Radix.Title>
            <Radix.Close
              className={`button button-quiet ${styles['close'] ?? ''}`}
              aria-label={t('dialog.close')}
            >
              <X size={16} aria-hidden="true" />
            </Radix.Close>
          </div>
          <Radix.Description className={styles['description']}>{description}</Radix.Description>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** While a file is held over the page: the whole page says that it may be dropped here. */
import { FileInput } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useText } from '../hooks/useText'
import styles from './Notices.module.css'

export function DropVeil() {
  const t = useText()
  const over = useFilesOver()
  if (!over) return null
  return (
    <div className={styles['veil']} role="status">
      <p>
        <FileInput size={24} strokeWidth={1.5} aria-hidden="true" />
        <strong>{t('notices.drop')}</strong>
        <span>{t('notices.drop-kinds')}</span>
      </p>
    </div>
  )
}

/** Whether files are held over the page; every element on the way tells of entering and leaving. */
function useFilesOver(): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (event.dataTransfer !== null && [...event.dataTransfer.types].includes('Files')) setOver(true)
    }
    const leave = (event: DragEvent) => {
      // Between two elements there is another one; outside the window there is none.
      if (event.relatedTarget === null) setOver(false)
    }
    const end = () => setOver(false)
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', end, true)
    window.addEventListener('dragend', end)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', end, true)
      window.removeEventListener('dragend', end)
    }
  }, [])
  return over
}

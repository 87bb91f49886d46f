/** Where the reader is: a name and a few words about it. */
import styles from './Header.module.css'

export function Title({ title, detail }: { readonly title: string; readonly detail: string }) {
  return (
    <div className={styles['title']}>
      <span className={styles['name']}>{title}</span>
      <span className={styles['detail']}>{detail}</span>
    </div>
  )
}

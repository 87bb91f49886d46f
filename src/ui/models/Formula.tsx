/** A formula as MathML, which browsers draw and screen readers speak; the TeX itself where MathML is not known. */
import temml from 'temml'
import styles from './ModelsPage.module.css'

export function Formula({ tex }: { readonly tex: string }) {
  const markup = temml.renderToString(tex, { displayMode: true, throwOnError: false })
  // The TeX is ours, from the equations' files; nothing a reader writes comes this way.
  return <div className={styles['formula']} dangerouslySetInnerHTML={{ __html: markup }} />
}

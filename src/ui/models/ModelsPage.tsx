/** Every law of the simulated world: formula, sources, worked examples, and a place to put one's own numbers in. */
import { useState } from 'react'
import { useText } from '../hooks/useText'
import { laws, type AnyEquation } from '../../sim'
import { RouteLink } from '../common/RouteLink'
import { Terms } from '../glossary/Terms'
import { LawCard } from './LawCard'
import styles from './ModelsPage.module.css'

export function ModelsPage() {
  const t = useText()
  const [wanted, setWanted] = useState('')
  const groups = groupsOf([...laws.values()].filter((law) => matches(law, t(`equation.${law.id}`), wanted)))
  return (
    <main className={styles['page']}>
      <h1 className={styles['title']}>{t('models.heading')}</h1>
      <p className={styles['intro']}>
        <Terms>{t('models.intro', { count: laws.size })}</Terms>{' '}
        <RouteLink to={{ page: 'validation' }}>{t('models.validation')}</RouteLink>
        {' · '}
        <RouteLink to={{ page: 'catalogue' }}>{t('catalogue.link')}</RouteLink>
      </p>
      <label className={styles['search']}>
        <span>{t('models.search')}</span>
        <input type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
      </label>
      {groups.map(([mechanism, members], group) => (
        <section key={mechanism} aria-label={t(`models.group.${mechanism}`)} className={styles['group']}>
          <h2 className={styles['mechanism']}>{t(`models.group.${mechanism}`)}</h2>
          {members.map((law, at) => (
            <LawCard key={law.id} law={law} open={group === 0 && at === 0} />
          ))}
        </section>
      ))}
      {groups.length === 0 && <p>{t('models.none')}</p>}
    </main>
  )
}

function matches(law: AnyEquation, title: string, wanted: string): boolean {
  const text = `${law.id} ${title}`.toLowerCase()
  return text.includes(wanted.trim().toLowerCase())
}

/** Laws by the mechanism their id begins with, in the order of the model. */
function groupsOf(members: readonly AnyEquation[]): readonly (readonly [string, readonly AnyEquation[]])[] {
  const groups = new Map<string, AnyEquation[]>()
  for (const law of members) {
    const mechanism = law.id.replace(/\..*$/, '')
    const group = groups.get(mechanism)
    if (group === undefined) groups.set(mechanism, [law])
    else group.push(law)
  }
  return [...groups]
}

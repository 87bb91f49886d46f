/** Which branches are compared: those there are as switches, and other ways to run the same apps to be added. */
import { Plus } from 'lucide-react'
import { nextName, varyBranch, withBranch, withoutBranch } from '../../app/compare'
import { comparedWays, overridesFor, type BranchView, type ComparedWay, type Override } from '../../sim'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import { sameBranches } from '../tracks/same'
import { Badge } from './Badge'
import styles from './Compare.module.css'
import { looks, titleOf } from './words'

export function Chooser({ compared }: { readonly compared: readonly number[] }) {
  const t = useText()
  const app = useApp()
  const { store } = app
  const branches = useFrame((frame) => frame.branches, sameBranches)
  const ways = useOpenWays(branches)
  const choose = (next: readonly number[]) => store.change('view', { compare: next })
  const toggle = (id: number) =>
    choose(compared.includes(id) ? withoutBranch(compared, id) : withBranch(compared, id))
  const add = async (set: readonly Override[]) => {
    const branch = await varyBranch(app, set, nextName(branches))
    if (branch !== null) choose(withBranch(compared, branch))
  }
  return (
    <div className={styles['chooser']} role="group" aria-label={t('compare.branches')}>
      {branches.length > 1 &&
        branches.map((branch) => (
          <Chip key={branch.id} {...{ branch, compared }} onPress={() => toggle(branch.id)} />
        ))}
      {ways.map((way) => (
        <button key={way} type="button" className="button" onClick={() => void add(overridesFor(way))}>
          <Plus size={14} aria-hidden="true" />
          <span>
            <span className="visually-hidden">{t('compare.add')} </span>
            {t(`compare.short.${way}`)}
          </span>
        </button>
      ))}
      {ways.length === 0 && branches.length < 2 && (
        <button type="button" className="button" onClick={() => void add([])}>
          <Plus size={14} aria-hidden="true" />
          <span>{t('compare.another')}</span>
        </button>
      )}
    </div>
  )
}

/** Ways that no branch has yet, where a run has one group of apps and says its way by a word. */
function useOpenWays(branches: readonly BranchView[]): readonly ComparedWay[] {
  const offered = useStore(({ run }) => {
    const [group, ...others] = run.scenario?.workloads ?? []
    return group?.kind !== undefined && group.wrap === undefined && others.length === 0
  })
  return offered ? comparedWays.filter((way) => !branches.some((branch) => branch.way === way)) : []
}

interface ChipProps {
  readonly branch: BranchView
  readonly compared: readonly number[]
  readonly onPress: () => void
}

function Chip({ branch, compared, onPress }: ChipProps) {
  const t = useText()
  const look = looks[compared.indexOf(branch.id)]
  const words = branch.way === undefined ? titleOf(branch, t) : t(`compare.short.${branch.way}`)
  return (
    <button type="button" className="button" aria-pressed={look !== undefined} onClick={onPress}>
      {branch.way !== undefined && (
        <span className="visually-hidden">{t('compare.chip', { name: branch.name })} </span>
      )}
      {look !== undefined && <Badge look={look} hidden />}
      <span>{words}</span>
    </button>
  )
}

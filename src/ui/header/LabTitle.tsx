/** What the run in the Lab is called, whether somebody has changed it, and the seed that makes it happen again. */
import { useFrame, useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import { Title } from './Title'
import { useRunTitle } from './useRunTitle'

export function LabTitle() {
  const t = useText()
  const scenario = useStore((state) => state.run.scenario)
  const title = useRunTitle()
  const edited = useFrame((frame) => frame.branches.some(({ edits }) => edits > 0))
  if (scenario === null) return <Title title="" detail="" />
  const detail = t(edited ? 'header.edited-seed' : 'header.seed', { seed: String(scenario.seed) })
  return <Title title={title} detail={detail} />
}

/** What the run is called: a built-in scenario in the reader's language, any other as its author wrote it. */
import { labScenarios } from '../../lessons/lab-scenarios'
import { useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'

export function useRunTitle(): string {
  const t = useText()
  const title = useStore((state) => state.run.scenario?.title ?? '')
  // A link or file tells a built-in scenario by its title alone, and that is its id in words.
  const builtIn = labScenarios.find((id) => id === title.toLowerCase().replace(/ /g, '-'))
  if (builtIn !== undefined) return t(`scenario.${builtIn}.title`)
  return title === '' ? t('run.untitled') : title
}

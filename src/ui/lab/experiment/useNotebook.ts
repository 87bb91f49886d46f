/** What the notebook says of the run that is open. */
import { useSyncExternalStore } from 'react'
import type { Prediction } from '../../../lessons/experiments'
import { useApp, useStore } from '../../hooks/useApp'
import { notebookOf, type Progress } from './progress'

export function useProgress(): Progress {
  const notebook = notebookOf(useApp())
  const epoch = useStore((state) => state.run.epoch)
  return useSyncExternalStore(notebook.subscribe, () => notebook.progress(epoch))
}

export function usePrediction(id: string): Prediction | null {
  const notebook = notebookOf(useApp())
  return useSyncExternalStore(notebook.subscribe, () => notebook.prediction(id))
}

/** Does the steps of an experiment to the run that is open, and reads its numbers before and after. */
import type { App } from '../../../app/app'
import { isProblem } from '../../../app/client'
import { looksOf, readAll, type Action, type Experiment } from '../../../lessons/experiments'
import type { LookAnswer, Micros } from '../../../sim'
import { notebookOf } from './progress'

/** Does the next `count` steps one after another; stops at one that cannot be done. */
export async function playSteps(app: App, experiment: Experiment, count: number): Promise<void> {
  for (let step = 0; step < count; step++) if (!(await playNext(app, experiment))) return
}

async function playNext(app: App, experiment: Experiment): Promise<boolean> {
  const notebook = notebookOf(app)
  const { epoch } = app.store.getState().run
  const isOurs = (): boolean => {
    const { run } = app.store.getState()
    return run.epoch === epoch && run.status === 'open'
  }
  const before = notebook.progress(epoch)
  const step = experiment.steps[before.done]
  if (before.busy || step === undefined) return false
  notebook.setProgress({ ...before, busy: true, stopped: false })
  app.playback.pause()
  const readings = [...before.readings]
  if (readings.length === 0) {
    const first = await readNumbers(app, experiment)
    if (first !== null) readings.push(first)
  }
  let going = readings.length > 0
  for (const action of step.actions) going = going && isOurs() && (await act(app, action, isOurs))
  const after = going ? await readNumbers(app, experiment) : null
  // Another run has been opened meanwhile: its notes are its own.
  if (app.store.getState().run.epoch !== epoch) return false
  if (after === null) {
    notebook.setProgress({ ...before, readings, busy: false, stopped: true })
    return false
  }
  const done = before.done + 1
  notebook.setProgress({ epoch, done, busy: false, stopped: false, readings: [...readings, after] })
  return true
}

/** False when it could not be done. */
async function act(app: App, action: Action, isOurs: () => boolean): Promise<boolean> {
  switch (action.do) {
    case 'perform':
      return (await app.lab.perform(action.command)) === null && isOurs()
    case 'seek':
      app.playback.seek(action.to)
      return arriveAt(app, action.to, isOurs)
    case 'stage':
      app.lab.setStage(action.stage)
      return true
  }
}

/** Waits until the clock stands at a time; false when another run is opened, or the reader goes elsewhere. */
async function arriveAt(app: App, to: Micros, isOurs: () => boolean): Promise<boolean> {
  const { client, frames, store } = app
  // Answered after the seek has been heard: frames that come later know of it.
  await client.look({ look: 'hot', lens: 'cpu', count: 1 }).catch(() => null)
  const isThere = (): boolean => frames.current().now === to && frames.current().status !== 'seeking'
  if (!isOurs() || isThere()) return isOurs()
  return new Promise((resolve) => {
    const leave = [
      frames.subscribe(() => {
        if (isThere() || frames.current().status !== 'seeking') end(isThere())
      }),
      store.subscribe(() => {
        if (!isOurs()) end(false)
      }),
    ]
    const end = (arrived: boolean): void => {
      for (const unsubscribe of leave.splice(0)) unsubscribe()
      resolve(arrived && isOurs())
    }
  })
}

async function readNumbers({ client }: App, experiment: Experiment): Promise<readonly number[] | null> {
  const questions = looksOf(experiment).map((look) => client.look(look as { look: 'memory'; host: string }))
  const answers: readonly (LookAnswer | { readonly problem: string })[] = await Promise.all(questions).catch(
    () => [],
  )
  return readAll(
    experiment,
    answers.filter((answer): answer is LookAnswer => !isProblem(answer)),
  )
}

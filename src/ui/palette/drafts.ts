/** What the palette offers, by the key of its words, and what can be done to a thing of the run. */
import type { App } from '../../app/app'
import { routeTo } from '../../app/lessons'
import { speedsFor } from '../../app/playback'
import { themes } from '../../app/slices/settings'
import { localeNames, otherLocale, type Locale } from '../../i18n/locale'
import type { TextArguments } from '../../i18n/text'
import { labScenarios, lenses, stages, type BranchView, type Command, type Found } from '../../sim'
import { hostName } from '../lab/fleet-rows'
import { snapshotNameAt } from '../lab/inspect/life'
import { cancelOf, migrateTo } from '../migration/commands'

export interface Draft {
  readonly id: string
  /** The key of its words. */
  readonly key: string
  readonly args?: TextArguments
  readonly run: () => void
}

export interface Moment {
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly inLab: boolean
  readonly end: number
  readonly branch: number
  readonly branches: readonly BranchView[]
}

export function verbs({ playback, store, frames, lab, opening }: App, moment: Moment): readonly Draft[] {
  const dialog = (type: 'share' | 'keys' | 'recent' | 'glossary') => () =>
    store.change('notice', { dialog: { type } })
  const addHost = () => {
    const group = frames.topology()?.hosts.groups[0]
    if (group !== undefined) void lab.perform({ name: 'host.add', args: { group, count: 1 } })
  }
  return [
    { id: 'play', key: 'palette.verb.play', run: playback.toggle },
    { id: 'event', key: 'timeline.forward', run: () => playback.step('event') },
    { id: 'decision', key: 'timeline.decision', run: () => playback.step('decision') },
    { id: 'back', key: 'timeline.back', run: () => playback.step('back') },
    { id: 'start', key: 'timeline.to-start', run: playback.toStart },
    { id: 'end', key: 'palette.verb.end', run: playback.toBarrier },
    ...(moment.canUndo ? [{ id: 'undo', key: 'run.undo', run: playback.undo }] : []),
    ...(moment.canRedo ? [{ id: 'redo', key: 'run.redo', run: playback.redo }] : []),
    ...(moment.inLab ? [{ id: 'add-host', key: 'palette.verb.add-host', run: addHost }] : []),
    { id: 'share', key: 'share.title', run: dialog('share') },
    { id: 'open', key: 'palette.verb.open', run: () => opening.chooseFiles() },
    { id: 'recent', key: 'palette.verb.recent', run: dialog('recent') },
    { id: 'glossary', key: 'glossary.title', run: dialog('glossary') },
    { id: 'keys', key: 'keys.title', run: dialog('keys') },
  ]
}

export function views({ lab, store, playback }: App, { branch, branches }: Moment): readonly Draft[] {
  const others = branches.filter(({ id }) => id !== branch)
  return [
    ...stages.map((stage) => ({
      id: `stage ${stage}`,
      key: `palette.stage.${stage}`,
      run: () => lab.setStage(stage),
    })),
    ...lenses.map((lens) => ({
      id: `lens ${lens}`,
      key: `palette.lens.${lens}`,
      run: () => lab.setLens(lens),
    })),
    {
      id: 'hot',
      key: 'palette.verb.hot',
      run: () => store.change('view', { hot: !store.getState().view.hot }),
    },
    { id: 'fit', key: 'palette.verb.fit', run: () => store.change('view', { camera: null }) },
    ...others.map(({ id, name }) => ({
      id: `branch ${id}`,
      key: 'palette.verb.branch',
      args: { name },
      run: () => playback.switchTo(id),
    })),
  ]
}

export function lessonsOf({ lessons, opening }: App): readonly Draft[] {
  return lessons.map((lesson) => ({
    id: lesson.id,
    key: `palette.lesson.${lesson.number}`,
    run: () => void opening.go(routeTo(lesson)),
  }))
}

export function scenarios({ opening }: App): readonly Draft[] {
  return labScenarios.map((id) => ({
    id,
    key: `scenario.${id}.title`,
    run: () => void opening.go({ page: 'lab', id }),
  }))
}

export function settings(app: App, locale: Locale, { end }: Moment): readonly Draft[] {
  const other = otherLocale(locale)
  return [
    ...speedsFor(end).map((times, index) => ({
      id: `speed ${index}`,
      key: 'palette.speed',
      args: { times },
      run: () => app.playback.setSpeed(index),
    })),
    ...themes.map((theme) => ({
      id: `theme ${theme}`,
      key: `palette.theme.${theme}`,
      run: () => app.changeSettings({ theme }),
    })),
    { id: localeNames[other], key: 'palette.language', run: () => void app.changeLocale(other) },
    { id: 'learn', key: 'palette.page.learn', run: () => void app.opening.go({ page: 'learn' }) },
    { id: 'models', key: 'palette.page.models', run: () => void app.opening.go({ page: 'models' }) },
    { id: 'textbook', key: 'palette.page.textbook', run: () => void app.opening.go({ page: 'textbook' }) },
    {
      id: 'catalogue',
      key: 'palette.page.catalogue',
      run: () => void app.opening.go({ page: 'catalogue' }),
    },
    {
      id: 'validation',
      key: 'palette.page.validation',
      run: () => void app.opening.go({ page: 'validation' }),
    },
  ]
}

/** What can be done to one thing of the run, in words that name it. */
export function actionsOn(app: App, { name, type }: Pick<Found, 'name' | 'type'>): readonly Draft[] {
  const { lab } = app
  const doing = (verb: string, command: Command, other?: string): Draft => ({
    id: `${verb} ${name} ${other ?? ''}`.trim(),
    key: `palette.do.${verb}`,
    args: other === undefined ? { name } : { name, other },
    run: () => void lab.perform(command),
  })
  const kernel = [
    doing('panic', { name: 'kernel.panic', args: { kernel: name } }),
    doing('reboot', { name: 'kernel.reboot', args: { kernel: name } }),
  ]
  switch (type) {
    case 'host':
      return [
        doing('fail', { name: 'host.fail', args: { host: name } }),
        doing('repair', { name: 'host.repair', args: { host: name } }),
        ...kernel,
        ...imagesIn(app).map((image) =>
          doing('pull', { name: 'image.pull', args: { host: name, image } }, image),
        ),
        doing('drain', { name: 'host.remove', args: { host: name, drain: true } }),
      ]
    case 'kernel':
      return [
        doing('suspend', { name: 'vm.suspend', args: { vm: name } }),
        doing('resume', { name: 'vm.resume', args: { vm: name } }),
        doing('start', { name: 'vm.start', args: { vm: name } }),
        doing('shutdown', { name: 'vm.shutdown', args: { vm: name } }),
        doing('save', { name: 'vm.save', args: { vm: name } }),
        doing('snapshot', {
          name: 'vm.snapshot',
          args: { vm: name, name: snapshotNameAt(app.frames.current().now) },
        }),
        ...hostsIn(app).map((host) => doing('migrate', migrateTo(name, host, 'pre-copy'), host)),
        doing('cancel-migration', cancelOf({ vm: name })),
        ...kernel,
      ]
    case 'workload':
      return [
        doing('restart', { name: 'container.restart', args: { container: name } }),
        doing('pause', { name: 'container.pause', args: { container: name } }),
        doing('unpause', { name: 'container.resume', args: { container: name } }),
        doing('crash', { name: 'process.crash', args: { workload: name } }),
        doing('remove', { name: 'workload.remove', args: { workload: name } }),
      ]
    case 'group':
      return [
        doing('spread', { name: 'group.policy', args: { group: name, policy: 'spread' } }),
        doing('remove-group', { name: 'group.remove', args: { group: name } }),
      ]
    default:
      return []
  }
}

/** Of a large fleet only the first are offered; any other is named in the inspector. */
const offered = 12

function hostsIn({ frames }: App): readonly string[] {
  const topology = frames.topology()
  if (topology === null) return []
  const count = Math.min(offered, topology.hosts.count)
  return Array.from({ length: count }, (_, at) => hostName(topology, at))
}

/** Images that groups of the scenario name. */
function imagesIn({ store }: App): readonly string[] {
  const groups = store.getState().run.scenario?.workloads ?? []
  return [...new Set(groups.flatMap(({ image }) => (image === undefined ? [] : [image])))].slice(0, offered)
}

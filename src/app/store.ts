/** The page's own small state, in slices; the run itself lives in the worker and is seen through frames. */
import { createStore as createZustand, type StoreApi } from 'zustand/vanilla'
import { emptyLesson, type LessonSlice } from './slices/lesson'
import { emptyNotices, type Notice, type NoticeSlice } from './slices/notices'
import { emptyRun, type RunSlice } from './slices/run'
import { emptySelection, type SelectionSlice } from './slices/selection'
import type { SettingsSlice } from './slices/settings'
import { skinOf, type SkinSlice } from './slices/skin'
import { emptyView, type ViewSlice } from './slices/view'

export interface State {
  readonly run: RunSlice
  readonly selection: SelectionSlice
  readonly lesson: LessonSlice
  readonly settings: SettingsSlice
  readonly notice: NoticeSlice
  readonly view: ViewSlice
  readonly skin: SkinSlice
}

export interface Store extends Pick<StoreApi<State>, 'getState' | 'subscribe' | 'getInitialState'> {
  /** Changes some values of one slice. */
  change<S extends keyof State>(slice: S, values: Partial<State[S]>): void
}

/** More than this cannot be read at once; the oldest goes. */
const noticeLimit = 4

export function createStore(settings: SettingsSlice, skin: SkinSlice = skinOf('')): Store {
  const store = createZustand<State>(() => ({
    run: emptyRun,
    selection: emptySelection,
    lesson: emptyLesson,
    notice: emptyNotices,
    view: emptyView,
    skin,
    settings,
  }))
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    change(slice, values) {
      store.setState((state) => ({ ...state, [slice]: { ...state[slice], ...values } }))
    },
  }
}

export function addNotice(store: Store, notice: Omit<Notice, 'id'>): void {
  const { notices } = store.getState().notice
  const id = (notices[notices.length - 1]?.id ?? 0) + 1
  store.change('notice', { notices: [...notices, { ...notice, id }].slice(-noticeLimit) })
}

/** Drops what is said about files; about one file alone when it is named. */
export function dropFileNotices(store: Store, file: string | null): void {
  const { notices } = store.getState().notice
  const kept = notices.filter((one) => one.file === undefined || (file !== null && one.file !== file))
  if (kept.length < notices.length) store.change('notice', { notices: kept })
}

export function dropNotice(store: Store, id: number): void {
  const { notices } = store.getState().notice
  store.change('notice', { notices: notices.filter((notice) => notice.id !== id) })
}

/** What is selected and pointed at, by name: a knob rebuilds the world, so rows would not last. */

export interface SelectionSlice {
  readonly selected: readonly string[]
  readonly hovered: string | null
}

export const emptySelection: SelectionSlice = { selected: [], hovered: null }

/** Every colour of the interface as data, by theme and role; a test holds src/ui/theme/tokens.css to it. */

/** Layers of a stack, bottom-up as they lie on a host; `free` is what is left over. */
export const layerNames = [
  'hardware',
  'hostKernel',
  'hypervisor',
  'guest',
  'runtime',
  'libraries',
  'app',
  'free',
] as const
export type LayerName = (typeof layerNames)[number]

export const themeNames = ['light', 'dark', 'projector'] as const
export type ThemeName = (typeof themeNames)[number]

/** A colour as `#RRGGBB`. */
export type Colour = string

/** A fill and the colour of text printed on it. */
export interface Fill {
  readonly fill: Colour
  readonly ink: Colour
}

export interface Palette {
  readonly surfaces: Readonly<
    Record<'page' | 'panel' | 'soft' | 'line' | 'strongLine' | 'hairline' | 'hover' | 'tint', Colour>
  >
  readonly text: Readonly<Record<'ink' | 'muted' | 'link' | 'off', Colour>>
  readonly signals: Readonly<Record<'focus' | 'selected' | 'selectedTint', Colour>>
  readonly primary: Readonly<Record<'rest' | 'hover' | 'pressed' | 'ink', Colour>>
  readonly danger: Readonly<Record<'rest' | 'ink' | 'tint' | 'pressed' | 'pressedInk', Colour>>
  readonly layers: Readonly<Record<LayerName, Fill>>
  /** Drawn round marks whose fill alone would be below 3:1 against the page. */
  readonly markOutline: Colour
  readonly kinds: Readonly<Record<'vm' | 'container' | 'function' | 'network' | 'storage' | 'host', Colour>>
  readonly status: Readonly<Record<'ok' | 'warn' | 'crit' | 'info' | 'off', Colour>>
  readonly sides: Readonly<Record<'a' | 'b' | 'c', Colour>>
  /** Text on the badge of a side. */
  readonly sideInk: Colour
  readonly memory: Readonly<Record<'active' | 'cold' | 'shared' | 'balloon' | 'swapped' | 'overhead', Colour>>
  /** Told apart by lightness only, so each block also carries its name. */
  readonly pools: readonly [Colour, Colour, Colour, Colour]
}

const pools = ['#1E4390', '#6188C9', '#A6BFE6', '#E6EDF8'] as const
const memory = {
  active: '#2554B0',
  cold: '#BBCEE6',
  shared: '#3FA087',
  balloon: '#E6AB2B',
  swapped: '#AB3120',
  overhead: '#1F2226',
} as const

const light: Palette = {
  surfaces: {
    page: '#F7F8FA',
    panel: '#FFFFFF',
    soft: '#F0F3F6',
    line: '#DFE4EA',
    strongLine: '#C3CCD6',
    hairline: '#EBEEF2',
    hover: '#8794A2',
    tint: '#EAF3F9',
  },
  text: { ink: '#17202B', muted: '#4B5A6B', link: '#005A8F', off: '#8B8C8F' },
  signals: { focus: '#5B2BD9', selected: '#5B2BD9', selectedTint: '#F1ECFC' },
  primary: { rest: '#005A8F', hover: '#004B78', pressed: '#003C60', ink: '#FFFFFF' },
  danger: {
    rest: '#740802',
    ink: '#740802',
    tint: '#F6E7E6',
    pressed: '#740802',
    pressedInk: '#FFFFFF',
  },
  layers: {
    hardware: { fill: '#23272F', ink: '#FFFFFF' },
    hostKernel: { fill: '#573D7C', ink: '#FFFFFF' },
    hypervisor: { fill: '#B74455', ink: '#FFFFFF' },
    guest: { fill: '#E9AE39', ink: '#17202B' },
    runtime: { fill: '#44B094', ink: '#17202B' },
    libraries: { fill: '#B5D0FD', ink: '#17202B' },
    app: { fill: '#396AEE', ink: '#FFFFFF' },
    free: { fill: '#F3F3F3', ink: '#17202B' },
  },
  markOutline: '#17202B',
  kinds: {
    vm: '#3C7EFE',
    container: '#974B16',
    function: '#765287',
    network: '#227962',
    storage: '#AB8D1F',
    host: '#363B42',
  },
  status: { ok: '#0C6354', warn: '#BE6A02', crit: '#740802', info: '#0778FF', off: '#8B8C8F' },
  sides: { a: '#0072B2', b: '#D55E00', c: '#23272F' },
  sideInk: '#FFFFFF',
  memory,
  pools,
}

const dark: Palette = {
  surfaces: {
    page: '#0F141A',
    panel: '#151B23',
    soft: '#1A212B',
    line: '#27303B',
    strongLine: '#3A4654',
    hairline: '#1F2731',
    hover: '#8794A2',
    tint: '#152A3A',
  },
  text: { ink: '#E8EDF3', muted: '#A9B6C5', link: '#7CC7F2', off: '#6A6B6E' },
  signals: { focus: '#FFD166', selected: '#B69CFF', selectedTint: '#2A2145' },
  primary: { rest: '#56B4E9', hover: '#7CC7F2', pressed: '#9AD5F6', ink: '#0F141A' },
  danger: {
    rest: '#D74027',
    ink: '#FF9B87',
    tint: '#3A1D1A',
    pressed: '#D74027',
    pressedInk: '#FFFFFF',
  },
  layers: {
    hardware: { fill: '#7D8287', ink: '#0F141A' },
    hostKernel: { fill: '#6E4689', ink: '#FFFFFF' },
    hypervisor: { fill: '#9F3E4D', ink: '#FFFFFF' },
    guest: { fill: '#EF9B37', ink: '#0F141A' },
    runtime: { fill: '#3BD5AB', ink: '#0F141A' },
    libraries: { fill: '#D5E5FF', ink: '#0F141A' },
    app: { fill: '#4B81FC', ink: '#0F141A' },
    free: { fill: '#171A1F', ink: '#E8EDF3' },
  },
  markOutline: '#E8EDF3',
  kinds: {
    vm: '#0095FE',
    container: '#D18C30',
    function: '#8D5E8E',
    network: '#55EDB2',
    storage: '#ECED2B',
    host: '#9B9FA5',
  },
  status: { ok: '#4EFAE8', warn: '#FEC012', crit: '#D74027', info: '#4B8CFF', off: '#6A6B6E' },
  sides: { a: '#56B4E9', b: '#F28E2B', c: '#E8EDF3' },
  sideInk: '#0F141A',
  memory,
  pools,
}

/** Projectors wash out greys: the light theme with black ink. */
const projector: Palette = {
  ...light,
  surfaces: { ...light.surfaces, page: '#FFFFFF', line: '#C3CCD6', strongLine: '#8794A2' },
  text: { ...light.text, ink: '#000000', muted: '#2B3440' },
  markOutline: '#000000',
}

export const palettes: Readonly<Record<ThemeName, Palette>> = { light, dark, projector }

/**
 * The custom properties of a palette, name (with its two dashes) to colour, in the order of tokens.css:
 * `layers.hostKernel.fill` is `--layer-host-kernel`, its text colour `--layer-host-kernel-ink`.
 */
export function tokensOf(palette: Palette): readonly (readonly [name: string, colour: Colour])[] {
  const plain = (prefix: string, colours: Readonly<Record<string, Colour>>) =>
    Object.entries(colours).map(([role, colour]) => [`--${prefix}${kebab(role)}`, colour] as const)
  return [
    ...plain('', palette.surfaces),
    ...plain('', palette.text),
    ...plain('', palette.signals),
    ...plain('primary-', palette.primary),
    ...plain('danger-', palette.danger),
    ...layerNames.flatMap((name) => [
      [`--layer-${kebab(name)}`, palette.layers[name].fill] as const,
      [`--layer-${kebab(name)}-ink`, palette.layers[name].ink] as const,
    ]),
    ['--mark-outline', palette.markOutline],
    ...plain('kind-', palette.kinds),
    ...plain('status-', palette.status),
    ...plain('side-', palette.sides),
    ['--side-ink', palette.sideInk],
    ...plain('memory-', palette.memory),
    ...palette.pools.map((colour, at) => [`--pool-${at + 1}`, colour] as const),
  ]
}

function kebab(role: string): string {
  return role.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
}

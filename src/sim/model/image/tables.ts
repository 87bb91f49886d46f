/** Image layers on the disks of hosts, and how each of them came there. */
import type { TableSpecs } from '../../core'

export const layerStates = ['waiting', 'downloading', 'downloaded', 'extracting', 'ready'] as const
export const LayerState = { waiting: 0, downloading: 1, downloaded: 2, extracting: 3, ready: 4 } as const

export const pullStates = ['queued', 'manifest', 'pulling', 'ready', 'failed'] as const
export const PullState = { queued: 0, manifest: 1, pulling: 2, ready: 3, failed: 4 } as const

const moment = { kind: 'f64', unit: 'µs', empty: -1 } as const

export const imageTables = {
  /** One row: the rules of the scenario. */
  imageRules: {
    columns: {
      /** 1: images must be pulled; 0: every host has them all. */
      cold: { kind: 'u8' },
      /** Downloads of one pull at a time. */
      downloads: { kind: 'u32' },
      /** Pulls of one host at a time; the others queue. */
      pullsAtOnce: { kind: 'u32' },
      registryBytes: { kind: 'f64', unit: 'B/s' },
      extractBytes: { kind: 'f64', unit: 'B/s' },
      manifestMicros: { kind: 'f64', unit: 'µs' },
      /** Thousandths of an image that must be there before its container may start; 1000 pulls all of it first. */
      lazyPermille: { kind: 'u32', empty: 1000 },
    },
  },
  /** An image on a host: being pulled, or there. */
  hostImages: {
    columns: {
      host: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      /** Index into `Setup.images`. */
      image: { kind: 'u32' },
      state: { kind: 'u8', names: pullStates },
      asked: moment,
      begun: moment,
      ended: moment,
      next: { kind: 'i32', empty: -1, refersTo: 'hostImages' },
    },
  },
  /** A layer on a host, once, however many images are made of it. */
  hostLayers: {
    columns: {
      host: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      /** Index into `Setup.layers`. */
      layer: { kind: 'u32' },
      /** The pull that brought it, a row of hostImages; -1 when that image is gone. */
      pull: { kind: 'i32', empty: -1, refersTo: 'hostImages' },
      state: { kind: 'u8', names: layerStates },
      downloadBegun: moment,
      downloadEnded: moment,
      extractBegun: moment,
      extractEnded: moment,
      next: { kind: 'i32', empty: -1, refersTo: 'hostLayers' },
    },
  },
  hostStore: {
    along: 'hosts',
    columns: {
      firstImage: { kind: 'i32', empty: -1, refersTo: 'hostImages' },
      firstLayer: { kind: 'i32', empty: -1, refersTo: 'hostLayers' },
      /** Unpacked layers, each once. */
      bytes: { kind: 'f64', unit: 'B' },
    },
  },
  groupImage: {
    along: 'workloadGroups',
    /** Index into `Setup.images`. */
    columns: { image: { kind: 'i32', empty: -1 } },
  },
} as const satisfies TableSpecs

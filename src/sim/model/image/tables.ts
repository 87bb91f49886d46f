/** Image layers on the disks of hosts, and how each of them came there. */
import type { TableSpecs } from '../../core'

export const layerStates = ['waiting', 'downloading', 'downloaded', 'extracting', 'ready'] as const
export const LayerState = { waiting: 0, downloading: 1, downloaded: 2, extracting: 3, ready: 4 } as const

export const pullStates = ['queued', 'manifest', 'pulling', 'ready', 'failed'] as const
export const PullState = { queued: 0, manifest: 1, pulling: 2, ready: 3, failed: 4 } as const

/** Why a pull has failed. */
export const pullFailures = ['none', 'disk-full', 'host-off', 'digest'] as const
export const PullFailure = { none: 0, diskFull: 1, hostOff: 2, digest: 3 } as const

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
      extractBytes: { kind: 'f64', unit: 'B/s' },
      manifestMicros: { kind: 'f64', unit: 'µs' },
      /** Thousandths of an image that must be there before its container may start; 1000 pulls all of it first. */
      lazyPermille: { kind: 'u32', empty: 1000 },
    },
  },
  /** One row for each of `Setup.images`, in their order: what commands and facts call them. */
  containerImages: {
    columns: {
      group: { kind: 'u32' },
      /** Its layers, unpacked, each once. */
      bytes: { kind: 'f64', unit: 'B' },
    },
  },
  /** An image on a host: being pulled, or there. */
  hostImages: {
    columns: {
      host: { kind: 'i32', empty: -1, refersTo: 'hosts' },
      image: { kind: 'i32', empty: -1, refersTo: 'containerImages' },
      state: { kind: 'u8', names: pullStates },
      why: { kind: 'u8', names: pullFailures },
      /** 1: asked for under a digest that is not this image's. */
      mismatch: { kind: 'u8' },
      asked: moment,
      /** The fact of its beginning: what comes of it follows from that. */
      cause: { kind: 'f64', empty: -1 },
      begun: moment,
      ended: moment,
      /** Until its manifest is there, or the layer is unpacked; -1 when it waits for neither. */
      timer: { kind: 'f64', empty: -1 },
      /** The layer that it unpacks, with what is left of it as of `since`. */
      extracting: { kind: 'i32', empty: -1, refersTo: 'hostLayers' },
      extractLeft: { kind: 'f64', unit: 'B' },
      extractRate: { kind: 'f64', unit: 'B/s' },
      since: moment,
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
      transfer: { kind: 'i32', empty: -1, refersTo: 'transfers' },
      /** What of a lazy pull follows when its containers run already, compressed. */
      rest: { kind: 'f64', unit: 'B' },
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
      /** Its layers, unpacked, each once; what is being pulled has its place already. */
      bytes: { kind: 'f64', unit: 'B' },
      /** Pulls that are neither queued nor over, and layers that are being unpacked. */
      pulling: { kind: 'u32' },
      extracting: { kind: 'u32' },
    },
  },
  groupImage: {
    along: 'workloadGroups',
    /** What its containers are made of; -1 for none. */
    columns: { image: { kind: 'i32', empty: -1, refersTo: 'containerImages' } },
  },
} as const satisfies TableSpecs

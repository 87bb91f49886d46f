/** Answers to questions about the present moment. */
import type { Engine } from '../core'
import type { Look, LookAnswer } from './fleet-views'

export function lookAt(engine: Engine, look: Look): LookAnswer {
  throw new Error(`to be written ${String(engine.work)} ${look.look}`)
}

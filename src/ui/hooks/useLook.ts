/** The session's answers about the present moment, in the shape that each question names. */
import type { Look, LookAnswer } from '../../sim'
import { useApp } from './useApp'
import { useAnswered, type Answered } from './useAnswered'

type AnswerTo<L extends Look> = Extract<LookAnswer, { readonly look: L['look'] }>

/** `look` must be the same object while the question is the same; null asks nothing. Null until it is answered. */
export function useLook<L extends Look>(look: L | null): AnswerTo<L> | null {
  const held = useLastLook(look)
  return held !== null && held.about === look ? held.answer : null
}

/** For lists that are leafed through: the last answer stays, with its question, until the next one comes. */
export function useLastLook<L extends Look>(look: L | null): Answered<L, AnswerTo<L>> | null {
  const { client } = useApp()
  return useAnswered(look, (about) => client.look(about as Extract<Look, { look: 'find' }>) as Promise<never>)
}

/** The answer to a question about the present moment, asked again when the run moves, at most four times a second. */
import { useEffect, useRef, useState } from 'react'
import { isProblem } from '../../app/client'
import type { Look, LookAnswer } from '../../sim'
import { useApp, useFrame } from './useApp'

/** ms between two questions of one view while the run plays. */
const pause = 250

type AnswerTo<L extends Look> = Extract<LookAnswer, { readonly look: L['look'] }>

/** `look` must be the same object while the question is the same; null asks nothing. Null until the first answer. */
export function useLook<L extends Look>(look: L | null): AnswerTo<L> | null {
  const { client } = useApp()
  const rev = useFrame((frame) => frame.rev)
  const [answer, setAnswer] = useState<AnswerTo<L> | null>(null)
  const asked = useRef({ look: null as L | null, at: 0 })
  useEffect(() => {
    if (look === null) return
    let wanted = true
    const ask = () => {
      asked.current = { look, at: performance.now() }
      client.look(look as Extract<Look, { look: 'find' }>).then(
        (given) => {
          if (wanted && !isProblem(given)) setAnswer(given as LookAnswer as AnswerTo<L>)
        },
        () => {}, // a lost session says so by itself
      )
    }
    const since = performance.now() - asked.current.at
    const wait = asked.current.look === look ? Math.max(0, pause - since) : 0
    const timer = window.setTimeout(ask, wait)
    return () => {
      wanted = false
      window.clearTimeout(timer)
    }
  }, [client, look, rev])
  return look === null ? null : answer
}

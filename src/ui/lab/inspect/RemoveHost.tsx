/** Takes a host away; one that is in use goes only together with the move of what runs there. */
import { Trash2 } from 'lucide-react'
import { useApp } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import { useRefusal } from '../useAsked'

export function RemoveHost({ host }: { readonly host: string }) {
  const t = useText()
  const { lab } = useApp()
  const plain = { name: 'host.remove', args: { host } }
  const drained = { name: 'host.remove', args: { host, drain: true } }
  const inUse = useRefusal(plain)
  const needsDrain = inUse !== null && inUse !== undefined
  const remove = async () => {
    if ((await lab.perform(needsDrain ? drained : plain)) === null) lab.select(null)
  }
  return (
    <button type="button" className="button" onClick={() => void remove()}>
      <Trash2 size={16} strokeWidth={1.5} aria-hidden="true" />
      <span>{t(needsDrain ? 'lab.drain-and-remove' : 'lab.remove')}</span>
    </button>
  )
}

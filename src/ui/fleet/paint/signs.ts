/** Signs that stand beside a colour. */
import { inkOn } from '../../../viz/fleet'
import { setFont, type Scene } from './scene'

/** A white cross on a disc: critical, or crashed. */
export function paintCross({ context, inks }: Scene, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fillStyle = inks.refused
  context.fill()
  context.lineWidth = Math.max(1, radius * 0.22)
  context.strokeStyle = inks.page
  context.stroke()
  const arm = radius * 0.42
  context.beginPath()
  context.moveTo(x - arm, y - arm)
  context.lineTo(x + arm, y + arm)
  context.moveTo(x + arm, y - arm)
  context.lineTo(x - arm, y + arm)
  context.strokeStyle = '#FFFFFF'
  context.stroke()
}

/** An exclamation mark on a disc: a warning. */
export function paintBang(scene: Scene, x: number, y: number, radius: number): void {
  const { context, inks } = scene
  const fill = inks.states[1] ?? inks.soft
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fillStyle = fill
  context.fill()
  context.lineWidth = Math.max(1, radius * 0.22)
  context.strokeStyle = inks.page
  context.stroke()
  setFont(scene, 700, radius * 1.5)
  context.textAlign = 'center'
  context.fillStyle = inkOn(fill)
  context.fillText('!', x, y + radius * 0.54)
}

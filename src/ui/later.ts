/** Components that the first screen does without: loaded when first shown, with the sentences they speak. */
import { lazy, type ComponentType } from 'react'
import { loadAllTexts } from '../i18n/load'

export function later<P extends object>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => {
    const [component] = await Promise.all([load(), loadAllTexts()])
    return { default: component }
  })
}

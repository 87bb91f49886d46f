/** Sentences by flat key, such as 'lesson.one-kernel.name'. */
export type Texts = Readonly<Record<string, string>>

/** All files of one language as one. */
export function merge(files: Readonly<Record<string, Texts>>): Texts {
  return Object.assign({}, ...Object.values(files)) as Texts
}

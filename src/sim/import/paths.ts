/** Paths of files beside one another, with '/' and relative to the folder of the file that was given. */

/** `path` as seen from `folder`, without '.' and with '..' only in front. An absolute path stays absolute. */
export function joinPath(folder: string, path: string): string {
  const whole = isAbsolute(path) || folder === '' ? path : `${folder}/${path}`
  const steps: string[] = []
  for (const step of whole.split('/')) {
    if (step === '' || step === '.') continue
    if (step === '..' && steps.length > 0 && steps[steps.length - 1] !== '..') steps.pop()
    else if (step !== '..' || !isAbsolute(whole)) steps.push(step)
  }
  return (isAbsolute(whole) ? '/' : '') + steps.join('/')
}

/** The folder of a path; empty for a file beside the given one. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : slash === 0 ? '/' : path.slice(0, slash)
}

/** Whether a path names something that is fetched from elsewhere. */
export function isRemote(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|oci:|git@|github\.com\/)/i.test(path)
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/')
}

// Checks the directions of imports; `npm run deps` runs it on src, the architecture tests on samples that must fail.
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import { isMain } from './is-main'

export interface CruiseReport {
  readonly modules: number
  readonly violations: readonly { readonly rule: string; readonly from: string; readonly to: string }[]
}

const rules = createRequire(import.meta.url)('./dependency-cruiser.cjs') as {
  forbidden: unknown[]
  options: ICruiseOptions
}

export async function checkDependencies(baseDir: string): Promise<CruiseReport> {
  const { enhancedResolveOptions, ...options } = rules.options
  const { output } = await cruise(
    ['src'],
    { ...options, baseDir, validate: true, ruleSet: { forbidden: rules.forbidden } } as ICruiseOptions,
    enhancedResolveOptions,
  )
  const result = output as ICruiseResult
  return {
    modules: result.modules.filter((module) => module.source.startsWith('src/')).length,
    violations: result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}

async function main(): Promise<void> {
  const { modules, violations } = await checkDependencies(resolve('.'))
  for (const { rule, from, to } of violations) console.error(`${from} may not import ${to} (${rule})`)
  // With an unfit compiler the tool reads no file and finds no fault, so an empty cruise is a failure.
  if (modules === 0) console.error('No module of src was read.')
  console.log(`${modules} modules, ${violations.length} forbidden imports`)
  if (modules === 0 || violations.length > 0) process.exitCode = 1
}

if (isMain(import.meta.url)) await main()

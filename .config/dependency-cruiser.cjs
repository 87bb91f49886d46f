// Who may import whom in src: the picture in src/README.md, as rules. Arrows point downwards only.

const typesOnly = { dependencyTypesNot: ['type-only'] }
const outside = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown']

/** `from` may import files of src that match `allowed`, and for the sake of a type those that match `types`. */
function mayImport(name, from, allowed, types = []) {
  const named = (suffix, pathNot, extra = {}) => ({
    name: `${name}${suffix}`,
    severity: 'error',
    from: { path: from },
    to: { path: '^src/', pathNot, ...extra },
  })
  if (types.length === 0) return [named('', allowed)]
  return [named('', allowed, typesOnly), named('-types', [...allowed, ...types])]
}

/** `from` may import only these packages. */
function mayUse(name, from, packages) {
  const pathNot = packages.map((one) => `(^|/)node_modules/(@types/)?${one}(/|-|$)`)
  return {
    name: `${name}-packages`,
    severity: 'error',
    from: { path: from },
    to: { dependencyTypes: outside, ...(pathNot.length > 0 ? { pathNot } : {}) },
  }
}

// The second makes the first whole: imported by whoever needs all of it at once.
const simDoor = '^src/sim/(index|complete)\\.ts$'
// Reads files; brings the YAML parser along, so only those who import files open it.
const importDoor = '^src/sim/import/index\\.ts$'
const protocol = '^src/worker/protocol\\.ts$'
const sim = (folder) => `^src/sim/${folder}/`

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Cycles made of types alone are allowed; they vanish when compiled.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-tests-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|\\.config)/' },
    },
    {
      name: 'no-development-packages',
      comment: 'What ships depends only on `dependencies` of package.json.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'node-only-in-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['core'] },
    },

    ...mayImport('sim-core', sim('core'), [sim('core')]),
    ...mayImport('sim-catalog', sim('catalog'), [sim('catalog')], ['^src/sim/']),
    ...mayImport('sim-model', sim('model'), [sim('model'), sim('core'), sim('catalog')]),
    ...mayImport('sim-scenario', sim('scenario'), [
      sim('scenario'),
      sim('core'),
      sim('model'),
      sim('catalog'),
    ]),
    ...mayImport('sim-import', sim('import'), [
      sim('import'),
      sim('scenario'),
      sim('model'),
      sim('catalog'),
      sim('core'),
      sim('units'),
    ]),
    ...mayImport('sim-units', sim('units'), [sim('units'), sim('catalog'), sim('core')]),
    ...mayImport('sim-run', sim('run'), [sim('run'), sim('scenario'), sim('model'), sim('core')]),
    ...mayImport('sim', '^src/sim/', ['^src/sim/']),
    {
      name: 'mechanism-door',
      comment: 'A mechanism is imported only through its index.ts.',
      severity: 'error',
      from: { path: '^src/sim/model/([^/]+)/' },
      to: {
        path: '^src/sim/model/[^/]+/',
        pathNot: ['^src/sim/model/$1/', '^src/sim/model/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'mechanism-door-outside',
      comment:
        'The same from outside the model and from src/sim/model/index.ts; laws.ts and late.ts gather them.',
      severity: 'error',
      from: { path: '^src/sim/', pathNot: ['^src/sim/model/[^/]+/', '^src/sim/model/(laws|late)\\.ts$'] },
      to: { path: '^src/sim/model/[^/]+/', pathNot: '^src/sim/model/[^/]+/index\\.ts$' },
    },
    mayUse('sim-core', sim('core'), ['valibot']),
    mayUse('sim-model', sim('model'), ['valibot', '@noble/hashes']),
    mayUse('sim-catalog', sim('catalog'), ['valibot']),
    mayUse('sim', '^src/sim/', ['valibot', 'fflate', 'yaml', '@noble/hashes']),

    ...mayImport('lessons', '^src/lessons/', ['^src/lessons/', simDoor]),
    mayUse('lessons', '^src/lessons/', ['valibot']),
    ...mayImport('worker', '^src/worker/', ['^src/worker/', '^src/lessons/', simDoor]),
    mayUse('worker', '^src/worker/', ['valibot']),
    ...mayImport('app', '^src/app/', ['^src/app/', '^src/lessons/'], [protocol, simDoor]),
    ...mayImport('viz', '^src/viz/', ['^src/viz/'], [simDoor]),
    mayUse('viz', '^src/viz/', ['d3']),
    ...mayImport(
      'ui',
      '^src/ui/',
      ['^src/ui/', '^src/app/', '^src/viz/', '^src/i18n/', '^src/lessons/', simDoor],
      [protocol],
    ),
    ...mayImport('i18n', '^src/i18n/', ['^src/i18n/', '^src/(sim|lessons)/.*\\.json$'], [simDoor]),
    mayUse('i18n', '^src/i18n/', []),
    ...mayImport('cli', '^src/cli/', ['^src/cli/', '^src/lessons/', '^src/i18n/', simDoor, importDoor]),
    mayUse('cli', '^src/cli/', ['yaml']),
    {
      name: 'main-is-the-top',
      comment: 'Entries wire the parts together; nothing imports them.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/(main\\.tsx|worker/entry\\.ts|cli/main\\.ts)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\?(worker|url|raw)' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}

/** The laws of a Compose file's short forms; without YAML, so that they can be listed without loading the parser. */
import * as v from 'valibot'
import { defineEquation, inputError, type AnyEquation } from '../core'
import { readByteSize, readDuration } from './amounts'
import { interpolate } from './interpolation'
import { readPort } from './port'

const sources = ['compose-specification']

const composePort = defineEquation({
  id: 'import.compose-port',
  tex: String.raw`[[\text{host}:]\,\text{published}:]\,\text{target}\,[/\text{protocol}]`,
  input: v.object({ value: v.string() }),
  output: v.object({
    ports: v.array(
      v.object({
        hostIp: v.nullable(v.string()),
        published: v.nullable(v.string()),
        target: v.number(),
        protocol: v.string(),
      }),
    ),
  }),
  sources,
  examples: [
    {
      input: { value: '192.0.2.7:7000-7001:9000-9001/udp' },
      output: {
        ports: [
          { hostIp: '192.0.2.7', published: '7000', target: 9000, protocol: 'udp' },
          { hostIp: '192.0.2.7', published: '7001', target: 9001, protocol: 'udp' },
        ],
      },
    },
  ],
  evaluate: ({ value }) => {
    const ports = readPort(value)
    return typeof ports === 'string' ? inputError('value', ports) : { ports: [...ports] }
  },
})

const composeInterpolation = defineEquation({
  id: 'import.compose-interpolation',
  tex: String.raw`\$\{n{:-}w\} = \begin{cases} e(n) & \text{set, not empty} \\ w & \text{otherwise} \end{cases}`,
  input: v.object({ template: v.string(), env: v.record(v.string(), v.string()) }),
  output: v.object({ result: v.string() }),
  sources,
  examples: [
    {
      input: { template: '${HOST:-db.${ZONE-local}}:$PORT$$', env: { PORT: '5433', ZONE: 'east' } },
      output: { result: 'db.east:5433$' },
    },
  ],
  evaluate: ({ template, env }) => {
    const read = interpolate(template, env)
    if (!('wrong' in read)) return { result: read.result }
    if (read.wrong === 'required')
      return inputError('template', `needs ${read.name}: ${read.message || 'it is not set'}`)
    return inputError(
      'template',
      read.wrong === 'too-long' ? 'gives too long a text' : 'has a malformed or open brace',
    )
  },
})

const composeByteSize = defineEquation({
  id: 'import.compose-byte-size',
  tex: String.raw`b = \lfloor d \cdot 1024^{p} \rfloor, \quad p = 0 \ldots 4 \text{ for } \mathrm{b, k, m, g, t}`,
  input: v.object({ value: v.union([v.pipe(v.number(), v.safeInteger(), v.minValue(0)), v.string()]) }),
  output: v.object({ bytes: v.number() }),
  sources,
  examples: [{ input: { value: '1.5gb' }, output: { bytes: 1610612736 } }],
  evaluate: ({ value }) => {
    const bytes = readByteSize(String(value))
    return bytes === null
      ? inputError('value', 'must be a number with one of the units b k m g t kb mb gb tb')
      : { bytes }
  },
})

const composeDuration = defineEquation({
  id: 'import.compose-duration',
  tex: String.raw`t = \lfloor \sum_i d_i \cdot u_i \rfloor_{\mathrm{ms}}, \quad u_i \in \{\mathrm{h, m, s, ms, us}\}`,
  input: v.object({ value: v.string() }),
  output: v.object({ milliseconds: v.number() }),
  sources,
  examples: [{ input: { value: '3m2.25s' }, output: { milliseconds: 182250 } }],
  evaluate: ({ value }) => {
    const milliseconds = readDuration(value)
    return milliseconds === null
      ? inputError('value', 'must be numbers, each with one of the units h m s ms us')
      : { milliseconds }
  },
})

export const importEquations: readonly AnyEquation[] = [
  composePort,
  composeInterpolation,
  composeByteSize,
  composeDuration,
]

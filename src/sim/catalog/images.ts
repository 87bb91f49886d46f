/** Container images of the kinds of application: few layers each, those at the bottom in common. */
import type { ImageProfile, Sourced } from './profile'

const assumedMiB = (value: number): Sourced => ({
  value,
  unit: 'MiB',
  source: 'assumed',
  note: 'catalog.note.image-layers',
})

type Layer = ImageProfile['layers'][number]

/** A layer is as large as the files in it. */
function layer(instruction: string, files: Readonly<Record<string, number>>): Layer {
  const told = Object.entries(files).map(([path, mib]) => ({ path, mib }))
  return { instruction, size: assumedMiB(told.reduce((sum, { mib }) => sum + mib, 0)), files: told }
}

const alpine = layer('ADD alpine-minirootfs.tar.gz /', { '/bin': 1, '/lib': 4, '/etc': 1, '/usr': 1 })
const debian = layer('ADD debian-rootfs.tar.xz /', {
  '/bin': 6,
  '/lib': 20,
  '/usr/bin': 22,
  '/usr/lib': 42,
  '/usr/share': 18,
  '/var/lib/dpkg': 4,
})

export const images: readonly ImageProfile[] = [
  { id: 'alpine', title: 'Alpine Linux', layers: [alpine] },
  { id: 'debian', title: 'Debian', layers: [debian] },
  {
    id: 'service',
    title: 'Service',
    layers: [
      alpine,
      layer('RUN apk add --no-cache ca-certificates tzdata', { '/etc/ssl': 1, '/usr/share/zoneinfo': 3 }),
      layer('COPY service /usr/local/bin/service', { '/usr/local/bin/service': 26 }),
    ],
  },
  {
    id: 'web-app',
    title: 'Web application',
    layers: [
      debian,
      layer('RUN apt-get install -y ca-certificates libstdc++6', { '/etc/ssl': 1, '/usr/lib/gcc': 12 }),
      layer('ADD node.tar.xz /usr/local', { '/usr/local/bin/node': 92, '/usr/local/lib/node_modules': 18 }),
      layer('COPY package-lock.json /app/', { '/app/package-lock.json': 1 }),
      layer('RUN npm ci --omit=dev', { '/app/node_modules': 84 }),
      layer('COPY src /app/src', { '/app/src': 4 }),
    ],
  },
  {
    id: 'database',
    title: 'Database',
    layers: [
      debian,
      layer('RUN apt-get install -y locales gosu', { '/usr/lib/locale': 25, '/usr/local/bin/gosu': 3 }),
      layer('RUN apt-get install -y database-server', {
        '/usr/lib/database': 210,
        '/usr/share/database': 62,
        '/usr/share/doc': 14,
      }),
      layer('COPY docker-entrypoint.sh /usr/local/bin/', { '/usr/local/bin/docker-entrypoint.sh': 1 }),
    ],
  },
  {
    id: 'cache',
    title: 'Cache',
    layers: [
      alpine,
      layer('RUN apk add --no-cache tzdata setpriv', { '/usr/share/zoneinfo': 3, '/usr/bin/setpriv': 1 }),
      layer('RUN make install', { '/usr/local/bin/cache-server': 22, '/usr/local/bin/cache-cli': 9 }),
      layer('COPY docker-entrypoint.sh /usr/local/bin/', { '/usr/local/bin/docker-entrypoint.sh': 1 }),
    ],
  },
  {
    id: 'batch',
    title: 'Batch job',
    layers: [
      debian,
      layer('RUN apt-get install -y python3', { '/usr/bin/python3': 7, '/usr/lib/python3': 38 }),
      layer('RUN pip install numpy pandas', { '/usr/local/lib/python3': 168 }),
      layer('COPY job.py /app/', { '/app/job.py': 1 }),
    ],
  },
]

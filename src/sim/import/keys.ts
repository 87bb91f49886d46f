/** The keys that the Compose specification knows, grouped by what Strata makes of them. */

/** Keys whose content becomes part of the simulated world. */
const simulatedKeys = ['image', 'deploy', 'scale', 'cpus', 'mem_limit', 'mem_reservation', 'extends']

/** Keys that a note of their own speaks of. */
export const notedKeys = {
  build: ['build'],
  ports: ['ports', 'expose'],
  volumes: ['volumes', 'tmpfs', 'volumes_from'],
  networks: [
    'networks',
    'network_mode',
    'links',
    'external_links',
    'dns',
    'dns_opt',
    'dns_search',
    'extra_hosts',
  ],
  secrets: ['secrets', 'configs'],
  dependencies: ['depends_on'],
  healthchecks: ['healthcheck'],
  restarts: ['restart', 'deploy.restart_policy'],
  environment: ['environment', 'env_file'],
  profiles: ['profiles'],
  platform: ['platform', 'runtime'],
} as const

const otherKeys = [
  'annotations attach blkio_config cap_add cap_drop cgroup cgroup_parent command container_name cpu_count cpu_percent',
  'cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpuset credential_spec develop device_cgroup_rules',
  'devices domainname entrypoint gpus group_add hostname init ipc isolation label_file labels logging mac_address',
  'mem_swappiness memswap_limit models oom_kill_disable oom_score_adj pid pids_limit post_start pre_stop privileged',
  'provider pull_policy pull_refresh_after read_only security_opt shm_size stdin_open stop_grace_period stop_signal',
  'deploy.endpoint_mode deploy.labels deploy.mode deploy.placement deploy.rollback_config deploy.update_config',
  'storage_opt sysctls tty ulimits use_api_socket user userns_mode uts working_dir',
]
  .join(' ')
  .split(' ')

const topLevelKeys = new Set([
  'name',
  'version',
  'services',
  'networks',
  'volumes',
  'secrets',
  'configs',
  'include',
  'models',
])
const simulated = new Set(simulatedKeys)
const noted = new Set<string>(Object.values(notedKeys).flat())
const known = new Set([...simulatedKeys, ...noted, ...otherKeys])

export function isKnownTopLevelKey(key: string): boolean {
  return topLevelKeys.has(key) || key.startsWith('x-')
}

export function isKnownServiceKey(key: string): boolean {
  return known.has(key) || key.startsWith('x-')
}

/** Known to Compose, of no effect here, and without a note of its own. */
export function isOtherKey(key: string): boolean {
  return isKnownServiceKey(key) && !simulated.has(key) && !noted.has(key) && !key.startsWith('x-')
}

// Wires the command line to the process: streams, exit code, and quiet when the reader of a pipe has gone.
import type { Io } from './io'
import { main } from './program'

// `strata … | head` closes the pipe early: whoever reads has enough, and that is no mistake.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    process.exit(3)
  })
}

const { LC_ALL = '', LC_MESSAGES = '', LANG = '' } = process.env

const io: Io = {
  out: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
  err: (text) => void process.stderr.write(text),
  input() {
    process.stdin.setEncoding('utf8')
    return process.stdin as AsyncIterable<string>
  },
  errIsTerminal: process.stderr.isTTY,
  millis: () => performance.now(),
  peakMemoryMiB: () => process.resourceUsage().maxRSS / 1024,
  languages: [LC_ALL, LC_MESSAGES, LANG].filter((tag) => tag !== ''),
}

process.exitCode = await main(process.argv.slice(2), io)

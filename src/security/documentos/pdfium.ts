import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const PROCESS = fileURLToPath(new URL('./pdfium-process.ts', import.meta.url))
/** All that the process may read. It may write nothing, start nothing and load no native code. */
const READS = [PROCESS, fileOf('../../../package.json'), fileOf('../../../node_modules/@hyzyla/pdfium/')]
/** Pages of 64 KB that WebAssembly may take: 256 MB, whatever a PDF asks for. */
const WASM_PAGES = 4096
const HEAP_MB = 128
/** Time to load PDFium, which no PDF can delay. */
const START_TIMEOUT_MS = 20_000
/** Lower than whatever else runs here. */
const NICENESS = 10
const HEAD_BYTES = 12

/** What the process said of a PDF. */
export interface PdfiumAnswer {
  pages: number
  width: number
  height: number
  /** Four bytes each, RGBA. */
  pixels: Buffer
}

/**
 * Lets PDFium draw a page in a process of its own, which ends with it: whatever a PDF does there stays there.
 * @param side the longest side in pixels; 0 only counts the pages.
 * @param timeoutMs how long it may take.
 * @returns undefined where it cannot be drawn, or takes too long or too much.
 */
export function askPdfium(
  pdf: Uint8Array,
  { page, side }: { page: number; side: number },
  timeoutMs: number,
): Promise<PdfiumAnswer | undefined> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...flags(), PROCESS, String(page), String(side)], {
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const maxBytes = 1 + HEAD_BYTES + side * side * 4
    const parts: Buffer[] = []
    let received = 0
    const kill = () => child.kill('SIGKILL')
    const finish = (answer: PdfiumAnswer | undefined) => {
      clearTimeout(timer)
      process.off('exit', kill)
      kill()
      resolve(answer)
    }
    // What a PDF keeps busy outlives nobody.
    process.on('exit', kill)
    let timer = setTimeout(finish, START_TIMEOUT_MS, undefined)
    child.on('error', () => finish(undefined))
    // Whoever ended does not read on.
    child.stdin.on('error', () => {})
    child.on('spawn', () => lower(child.pid))
    child.stdout.on('data', (part: Buffer) => {
      if (received === 0) {
        clearTimeout(timer)
        timer = setTimeout(finish, timeoutMs, undefined)
        child.stdin.end(pdf)
      }
      received += part.length
      if (received > maxBytes) return finish(undefined)
      parts.push(part)
    })
    child.on('close', (code) => finish(code === 0 ? answerIn(Buffer.concat(parts).subarray(1)) : undefined))
  })
}

const flags = (): string[] => [
  '--permission',
  ...READS.map((path) => `--allow-fs-read=${path}`),
  `--max-old-space-size=${HEAP_MB}`,
  `--wasm-max-mem-pages=${WASM_PAGES}`,
  '--disallow-code-generation-from-strings',
  '--no-warnings',
]

function lower(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, NICENESS)
  } catch {
    // It ended already.
  }
}

/** @returns undefined for anything that is not a whole answer. */
function answerIn(bytes: Buffer): PdfiumAnswer | undefined {
  if (bytes.length < HEAD_BYTES) return undefined
  const [pages, width, height] = [bytes.readUInt32BE(0), bytes.readUInt32BE(4), bytes.readUInt32BE(8)]
  const pixels = bytes.subarray(HEAD_BYTES)
  return pixels.length === width * height * 4 ? { pages, width, height, pixels } : undefined
}

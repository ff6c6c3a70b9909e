/** Bodies with files that are written by hand, byte by byte. */
import type { Server } from 'node:http'
import { URL_REGISTRAR } from './documento-scene.ts'
import { ScriptFreeBrowser } from './script-free-browser.ts'

/** What a browser with the form open has. */
export interface OpenForm {
  cookie: string
  token: string
}

/** Opens the form with a session of its own. */
export async function openForm(server: Server, headers: Record<string, string> = {}): Promise<OpenForm> {
  const page = await new ScriptFreeBrowser(server, headers).open(URL_REGISTRAR)
  const [cookie = ''] = [page.headers['set-cookie'] ?? ''].flat()
  const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(page.html) ?? []
  return { cookie: cookie.split(';')[0] ?? '', token }
}

/** A text field of such a body. */
export const textPart = (name: string, value: string): string =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

/** The head of a file, whose bytes follow. */
export const FILE_HEAD =
  '--x\r\nContent-Disposition: form-data; name="documento"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'

/** Ends a file, and the body. */
export const BODY_END = '\r\n--x--'

/** The head of a request with such a body. */
export const requestHead = (cookie: string, length: number, headers = ''): string =>
  `POST ${URL_REGISTRAR} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n${headers}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${length}\r\n\r\n`

/** A request that has a place: its token came, and its file began. The rest of its `length` bytes is missing. */
export const begunUpload = ({ cookie, token }: OpenForm, headers = '', length = 900_000): string =>
  `${requestHead(cookie, length, headers)}${textPart('_csrf', token)}${FILE_HEAD}z`

/** A request with a small file, whole. */
export function wholeUpload({ cookie, token }: OpenForm, headers = ''): string {
  const body = `${textPart('_csrf', token)}${FILE_HEAD}z${BODY_END}`
  return `${requestHead(cookie, body.length, headers)}${body}`
}

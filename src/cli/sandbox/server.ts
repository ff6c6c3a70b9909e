import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { resultPage, STYLE, startPage } from './pages.ts'
import type { Party, Visit } from './party.ts'

const COOKIE = 'sistema-de-prueba'
const MAX_VISITS = 100
const MAX_BODY = 65_536
const CSP = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

/**
 * The pages of the system of tests.
 * @param base where it listens.
 * @param onLogout told what a back-channel sign-out brings.
 */
export function createSandbox(party: Party, base: string, onLogout: (token: string) => void): Server {
  const visits = new Map<string, Visit>()

  function visitOf(req: IncomingMessage, res: ServerResponse): Visit {
    const [, sent = ''] = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(req.headers.cookie ?? '') ?? []
    const known = visits.get(sent)
    if (known) return known
    const id = randomUUID()
    const visit: Visit = { stages: [], pending: [] }
    for (const old of [...visits.keys()].slice(0, visits.size - MAX_VISITS + 1)) visits.delete(old)
    visits.set(id, visit)
    res.setHeader('Set-Cookie', `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`)
    return visit
  }

  const go = (res: ServerResponse, url: string) => res.writeHead(303, { Location: url }).end()
  const show = (res: ServerResponse, text: string) =>
    res
      .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': CSP })
      .end(text)

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<unknown> {
    const url = new URL(req.url ?? '/', base)
    if (`${req.method} ${url.pathname}` === 'POST /salida') {
      onLogout((await readForm(req)).get('logout_token') ?? '')
      return res.writeHead(200).end()
    }
    const visit = visitOf(req, res)
    switch (`${req.method} ${url.pathname}`) {
      case 'GET /':
        return show(res, startPage(party, visit))
      case 'GET /resultado':
        return show(res, resultPage(visit))
      case 'POST /comenzar': {
        const form = await readForm(req)
        const scopes = form.getAll('scope').filter((scope) => party.scopes.includes(scope))
        const prompt = form.get('prompt') ?? ''
        return go(res, await party.begin(visit, { scopes, prompt, pkce: form.has('pkce') }))
      }
      case 'GET /vuelta':
        await party.finish(visit, url)
        return go(res, '/resultado')
      case 'POST /preguntar':
        await party.ask(visit)
        return go(res, '/resultado')
      case 'POST /comprobar':
        await party.introspect(visit)
        return go(res, '/resultado')
      case 'POST /renovar':
        await party.refresh(visit)
        return go(res, '/resultado')
      case 'POST /despedida':
        return go(res, party.signOut(visit))
      default:
        return res.writeHead(404).end()
    }
  }

  return createServer((req, res) => {
    answer(req, res).catch((error: unknown) => {
      res.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(String(error))
    })
  })
}

/** @throws when more is sent than any form of this system has. */
async function readForm(req: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of req) {
    text += String(chunk)
    if (text.length > MAX_BODY) throw new Error('too much was sent')
  }
  return new URLSearchParams(text)
}

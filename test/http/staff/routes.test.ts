/** Every page and button of the console, with every role and with none, against the table of docs/consola.md. */
import type { Request, Response } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { POWERS_OF, ROLES, type Rol } from '../../../src/domain/staff/roles.ts'
import { paths } from '../../../src/domain/urls.ts'
import type { SessionStack } from '../../../src/http/session/session-stack.ts'
import { consoleRooms } from '../../../src/http/staff/entrance.ts'
import { signedIn } from '../../support/http/console.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { readPermissions } from '../../support/staff/permission-tables.ts'

const NO_SESSIONS: SessionStack = {
  load: (_req: Request, _res: Response, next) => next(),
  storedId: () => '',
  end: async () => {},
}
const NO_POWER = 'Su rol no abre esta página'
const table = readPermissions('Páginas')
/** An address without its parameters. */
const addressOf = (name: string) => name.replace(/^\w+ /, '').replace(/:\w+/, 'nada')

describe('routes of the console', () => {
  let p: TestProduct
  const people = new Map<Rol, { me: ScriptFreeBrowser; token: string }>()
  beforeAll(async () => {
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
    for (const rol of ROLES) people.set(rol, await visitor(rol))
  })
  afterAll(() => p.close())

  async function visitor(rol: Rol) {
    const { me } = await signedIn(p, rol)
    const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec((await me.open(paths.console.home)).html) ?? []
    return { me, token }
  }

  const ask = (me: ScriptFreeBrowser, name: string, token = '') =>
    name.startsWith('POST ') ? me.postRaw(addressOf(name), { _csrf: token }) : me.request(addressOf(name))

  it('are those of the table, each with its power', () => {
    const declared = consoleRooms(p.product.services, NO_SESSIONS).flatMap((room) => room.declared)
    const powers = declared.map(({ method, url, power }) => {
      const isPower = Object.values(POWERS_OF)
        .flat()
        .some((one) => one === power)
      return `${method.toUpperCase()} ${url} ${isPower ? power : '—'}`
    })
    expect(table.map(({ name, power }) => `${name} ${power ?? '—'}`).sort()).toEqual(powers.sort())
  })

  it.each(table.filter(({ power }) => power))('$name is for those roles alone', async ({ name, roles }) => {
    for (const rol of ROLES) {
      const { me, token } = people.get(rol) ?? (await visitor(rol))
      const response = await ask(me, name, token)
      expect([rol, response.text.includes(NO_POWER)]).toEqual([rol, !roles.includes(rol)])
      if (!roles.includes(rol)) expect([rol, response.status]).toEqual([rol, 403])
    }
  })

  it.each(table.filter(({ power }) => power))(
    '$name is for nobody who is not signed in',
    async ({ name }) => {
      const response = await ask(new ScriptFreeBrowser(p.app), name)
      if (name.startsWith('POST ')) expect(response.status).toBe(403)
      else expect([response.status, response.headers.location]).toEqual([303, paths.console.ingresar])
    },
  )
})

import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifySecreto } from '../../../src/application/openid/verify-secreto.ts'
import { SISTEMA_CHANGES } from '../../../src/application/staff/sistemas/change-one.ts'
import { aboutSistema, logoUrl, sistemaUrl } from '../../../src/domain/sistema-urls.ts'
import { paths } from '../../../src/domain/urls.ts'
import { signedIn } from '../../support/http/console.ts'
import { type LoadedPage, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const { console: urls } = paths
const CURSOS = {
  nombreSistema: 'Cursos <b>en línea</b>',
  tipoSistema: 'tercero',
  formaSecreto: 'post',
  direccionesVuelta: 'https://cursos.test/vuelta\r\n\r\n https://cursos.test/otra \r\n',
  direccionesSalida: '',
  origenesVolver: 'https://cursos.test',
  avisoSalida: '',
  mismoSector: '',
  permisoRun: 'si',
  permisoName: 'si',
}
const secretIn = ({ html }: LoadedPage) => /<code class="secret">([\w-]{43})<\/code>/.exec(html)?.[1]

describe('other systems in the console', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const administrador = async () => (await signedIn(p, 'administrador', randomUUID(), SISTEMA_CHANGES)).me
  const stored = async (nombre: string) => {
    const found = await p.deps.store.read(({ sistemas }) => sistemas.findByNombre(nombre))
    if (!found) throw new Error('it is not there')
    return found
  }

  it('one is registered with the second factor; its secret is shown once, not again by reload or Back', async () => {
    const { me: before } = await signedIn(p, 'administrador')
    expect((await before.open(urls.registrarSistema)).url).toBe(urls.otraVez)
    const me = await administrador()
    const wrong = await me.submit(urls.registrarSistema, { ...CURSOS, direccionesVuelta: 'https://*.test' })
    expect([wrong.status, wrong.errors]).toEqual([422, [expect.stringContaining('https://*.test no sirve')]])
    expect(wrong.html).toContain('>https://*.test</textarea>')
    const shown = await me.submitFrom(wrong, CURSOS)
    expect([shown.url, shown.status]).toEqual([urls.secreto, 200])
    const secret = secretIn(shown) ?? ''
    const sistema = await stored(CURSOS.nombreSistema)
    expect(verifySecreto(p.deps, sistema, secret, p.clock.now())).toBe(true)
    expect(sistema).toMatchObject({
      tipo: 'tercero',
      autenticacion: 'post',
      redirectUris: ['https://cursos.test/vuelta', 'https://cursos.test/otra'],
      scopes: ['openid', 'run', 'name'],
      backchannelLogoutUri: null,
    })
    const again = await me.open(urls.secreto)
    expect([again.url, again.html.includes(secret)]).toEqual([urls.sistemas, false])
    expect(textOf(again)).toContain('Cursos <b>en línea</b>')
    const seen = await me.open(sistemaUrl(sistema.id))
    expect([seen.html.includes(secret), seen.html.includes('<b>en')]).toEqual([false, false])
    expect(textOf(seen)).toContain('https://cursos.test/vuelta https://cursos.test/otra')
    expect((await me.open(sistemaUrl('nadie'))).status).toBe(404)
    const twin = await me.submit(urls.registrarSistema, CURSOS)
    expect(twin.errors[0]).toContain('Otro sistema se llama así')
  })

  it('the page of its secret is kept by no browser, and only by who was given it', async () => {
    const me = await administrador()
    const form = await me.open(urls.registrarSistema)
    const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(form.html) ?? []
    const fields = { ...CURSOS, nombreSistema: 'Otros', origenesVolver: '', _csrf: token }
    const sent = await me.postRaw(urls.registrarSistema, fields)
    expect([sent.status, sent.headers.location]).toEqual([303, urls.secreto])
    expect((await (await administrador()).open(urls.secreto)).url).toBe(urls.sistemas)
    expect(textOf(await me.open(urls.sistemas))).toContain('un secreto nuevo que todavía no ve')
    const page = await me.request(urls.secreto)
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-store, no-transform'])
    expect((await me.request(urls.secreto)).status).toBe(303)
  })

  it('one is changed, given another secret and a picture, suspended and resumed', async () => {
    const me = await administrador()
    const first = await me.submit(urls.registrarSistema, {
      ...CURSOS,
      nombreSistema: 'OTEC',
      origenesVolver: '',
    })
    const former = secretIn(first) ?? ''
    const { id } = await stored('OTEC')
    const about = (path: Parameters<typeof aboutSistema>[0]) => aboutSistema(path, id)

    const form = await me.open(about(urls.cambiarSistema))
    expect(form.html).toContain('>https://cursos.test/vuelta\nhttps://cursos.test/otra</textarea>')
    expect(form.html.match(/ checked/g)).toHaveLength(2)
    const { mismoSector: _, permisoName: __, ...kept } = CURSOS
    const fields = { ...kept, nombreSistema: 'OTEC nuevas', origenesVolver: '', permisoEmail: 'si' }
    const changed = await me.submitFrom(form, fields)
    expect([changed.url, textOf(changed)]).toEqual([sistemaUrl(id), expect.stringContaining('OTEC nuevas')])
    expect((await stored('OTEC nuevas')).scopes).toEqual(['openid', 'run', 'email'])
    const late = await me.submitFrom(form, { ...fields, nombreSistema: 'OTEC viejas' })
    expect(late.errors[0]).toContain('cambió desde que abrió esta página')

    const shown = await me.submit(about(urls.rotarSecreto), { traslape: '24' })
    const rotated = await stored('OTEC nuevas')
    for (const secret of [former, secretIn(shown) ?? ''])
      expect(verifySecreto(p.deps, rotated, secret, p.clock.now())).toBe(true)
    const ended = await me.submit(about(urls.rotarSecreto), { traslape: '0' })
    expect((await stored('OTEC nuevas')).secretos).toHaveLength(1)
    expect(secretIn(ended)).not.toBe(secretIn(shown))

    const suspended = await me.submit(about(urls.suspenderSistema), {})
    expect(textOf(suspended)).toContain('nadie ingresa allí')
    expect(suspended.html).toContain(urls.reanudarSistema)
    expect(textOf(await me.submit(about(urls.suspenderSistema), {}))).toContain('nadie ingresa allí')
    expect(textOf(await me.submit(about(urls.reanudarSistema), {}))).toContain('Está activo otra vez')
  })

  it('its picture is sent as a file, and shown where it is seen', async () => {
    const me = await administrador()
    await me.submit(urls.registrarSistema, { ...CURSOS, nombreSistema: 'Con logo', origenesVolver: '' })
    const { id } = await stored('Con logo')
    const url = aboutSistema(urls.logoSistema, id)
    const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#036' } })
      .png()
      .toBuffer()
    const send = async (name: string, bytes: Uint8Array) =>
      me.submitWith(await me.open(url), {}, [{ field: 'logoSistema', name, bytes }])
    const wrong = await send('a.svg', Buffer.from('<svg/>'))
    expect(wrong.status).toBe(422)
    const done = await send('a.png', png)
    const { logoHash } = await stored('Con logo')
    expect(done.html).toContain(`src="${logoUrl(id, logoHash ?? '')}"`)
    expect((await me.request(logoUrl(id, ''))).headers['content-type']).toBe('image/png')
  })
})

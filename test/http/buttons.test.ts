import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textoRechazo } from '../../src/domain/rechazos.ts'
import { formularioDe, Navegador, type Pagina, textoDe, valorDe } from '../support/navegador.ts'
import { registroMigrante, registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  conCodigo,
  correosPara,
  cuentaDe,
  datosDe,
  emailDe,
  pedirProvisoria,
  registrada,
  validarDatos,
} from '../support/recorridos.ts'

const OTRO_BOTON = textoRechazo('otro_boton')

describe('a button that its page does not have', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  const noAccount = (numero: number) => expect(cuentaDe(p, numero)).rejects.toThrow('no account')

  async function press(yo: Navegador, page: Pagina, fields: object, accion: string | string[]) {
    const { accion: url, todos } = formularioDe(page, { ...fields })
    return yo.publicar(url, { ...todos, accion })
  }

  test.each([
    ['unknown', 'borrar', 0],
    ['of another step', 'codigo', 1],
    ['of a door that was not shown', 'puerta', 2],
    ['in another letter case', 'Refrescar', 3],
    ['sent twice', ['refrescar', 'refrescar'], 4],
    ['sent twice, once empty', ['', 'refrescar'], 5],
    ['of a prototype', '__proto__', 6],
  ] as const)('%s sends nothing: the form comes back with everything kept', async (_which, accion, last) => {
    const yo = new Navegador(p.app)
    const numero = 26_001_000 + last
    const fields = registroNatural(numero)
    const back = await press(yo, await yo.abrir('/natural/registrar'), fields, [accion].flat())
    expect([back.estado, back.errores]).toEqual([422, [OTRO_BOTON]])
    expect(valorDe(back, 'email')).toBe(fields.email)
    await noAccount(numero)
    expect((await yo.enviarDesde(back, fields)).titulo).toBe('Su cuenta fue creada')
  })

  test('a door whose number was mended meanwhile registers nobody', async () => {
    const yo = new Navegador(p.app)
    const page = await yo.enviar('/natural/registrar', {
      ...registroNatural(26_000_002),
      rut: rutDe(76_543_210),
    })
    expect(page.html).toContain('value="puerta"')
    const back = await press(yo, page, registroNatural(26_000_002), 'puerta')
    expect([back.estado, back.errores]).toEqual([422, [OTRO_BOTON]])
    await noAccount(26_000_002)
  })

  test('a form with a file says that the file must be chosen again', async () => {
    const yo = new Navegador(p.app)
    const page = await yo.enviar('/migrante/registrar', registroMigrante(26_000_003), 'borrar')
    expect(page.errores).toEqual([OTRO_BOTON, textoRechazo('archivo_de_nuevo')])
  })

  test('Refrescar where there is no captcha, and the code on a first step, validate nobody', async () => {
    const yo = await registrada(p, 26_000_004)
    for (const accion of ['refrescar', 'codigo']) {
      const back = await press(
        yo,
        await yo.abrir('/natural/actualizar'),
        { rut: rutDe(26_000_004), fechaNacimiento: '03-10-1994', emailRegistrado: emailDe(26_000_004) },
        accion,
      )
      expect([back.url, back.estado, back.errores]).toEqual(['/natural/actualizar', 422, [OTRO_BOTON]])
    }
    expect((await validarDatos(yo, 26_000_004)).url).toBe('/natural/actualizar/seguridad')
  })

  test('the code where it is not offered any more mails none, and saves nothing', async () => {
    const yo = await registrada(p, 26_000_005)
    const page = await conCodigo(p, yo, 26_000_005)
    expect(page.html).not.toContain('value="codigo"')
    const before = (await correosPara(p, emailDe(26_000_005))).length
    const back = await press(yo, page, datosDe(26_000_005, { direccion: 'Calle Nueva' }), 'codigo')
    expect([back.estado, back.errores]).toEqual([422, [OTRO_BOTON]])
    expect(valorDe(back, 'direccion')).toBe('Calle Nueva')
    expect((await correosPara(p, emailDe(26_000_005))).length).toBe(before)
    expect((await cuentaDe(p, 26_000_005)).direccion).not.toBe('Calle Nueva')
  })

  test('one that is offered works: the code', async () => {
    const yo = await registrada(p, 26_000_006)
    expect((await press(yo, await validarDatos(yo, 26_000_006), {}, 'codigo')).url).toBe(
      '/natural/actualizar/codigo',
    )
  })

  test('a case is opened only by a page that offers one, once', async () => {
    const yo = await registrada(p, 26_000_007)
    const offers = await yo.enviar('/natural/registrar', registroNatural(26_000_007))
    const cased = await yo.presionar(offers, '/natural/registrar/caso')
    const number = /Su número de caso es (\w{8})/.exec(textoDe(cased))?.[1]
    expect(number).toBeDefined()
    const { todos } = formularioDe(await yo.abrir('/natural/registrar'), {})
    const again = await yo.publicar('/natural/registrar/caso', { _csrf: String(todos._csrf) })
    expect(textoDe(again)).toContain(`Su número de caso es ${number}`)

    const stopped = await yo.enviar('/natural/actualizar/clave', {
      rut: rutDe(26_000_007),
      claveActual: await pedirProvisoria(yo, 26_000_007),
    })
    expect(stopped.url).toBe('/natural/actualizar/alto')
    expect(stopped.html).not.toContain('/caso"')
    const token = formularioDe(await yo.abrir('/natural/registrar'), {}).todos._csrf
    const after = await yo.publicar('/natural/actualizar/caso', { _csrf: String(token) })
    expect(after.titulo).toBe(stopped.titulo)
    expect(textoDe(after)).not.toContain('número de caso es')
  })
})

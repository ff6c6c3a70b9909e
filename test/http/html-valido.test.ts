import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { perfilesCon } from '../../src/domain/tramites.ts'
import { conFacilitador, probarOtec, RECUPERAR, SOLICITAR } from '../support/facilitadores.ts'
import { defectosDe } from '../support/html.ts'
import { Navegador, type Pagina } from '../support/navegador.ts'
import { CLAVE, registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  conRespuesta,
  datosDe,
  emailDe,
  enlacePara,
  pedirEnlace,
  registrada,
  responder,
  validar,
  validarDatos,
} from '../support/recorridos.ts'

const OPERACIONES = [
  'registrar',
  'recuperar',
  'cambiar',
  'actualizar',
  'facilitador/solicitar',
  'facilitador/recuperar',
] as const
const PRIMEROS = OPERACIONES.flatMap((operacion) =>
  perfilesCon(operacion).map((perfil) => `/${perfil}/${operacion}`),
)
const FIJAS = ['/', '/mas-informacion', '/privacidad', '/accesibilidad', '/no-existe', '/enlace/vencido']

describe('every page is valid HTML', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  test.each([...FIJAS, ...PRIMEROS])('%s', async (url) => {
    expect(await defectosDe((await new Navegador(p.app).abrir(url)).html)).toEqual([])
  })

  test.each(PRIMEROS)('%s with every field refused', async (url) => {
    const pagina = await new Navegador(p.app).enviar(url, { captcha: '' })
    expect(pagina.estado).toBe(422)
    expect(await defectosDe(pagina.html)).toEqual([])
  })

  /** @returns the number of an OTEC with a facilitator. */
  const conUno = async (numero: number) => {
    await conFacilitador(p, numero + 65_000_000, numero)
    return numero + 65_000_000
  }

  const PASOS: [string, (yo: Navegador, numero: number) => Promise<Pagina>][] = [
    ['the question', (yo, numero) => yo.enviar('/natural/recuperar', { rut: rutDe(numero) })],
    ['the temporary key', responder],
    ['the link that was asked for', pedirEnlace],
    ['the new CS', validar],
    [
      'the changed CS',
      async (yo, numero) =>
        yo.enviarDesde(await validar(yo, numero), {
          claveNueva: 'Qu3ltehue!',
          repetirClaveNueva: 'Qu3ltehue!',
        }),
    ],
    ['the proofs of Actualizar', validarDatos],
    ['the code', async (yo, numero) => yo.enviarDesde(await validarDatos(yo, numero), {}, 'codigo')],
    ['the data', conRespuesta],
    [
      'the data, updated with another e-mail',
      async (yo, numero) =>
        yo.enviarDesde(
          await conRespuesta(yo, numero),
          datosDe(numero, { email: `otro${numero}@correo.test` }),
        ),
    ],
    ['who has an account', (yo, numero) => yo.enviar('/natural/registrar', registroNatural(numero))],
    [
      'the link that confirms',
      async (yo, numero) => yo.abrir(await enlacePara(p, emailDe(numero), 'Confirmar mi correo')),
    ],
    [
      'the link «no fui yo»',
      async (yo, numero) => yo.abrir(await enlacePara(p, emailDe(numero), 'No fui yo')),
    ],
    ['a list of facilitators', async (yo, numero) => probarOtec(yo, SOLICITAR, await conUno(numero))],
    [
      'a facilitator let go',
      async (yo, numero) => {
        await probarOtec(yo, SOLICITAR, await conUno(numero))
        return yo.abrir(`${SOLICITAR}/retirar`)
      },
    ],
    ['a facilitator recovered', async (yo, numero) => probarOtec(yo, RECUPERAR, await conUno(numero))],
    ['a wrong CS', (yo, numero) => validar(yo, numero, `${CLAVE}x`)],
  ]
  test.each(PASOS)('%s', async (_nombre, llegar) => {
    const numero = 14_000_000 + PASOS.findIndex(([, cual]) => cual === llegar)
    await registrada(p, numero)
    expect(await defectosDe((await llegar(new Navegador(p.app), numero)).html)).toEqual([])
  })
})

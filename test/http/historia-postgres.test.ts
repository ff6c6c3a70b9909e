import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sellarBitacora, verificarBitacora } from '../../src/application/sellar-bitacora.ts'
import { Navegador } from '../support/navegador.ts'
import { CLAVE } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  cambiar,
  conCodigo,
  correosPara,
  cuentaDe,
  datosDe,
  emailDe,
  enlacePara,
  noFuiYo,
  pedirEnlace,
  pedirProvisoria,
  registrada,
  validar,
} from '../support/recorridos.ts'

const NUMERO = 37_000_001
const NUEVA = 'Qu3ltehue!'

describe('the story of a natural person on PostgreSQL', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({ motor: 'postgres' })
  })
  afterAll(() => p.cerrar())

  test('is the same: every operation, the link by mail, “no fui yo” and the way back', async () => {
    const yo = await registrada(p, NUMERO)
    expect((await validar(yo, NUMERO, 'no es esta')).estado).toBe(422)
    const provisoria = await pedirProvisoria(yo, NUMERO)
    expect((await cambiar(yo, NUMERO, provisoria, NUEVA)).titulo).toBe('Su CS fue cambiada')
    expect((await validar(yo, NUMERO, CLAVE)).estado).toBe(422)
    const email = 'otra37@correo.test'
    const lista = await yo.enviarDesde(
      await conCodigo(p, yo, NUMERO),
      datosDe(NUMERO, { email, direccion: 'Otra 7' }),
    )
    expect(lista.titulo).toBe('Datos actualizados')
    const confirmar = await yo.abrir(await enlacePara(p, email, 'Confirmar mi correo'))
    expect((await yo.presionar(confirmar, '/confirmar-correo')).titulo).toBe('Su correo está confirmado')
    expect(await cuentaDe(p, NUMERO)).toMatchObject({ email, direccion: 'Otra 7' })

    expect((await noFuiYo(p, emailDe(NUMERO))).titulo).toBe('Congelamos la cuenta')
    expect(await cuentaDe(p, NUMERO)).toMatchObject({ estado: 'congelada', email: emailDe(NUMERO) })
    await pedirEnlace(new Navegador(p.app), NUMERO)
    const vuelta = await yo.abrir(await enlacePara(p, emailDe(NUMERO), 'Recuperar mi CS'))
    const nueva = await yo.presionar(vuelta, '/enlace/volver')
    const fin = await yo.enviarDesde(nueva, { claveNueva: 'Ch1ncol.77', repetirClaveNueva: 'Ch1ncol.77' })
    expect(fin.titulo).toBe('Su CS fue cambiada')
    expect((await cuentaDe(p, NUMERO)).estado).toBe('activa')

    expect((await correosPara(p, emailDe(NUMERO))).map(({ asunto }) => asunto)).toContain(
      'Su Clave Sence fue congelada',
    )
    await sellarBitacora(p.deps, p.composicion.sellador)
    expect(await verificarBitacora(p.deps, p.composicion.sellador)).toMatchObject({
      falla: null,
      sinSellar: 0,
    })
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { analizarDocumentos } from '../../src/application/analizar-documentos.ts'
import { purgar } from '../../src/application/purgar.ts'
import type { Cuenta } from '../../src/domain/cuenta.ts'
import type { Documento } from '../../src/domain/documento.ts'
import { textoRechazo } from '../../src/domain/rechazos.ts'
import { type ClamdDePrueba, clamdDePrueba } from '../support/clamd.ts'
import { ADJUNTO, Navegador, type Pagina } from '../support/navegador.ts'
import { nieDe, registroMigrante } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { correosPara } from '../support/recorridos.ts'

const NUMERO = 501
const EMAIL = `persona${NUMERO}@correo.test`

describe('a document and the virus scanner', () => {
  let clamd: ClamdDePrueba
  let p: ProductoDePrueba
  beforeEach(async () => {
    clamd = await clamdDePrueba()
    p = await productoDePrueba({ entorno: { CLAMD_URL: clamd.url, DOCUMENT_RETENTION_DAYS: '30' } })
  })
  afterEach(async () => {
    await p.cerrar()
    await clamd.cerrar()
  })

  const registrar = async (): Promise<Pagina> =>
    new Navegador(p.app).enviar('/migrante/registrar', registroMigrante(NUMERO))
  async function guardado(): Promise<{ cuenta: Cuenta; documento: Documento; contenido: string | null }> {
    return p.deps.almacen.transaccion(async (uow) => {
      const cuenta = await uow.cuentas.porIdentificador('migrante', nieDe(NUMERO))
      const { detalle } =
        (await uow.bitacora.deCuenta(cuenta?.id ?? '', 50)).find(
          ({ evento }) => evento === 'documento_recibido',
        ) ?? {}
      const documento = await uow.documentos.porId(String(detalle?.documento))
      if (!cuenta || !documento) throw new Error('nothing was kept')
      return { cuenta, documento, contenido: await uow.documentos.contenidoCifrado(documento.id) }
    })
  }
  test('passes through it before it is kept', async () => {
    expect((await registrar()).titulo).toBe('Su cuenta fue creada')
    expect((await guardado()).documento.analisis).toBe('limpio')
    expect(clamd.recibidos[0]?.equals(Buffer.from(ADJUNTO.bytes))).toBe(true)
  })

  test('infected is refused at once, and makes no account', async () => {
    const conVirus = await clamdDePrueba(Buffer.from(ADJUNTO.bytes))
    const q = await productoDePrueba({ entorno: { CLAMD_URL: conVirus.url } })
    const pagina = await new Navegador(q.app).enviar('/migrante/registrar', registroMigrante(NUMERO))
    expect([pagina.estado, pagina.errores]).toEqual([422, [textoRechazo('archivo_infectado')]])
    expect(
      await q.deps.almacen.transaccion((uow) => uow.cuentas.porIdentificador('migrante', nieDe(NUMERO))),
    ).toBeUndefined()
    await q.cerrar()
    await conVirus.cerrar()
  })

  test('is not lost while it does not answer, and is asked about again', async () => {
    clamd.modo = 'cortar'
    expect((await registrar()).titulo).toBe('Su cuenta fue creada')
    expect((await guardado()).documento.analisis).toBe('pendiente')
    p.reloj.adelantar({ minutos: 2 })
    expect(await analizarDocumentos(p.deps)).toBe(false)
    expect((await guardado()).documento.analisis).toBe('pendiente')
    clamd.modo = 'bien'
    await analizarDocumentos(p.deps)
    expect((await guardado()).documento.analisis).toBe('pendiente')
    p.reloj.adelantar({ minutos: 2 })
    await analizarDocumentos(p.deps)
    expect((await guardado()).documento).toMatchObject({ analisis: 'limpio', estado: 'pendiente' })
  })

  test('found infected later it is refused, its person told, and erased in time', async () => {
    clamd.modo = 'cortar'
    await registrar()
    p.reloj.adelantar({ minutos: 2 })
    await analizarDocumentos({
      ...p.deps,
      antivirus: { ...p.deps.antivirus, analizar: async () => 'infectado' },
    })
    const { documento, cuenta } = await guardado()
    expect(documento).toMatchObject({
      analisis: 'infectado',
      estado: 'rechazado',
      motivo: 'infectado',
      decididoPor: 'sistema',
    })
    expect(cuenta.identidad).toBe('declarada')
    expect((await correosPara(p, EMAIL)).at(-1)?.texto).toContain('El archivo tiene un virus')
    p.reloj.adelantar({ dias: 29 })
    await purgar(p.deps)
    expect((await guardado()).contenido).not.toBeNull()
    p.reloj.adelantar({ dias: 1 })
    await purgar(p.deps)
    expect(await guardado()).toMatchObject({ contenido: null, documento: { estado: 'rechazado' } })
  })

  test('one whose key is gone holds the others back in nothing', async () => {
    clamd.modo = 'cortar'
    await registrar()
    const { documento } = await guardado()
    const otro = { ...documento, id: 'ajeno', creadoEn: new Date(0), analizadoEn: new Date(0) }
    await p.deps.almacen.transaccion((uow) => uow.documentos.guardar(otro, 'v1.perdida.a.b.c'))
    clamd.modo = 'bien'
    p.reloj.adelantar({ minutos: 2 })
    await expect(analizarDocumentos(p.deps)).rejects.toThrow()
    expect((await guardado()).documento.analisis).toBe('limpio')
  })
})

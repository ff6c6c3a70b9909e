import { expect, test } from 'vitest'
import type { Campo, Presentacion } from '../../src/domain/campo.ts'
import { campos } from '../../src/domain/campos.ts'
import { textoRechazo } from '../../src/domain/rechazos.ts'

type CampoDeTexto = Campo<string> | Campo<string | null>
const deTexto = Object.entries(campos).filter(
  (entrada): entrada is [keyof typeof campos, CampoDeTexto] =>
    !['casilla', 'archivo'].includes(entrada[1].control),
)
const LARGAS: Partial<Record<keyof typeof campos, string>> = {
  clave: 'clave_larga',
  repetirClave: 'clave_larga',
  claveActual: 'clave_larga',
  claveOtec: 'clave_larga',
  claveParaConfirmar: 'clave_larga',
  claveNueva: 'clave_larga',
  repetirClaveNueva: 'clave_larga',
  respuestaSecreta: 'respuesta_larga',
  respuestaNueva: 'respuesta_larga',
}
/** The worst that normalisation can be given: marks that have to be sorted, over and over. */
const MARCAS = 'a\u0315\u0300\u05ae'.repeat(15_000)

test.each(deTexto)(
  '%s refuses 60,000 units of combining marks as too long, before it reads them',
  (nombre, campo) => {
    expect(MARCAS).toHaveLength(60_000)
    const codigo = LARGAS[nombre] ?? 'texto_largo'
    const entorno = { hoy: '2026-11-22' }
    expect(campo.leer(MARCAS, entorno)).toEqual({ ok: false, codigo })
    expect(campo.leer('\u0300'.repeat(1001), entorno)).toEqual({ ok: false, codigo })
  },
)

test.each(deTexto)('the refusal of a long %s says how long it may be', (_nombre, campo) => {
  const { etiqueta, maximo = 0 }: Presentacion = campo
  expect(textoRechazo('texto_largo', { etiqueta, maximo })).toMatch(
    /^Escriba .+ más corto: hasta \d+ caracteres$/,
  )
})

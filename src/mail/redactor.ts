import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import type { Redactor } from '../application/ports.ts'
import { mensajeDe } from './mensajes/catalogo.ts'
import { anticipoDe, PIE, saludo } from './mensajes/mensaje.ts'
import { textoDe } from './texto.ts'

const PLANTILLA = fileURLToPath(new URL('../../views/mail/correo.ejs', import.meta.url))

/**
 * Reads the templates of views/mail once.
 * @returns the function that turns a notice into subject, HTML and text; both parts say the same.
 */
export function crearRedactor(): Redactor {
  const dibujarHtml = ejs.compile(readFileSync(PLANTILLA, 'utf8'), { filename: PLANTILLA, cache: true })
  return (aviso, para, id) => {
    const { asunto, bloques } = mensajeDe(aviso)
    const partes = { saludo: saludo(aviso.nombre), bloques, pie: PIE }
    return {
      id,
      para,
      asunto,
      html: dibujarHtml({ asunto, anticipo: anticipoDe(bloques), ...partes }),
      texto: textoDe(partes),
    }
  }
}

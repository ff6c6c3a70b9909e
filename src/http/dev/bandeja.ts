import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nombresEn, ultimosEn } from './carpeta.ts'

/** A message as the development pages show it. */
export interface CorreoVisto {
  id: string
  asunto: string
  para: string
  /** When it was written; undefined for a preview. */
  fecha?: Date
  html: string
  texto: string
}

const NOMBRE = /^[\w-]{1,64}\.eml$/

/** The messages in MAIL_DIR, newest first; none when the folder is not there yet. */
export async function correosEnviados(dir: string): Promise<CorreoVisto[]> {
  const ultimos = await ultimosEn(dir, NOMBRE)
  return Promise.all(ultimos.map(({ nombre }) => leerCorreo(join(dir, nombre), nombre.replace(/\.eml$/, ''))))
}

/** One message of MAIL_DIR; undefined when there is none of that name. */
export async function correoEnviado(dir: string, id: string): Promise<CorreoVisto | undefined> {
  const nombres = await nombresEn(dir)
  const nombre = `${id}.eml`
  return NOMBRE.test(nombre) && nombres.includes(nombre) ? leerCorreo(join(dir, nombre), id) : undefined
}

async function leerCorreo(ruta: string, id: string): Promise<CorreoVisto> {
  // A development dependency: production never mounts these pages and never loads it.
  const { default: PostalMime } = await import('postal-mime')
  const { subject, to, date, html, text } = await PostalMime.parse(await readFile(ruta))
  const para = to?.map(({ address }) => address).join(', ') ?? ''
  return {
    id,
    asunto: subject ?? '',
    para,
    ...(date && { fecha: new Date(date) }),
    html: html ?? '',
    texto: text ?? '',
  }
}

/** Comunas and regiones as old files tell them: by codes that are gone, or shortened as people shorten them. */
import anteriores from './datos/comunas-anteriores.json' with { type: 'json' }
import abreviadas from './datos/comunas-en-archivos.json' with { type: 'json' }
import { buscarComuna, esComuna, REGIONES, regionDeComuna } from './territorio.ts'
import { sinAcentos } from './texto.ts'

/**
 * Codes of before Arica y Parinacota and Los Ríos (2007), Marga Marga (2010) and Ñuble (2018): none of them is the
 * code of another comuna today.
 */
const hoyDe = new Map(anteriores.map(({ antes, hoy }) => [antes, hoy]))
const regionAnteriorDe = new Map(anteriores.map(({ antes, hoy }) => [hoy, antes.slice(0, 2)]))

const palabras = (texto: string): string[] =>
  sinAcentos(texto)
    .toLowerCase()
    .match(/[a-z]+/g) ?? []
const junto = (texto: string): string => palabras(texto).join('')
const porNombre = new Map(
  abreviadas.flatMap(({ comuna, nombres }) => nombres.map((nombre) => [junto(nombre), comuna] as const)),
)

const ENTERAS: Readonly<Record<string, string>> = {
  cnel: 'coronel',
  gral: 'general',
  nva: 'nueva',
  pta: 'punta',
  pto: 'puerto',
  sn: 'san',
  sta: 'santa',
  stgo: 'santiago',
  sto: 'santo',
}
const entera = (palabra: string): string =>
  (Object.hasOwn(ENTERAS, palabra) ? ENTERAS[palabra] : undefined) ?? palabra

/**
 * The code of today of a comuna that a file tells by its code, of today or of before, with or without its first zero,
 * or by its name, a popular one or an abbreviation.
 * @returns undefined when it names none, or more than one.
 */
export function comunaDeArchivo(texto: string): string | undefined {
  if (/^\s*\d{4,5}\s*$/.test(texto)) {
    const codigo = texto.trim().padStart(5, '0')
    return hoyDe.get(codigo) ?? (esComuna(codigo) ? codigo : undefined)
  }
  if (/\d/.test(texto)) return undefined
  const nombre = palabras(texto.slice(0, 100).replace(/^\s*(?:i\.?\s+municipalidad|comuna)\s+de\s+/i, ''))
  const entero = nombre.map(entera).join('')
  return buscarComuna(entero)?.codigo ?? porNombre.get(nombre.join('')) ?? porNombre.get(entero)
}

/** Whether a comuna lies, or lay when its code was another one, in a región. */
export const esOFueDeRegion = (comuna: string, region: string): boolean =>
  regionDeComuna(comuna) === region || regionAnteriorDe.get(comuna) === region

const ROMANOS = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi'.split(' ')
const SOBRAN =
  /^(?:region|de|del|la|el|los|y|libertador|general|bernardo|carlos|ibanez|campo|antartica|chilena|santiago)$/
const sinAdornos = (texto: string): string =>
  palabras(texto)
    .filter((palabra) => !SOBRAN.test(palabra))
    .join('')
const regiones = new Map([
  ...REGIONES.map(({ codigo, nombre }) => [sinAdornos(nombre), codigo] as const),
  ...ROMANOS.map((romano, i) => [romano, String(i + 1).padStart(2, '0')] as const),
  ['rm', '13'],
  ['aisen', '11'],
])

/** The code of a región that a file tells by its code, its name, long or short, or its roman number. */
export const regionDeArchivo = (texto: string): string | undefined =>
  /^\s*\d{1,2}\s*$/.test(texto)
    ? texto.trim().padStart(2, '0')
    : regiones.get(sinAdornos(texto.slice(0, 100)))

import { contextoDeAviso } from '../avisos.ts'
import { contextoDeDocumento } from '../documentos.ts'
import { contextoDePedido } from '../facilitador/lazos.ts'
import { type Cifrador, COLUMNAS_CIFRADAS, type ColumnaCifrada, type Dependencias } from '../ports.ts'
import { anotarOrden } from './anotar-orden.ts'
import type { Operador } from './operador.ts'

/** Under what each text was encrypted; a column without it does not compile. */
const CONTEXTOS: Record<ColumnaCifrada, (id: string) => string> = {
  'avisos.destino_cifrado': (id) => contextoDeAviso(id, 'destino'),
  'avisos.contenido_cifrado': (id) => contextoDeAviso(id, 'contenido'),
  'cuentas.clave_hash': () => 'hash-antiguo',
  'cuentas.respuesta_hash': () => 'hash-antiguo',
  'documentos.contenido_cifrado': contextoDeDocumento,
  'eventos.antes_cifrado': (id) => `evento:${id}:antes`,
  'eventos.buzon_cifrado': (id) => `evento:${id}:buzon`,
  'facilitadores_otec.pedido_cifrado': contextoDePedido,
  'secretos.valor': (nombre) => nombre,
  'solicitudes.identificador_cifrado': (id) => `solicitud:${id}:identificador`,
  'solicitudes.resultado_cifrado': (id) => `solicitud:${id}:resultado`,
  'solicitudes.secreto_cifrado': (id) => `solicitud:${id}:secreto`,
}

/** Texts of one transaction: the site waits no longer than for any other. Documents weigh a megabyte each. */
const TANDA = 100
const TANDA_DE_DOCUMENTOS = 4
/** Those that somebody wrote again meanwhile come in the next pass. */
const PASADAS = 3

export interface Rotacion {
  columna: ColumnaCifrada
  cambiados: number
  /** Their key is gone, or they were altered: nobody can read them any more. */
  ilegibles: number
}

/**
 * Moves everything that is encrypted to the key in use, in short batches, while the product goes on. Stopped half
 * way, the next one goes on where it was; with nothing left to do it changes nothing.
 * @param alAvanzar told of each column that is finished.
 * @returns what was done in each column that had something to do.
 */
export async function rotarLlaves(
  deps: Pick<Dependencias, 'almacen' | 'cifrador' | 'reloj'>,
  operador: Operador,
  alAvanzar: (rotacion: Rotacion) => void,
): Promise<Rotacion[]> {
  const hechas: Rotacion[] = []
  for (const columna of COLUMNAS_CIFRADAS) {
    const rotacion = await rotarColumna(deps, columna)
    if (rotacion.cambiados + rotacion.ilegibles === 0) continue
    hechas.push(rotacion)
    alAvanzar(rotacion)
  }
  const suma = (que: 'cambiados' | 'ilegibles') => hechas.reduce((total, hecha) => total + hecha[que], 0)
  const detalle = { cambiados: suma('cambiados'), ilegibles: suma('ilegibles') }
  await anotarOrden(deps, operador, 'llaves_rotadas', {
    resultado: detalle.ilegibles > 0 ? 'con_ilegibles' : 'bien',
    detalle,
  })
  return hechas
}

async function rotarColumna(
  { almacen, cifrador }: Pick<Dependencias, 'almacen' | 'cifrador'>,
  columna: ColumnaCifrada,
): Promise<Rotacion> {
  const tope = columna === 'documentos.contenido_cifrado' ? TANDA_DE_DOCUMENTOS : TANDA
  const rotacion: Rotacion = { columna, cambiados: 0, ilegibles: 0 }
  for (let pasada = 0; pasada < PASADAS; pasada++) {
    const cambiadosAntes = rotacion.cambiados
    rotacion.ilegibles = 0
    for (let desde: string | undefined = ''; desde !== undefined; ) {
      const textos = await almacen.transaccion((uow) =>
        uow.cifrados.fueraDe(columna, cifrador.prefijoVigente, desde ?? '', tope),
      )
      const nuevos = textos.map((texto) => ({ texto, nuevo: recifrado(cifrador, columna, texto) }))
      rotacion.cambiados += await almacen.transaccion(async (uow) => {
        let cambiados = 0
        for (const { texto, nuevo } of nuevos)
          if (nuevo !== undefined && (await uow.cifrados.cambiar(columna, texto, nuevo))) cambiados++
        return cambiados
      })
      rotacion.ilegibles += nuevos.filter(({ nuevo }) => nuevo === undefined).length
      desde = textos.at(-1)?.id
    }
    if (rotacion.cambiados === cambiadosAntes) break
  }
  return rotacion
}

function recifrado(
  cifrador: Cifrador,
  columna: ColumnaCifrada,
  { id, cifrado }: { id: string; cifrado: string },
): string | undefined {
  try {
    return cifrador.recifrar(cifrado, CONTEXTOS[columna](id))
  } catch {
    return undefined
  }
}

import bcrypt from 'bcrypt'
import { type Cifrador, type Hasher, Saturado, type Turno } from '../application/ports.ts'
import { adoptar, adoptarEnClaro } from './antiguo/adoptar.ts'
import { crearComparador } from './antiguo/comparar.ts'
import { envoltura } from './antiguo/envolver.ts'
import { conPimienta, escribirHash, leerHash, leerImportado } from './hash-guardado.ts'
import { type LlaveSimetrica, llaveVigente } from './llaves.ts'
import { crearSemaforo } from './semaforo.ts'

export interface OpcionesHasher {
  /** bcrypt's cost: each step doubles the work. */
  costo: number
  /** Hashes are made with the first; all can be compared with. */
  pimientas: readonly LlaveSimetrica[]
  /** For hashes of the old system that are too weak to lie bare. */
  cifrador: Cifrador
  /** How many hashes may run at a time: the number of cores. */
  permisos: number
  /** Longest expected wait that is still taken on, in milliseconds. */
  esperaMaximaMs: number
  /** A clock in milliseconds, for the average time of a hash. */
  medirMs?: () => number
}

export interface EstadoHasher {
  enCurso: number
  enEspera: number
  /** Hashes reserved and not finished yet, running ones included. */
  pendientes: number
  hechos: number
  mediaMs: number
}

/** Time of one hash at cost 11 on a common server core, before any was measured. */
const MS_A_COSTO_11 = 146
/** Weight of the newest hash in the moving average. */
const PESO = 0.1

/**
 * bcrypt over base64(HMAC-SHA-256 with the pepper), on libuv's pool, never more than `permisos` at a time.
 * A comparison costs the same with no hash, with an unreadable one, with one of a lower cost and with one of the
 * old system.
 * @throws Error when there is no pepper.
 */
export function crearHasher(opciones: OpcionesHasher): Hasher & { estado(): EstadoHasher } {
  const { costo, pimientas, cifrador, permisos, esperaMaximaMs, medirMs = () => performance.now() } = opciones
  const vigente = llaveVigente(pimientas)
  const semaforo = crearSemaforo(permisos)
  let pendientes = 0
  let hechos = 0
  let mediaMs = MS_A_COSTO_11 * 2 ** (costo - 11)

  const gastar = <T>(trabajo: () => Promise<T>): Promise<T> =>
    semaforo.correr(async () => {
      const inicio = medirMs()
      try {
        return await trabajo()
      } finally {
        mediaMs += PESO * (medirMs() - inicio - mediaMs)
        pendientes--
        hechos++
      }
    })

  const crear: Turno['crear'] = (secreto) =>
    gastar(async () => escribirHash(vigente.id, await bcrypt.hash(conPimienta(secreto, vigente), costo)))

  const compararImportado = crearComparador({
    costo,
    pimientas,
    cifrador,
    medirMs,
    mediaMs: () => mediaMs,
  })

  const comparar: Turno['comparar'] = (secreto, hash) => {
    const guardado = hash === null ? undefined : leerHash(hash)
    const pimienta = pimientas.find(({ id }) => id === guardado?.pimientaId)
    const importado = hash === null || guardado ? undefined : leerImportado(hash)
    return gastar(async () => {
      if (importado) {
        const coincide = await compararImportado(secreto, importado)
        return { coincide, renovar: coincide }
      }
      if (!guardado || !pimienta) {
        await bcrypt.hash(conPimienta(secreto, vigente), costo)
        return { coincide: false, renovar: false }
      }
      const coincide = await bcrypt.compare(conPimienta(secreto, pimienta), guardado.bcrypt)
      // 2^c + 2^c + 2^(c+1) + … + 2^(today-1) = 2^today: an old account takes as long as a new one.
      for (let resto = guardado.costo; resto < costo; resto++) await bcrypt.hash('', resto)
      return { coincide, renovar: coincide && (guardado.costo < costo || pimienta !== vigente) }
    })
  }

  return {
    async turno(hashes, trabajo) {
      const esperaMs = (pendientes * mediaMs) / permisos
      if (esperaMs > esperaMaximaMs) throw new Saturado(Math.ceil(esperaMs / 1000))
      let quedan = hashes
      pendientes += hashes
      const tomar = () => {
        if (quedan === 0) throw new Error('more hashes than were reserved')
        quedan--
      }
      try {
        return await trabajo({
          crear: async (secreto) => {
            tomar()
            return crear(secreto)
          },
          comparar: async (secreto, hash) => {
            tomar()
            return comparar(secreto, hash)
          },
        })
      } finally {
        pendientes -= quedan
        quedan = 0
      }
    },
    adoptar: (texto) => adoptar(cifrador, costo, texto),
    adoptarEnClaro: (secreto) => adoptarEnClaro(cifrador, secreto),
    async envolver(hash) {
      if (pendientes > 0) return { estado: 'ocupado' }
      const porHacer = envoltura(cifrador, costo, hash)
      if (!porHacer) return { estado: 'ilegible' }
      pendientes++
      return {
        estado: 'envuelto',
        hash: await gastar(async () => {
          const { texto, costo: suCosto } = porHacer
          const bcryptado = await bcrypt.hash(conPimienta(texto, vigente), suCosto)
          return porHacer.escribir(escribirHash(vigente.id, bcryptado))
        }),
      }
    },
    estado: () => ({ ...semaforo.estado(), pendientes, hechos, mediaMs }),
  }
}

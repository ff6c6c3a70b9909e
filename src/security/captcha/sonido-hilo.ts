/** Runs in a thread of its own (locutor.ts): a sound takes a tenth of a second of work that cannot be interrupted. */
import { parentPort } from 'node:worker_threads'
import { sembrar } from './azar-sembrado.ts'
import type { Encargo, Entrega } from './locutor.ts'
import { mezclar, unir } from './mezcla.ts'
import { enWav } from './wav.ts'

parentPort?.on('message', ({ numero, texto, semilla }: Encargo) => {
  const entrega: Entrega = { numero, wav: enWav(unir(mezclar(texto, sembrar(semilla)))) }
  parentPort?.postMessage(entrega)
})

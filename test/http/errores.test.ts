import express from 'express'
import { expect, test } from 'vitest'
import { manejarErrores } from '../../src/http/middleware/errores.ts'
import { crearLog } from '../../src/log.ts'
import { Navegador } from '../support/navegador.ts'

test('a fault after the answer left is logged, and the page arrives whole', async () => {
  const lineas: string[] = []
  const app = express()
  app.get('/', (_req, res, next) => {
    res.send('<h1>Whole</h1>')
    next(new Error('the session could not be kept'))
  })
  app.use(manejarErrores({ log: crearLog('info', { write: (linea) => lineas.push(linea) }) }))
  expect(await new Navegador(app).abrir('/')).toMatchObject({ estado: 200, titulo: 'Whole' })
  expect(lineas.map((linea) => JSON.parse(linea).msg)).toEqual(['failed after answering'])
})

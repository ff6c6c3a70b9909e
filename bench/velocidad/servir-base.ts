/** The bare baseline: Express and EJS, one page with a model that is always the same, and nothing else. */
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import express from 'express'
import { recursosDe } from '../../src/http/recursos.ts'
import { atender } from './proceso.ts'

const carpeta = (nombre: string) => fileURLToPath(new URL(`../../${nombre}`, import.meta.url))
const { vista, modelo } = JSON.parse(readFileSync(String(process.env.PAGINA), 'utf8'))
const app = express()
app.set('view engine', 'ejs')
app.set('views', carpeta('views'))
app.enable('view cache')
app.locals.recurso = recursosDe(carpeta('public')).recurso
app.get('/', (_req, res) => res.render(vista, modelo))
const servidor = app.listen(0, '127.0.0.1', () => {
  atender(`http://127.0.0.1:${(servidor.address() as AddressInfo).port}`)
})

/** The bare baseline: Express and EJS rendering one page with a fixed model, and gzip of our level; no session. */
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import express from 'express'
import * as urls from '../../src/domain/urls.ts'
import { loadAssets } from '../../src/http/static/assets.ts'
import { serve } from './tools/process.ts'

const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const { view, model } = JSON.parse(readFileSync(String(process.env.PAGE_FILE), 'utf8'))
const app = express()
app.set('view engine', 'ejs')
app.set('views', folder('views'))
app.enable('view cache')
Object.assign(app.locals, { asset: loadAssets(folder('public')).asset, urls })
app.get('/', (req, res) => {
  res.render(view, model, (error, html) => {
    if (error) throw error
    res.type('html').vary('Accept-Encoding')
    if (!req.acceptsEncodings('gzip')) return res.send(html)
    res.set('Content-Encoding', 'gzip').send(gzipSync(html, { level: 5 }))
  })
})
const server = app.listen(0, '127.0.0.1', () => {
  serve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})

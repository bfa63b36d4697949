import { render } from 'preact'
import { App } from './shell/app.js'
import { followAddress } from './state/address.js'
import './style/index.css'

followAddress()
const place = document.getElementById('app')
if (place) render(<App />, place)

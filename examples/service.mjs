// A web service: POST a list of rows as JSON, get a class for each. node examples/service.mjs MODEL [PORT]
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { rowFeatures, tableFormOf } from 'antigrad/data'
import { readModel } from 'antigrad/predict'
import { simd } from 'antigrad/predict-simd'

const [file, port = '8080'] = process.argv.slice(2)
const model = readModel(await readFile(file), { file, predictor: simd })
const form = tableFormOf(model.description)

const server = createServer(async (request, response) => {
  try {
    const rows = await json(request)
    const outputs = model.predictBatch(rowFeatures(rows, form))
    const { length } = model.classes
    const classes = rows.map((_, row) => classOf(outputs.subarray(row * length, (row + 1) * length)))
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(classes))
  } catch (error) {
    response.writeHead(400, { 'Content-Type': 'text/plain' }).end(error.message)
  }
})

function classOf(outputs) {
  return model.classes[outputs.indexOf(Math.max(...outputs))]
}

server.listen(Number(port), '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`))

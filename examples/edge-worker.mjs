// An edge worker: no files, no WebAssembly, a model of some kilobytes bound as `env.MODEL`. GET /?petal%20length=1.4&…
import { rowFeatures, tableFormOf } from 'antigrad/data'
import { readModel } from 'antigrad/predict'

export default {
  async fetch(request, env) {
    const model = readModel(new Uint8Array(env.MODEL))
    const fields = [...new URL(request.url).searchParams].map(([name, value]) => [name, Number(value)])
    try {
      const features = rowFeatures([Object.fromEntries(fields)], tableFormOf(model.description))
      const outputs = model.predict(features)
      return Response.json({ class: model.classes[outputs.indexOf(Math.max(...outputs))] })
    } catch (error) {
      return new Response(error.message, { status: 400 })
    }
  },
}

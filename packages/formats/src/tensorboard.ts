/** `@antigrad/formats/tensorboard`: event files, whose numbers TensorBoard draws as curves. */
export {
  eventFileBegin,
  eventsIn,
  type FoundEvent,
  type Scalars,
  scalarsEvent,
} from './tensorboard/events.js'
export { type FoundRecord, recordsIn } from './tensorboard/records.js'

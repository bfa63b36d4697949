// The worker of a program's own, for bundlers that do not find the package's.
import 'antigrad/worker'

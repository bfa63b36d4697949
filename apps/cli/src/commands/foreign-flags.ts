import { ACTIVATIONS } from '@antigrad/core'
import { type Command, Option } from 'commander'
import { newNames } from '../flags.js'
import { LOSSES } from '../hyperparameters/loss.js'

/** Gives a command the flags that say what the file of another program leaves open: `ForeignFlags`. */
export function addForeignFlags(command: Command): Command {
  return command
    .option(
      '--rename <names>',
      'old=new,…: names of the tensors of another program, in the order of layers',
      newNames,
    )
    .addOption(
      new Option('--activation <name>', 'of the hidden layers, where the file does not say').choices(
        ACTIVATIONS,
      ),
    )
    .addOption(
      new Option('--loss <name>', 'what the network ends with, where the file does not say').choices(
        Object.keys(LOSSES),
      ),
    )
}

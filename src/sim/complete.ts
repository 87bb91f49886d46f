/**
 * The whole simulator: the late parts of the mechanisms, the views of the Lab, and all built-in scenarios. The
 * command line and tests import it at once; the worker does before it opens anything but the first lessons.
 */
import { completeModel } from './core'
import { standardModel } from './model'
import { lateParts } from './model/late'
import { setLookAt } from './run/late'
import { lookAt } from './run/look'
import { addScenarios } from './scenario/library'
import { laterScenarios } from './scenario/library/later'

completeModel(standardModel, lateParts)
setLookAt(lookAt)
addScenarios(laterScenarios)

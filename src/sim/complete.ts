/**
 * The whole simulator: the late parts of the mechanisms, the views of the Lab, all built-in scenarios and profiles. The
 * command line and tests import it at once; the worker does before it opens anything but the first lessons.
 */
import { addWraps, wraps } from './catalog'
import { completeModel } from './core'
import { standardModel } from './model'
import { digestOf } from './model/image'
import { lateParts } from './model/late'
import { counterfactuals } from './run/counterfactual'
import { setLookAt, setSearch } from './run/late'
import { lookAt } from './run/look'
import { buildAll } from './scenario/dockerfiles'
import { setImageTools } from './scenario/images'
import { addScenarios } from './scenario/library'
import { laterOpenings, laterScenarios } from './scenario/library/later'

completeModel(standardModel, lateParts)
setLookAt(lookAt)
setSearch(counterfactuals)
addScenarios(laterScenarios, laterOpenings)
addWraps(wraps)
setImageTools({ digestOf, buildAll })

/**
 * The whole simulator: the late parts of the mechanisms, the views of the Lab, all built-in scenarios and profiles. The
 * command line and tests import it at once; the worker does before it opens anything but the first lessons.
 */
import { addMixes, addWraps, mixes, wraps } from './catalog'
import { completeModel } from './core'
import { standardModel } from './model'
import { digestOf } from './model/image'
import { lateParts } from './model/late'
import { counterfactuals } from './run/counterfactual'
import { fleetFrameOf, topologyOf } from './run/fleet'
import { setLabViews } from './run/late'
import { lookAt } from './run/look'
import { sideOf } from './run/sides'
import { tracksOf } from './run/tracks'
import { poolContradiction, workloadContradiction } from './scenario/contradictions'
import { buildAll } from './scenario/dockerfiles'
import { setImageTools } from './scenario/images'
import { setContradictions } from './scenario/later'
import { addScenarios } from './scenario/library'
import { laterOpenings, laterScenarios } from './scenario/library/later'

completeModel(standardModel, lateParts)
setLabViews({ lookAt, searchFor: counterfactuals, topologyOf, fleetFrameOf, sideOf, tracksOf })
addScenarios(laterScenarios, laterOpenings)
addWraps(wraps)
addMixes(mixes)
setContradictions({ pool: poolContradiction, workload: workloadContradiction })
setImageTools({ digestOf, buildAll })

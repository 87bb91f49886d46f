/** Version of the model that all mechanisms make together. */

/** Rises when a golden hash changes on purpose: links of another version open without the promise of the same run. */
export const modelVersion = 4

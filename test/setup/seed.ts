import fc from "fast-check";

/**
 * Where `CONNECTCTL_TEST_SEED` is set, as in `.ci/run`, properties draw their cases from it, so that one commit always says the
 * same; elsewhere each run draws afresh, and looks further. A property that names a seed of its own keeps it.
 */
const seed = Number(process.env["CONNECTCTL_TEST_SEED"]);
if (Number.isInteger(seed) && seed !== 0) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });

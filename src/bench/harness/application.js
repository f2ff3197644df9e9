// Where the packaged application is.
import { readdirSync } from 'node:fs';

const APP = 'target/quarkus-app';
const REFERENCE = 'target/bench-reference';
export const JAR = `${APP}/quarkus-run.jar`;
export const NATIVE = 'target/gatehouse-runner';

const jars = (folder) => readdirSync(`${APP}/${folder}`).filter((name) => name.endsWith('.jar')).sort().map((name) => `${APP}/${folder}/${name}`);

export const libraries = () => [...jars('lib/boot'), ...jars('lib/main')];

/** With what the reference needs besides. */
export const referenceClassPath = () => [...libraries(),
  ...readdirSync(REFERENCE).map((name) => `${REFERENCE}/${name}`)].join(':');

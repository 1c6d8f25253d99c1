/** Properties of the machine and the process. Layers above platform take them from here (a test forbids `process` there). */

export interface Machine {
  /** Node's name: `linux`, `darwin`, `win32`. */
  readonly platform: string;
  /** Node's name: `x64`, `arm64`. */
  readonly arch: string;
  /** Chrome's sandbox does not work for root. */
  readonly isRoot: boolean;
}

export const machine = (): Machine => ({ platform: process.platform, arch: process.arch, isRoot: process.getuid?.() === 0 });

/** The environment of a thread of ours. What `NODE_OPTIONS` loads into the process, such as the SDK of OpenTelemetry, is not for it. */
export const threadEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, NODE_OPTIONS: '' });

/** The environment variables of this process. */
export const environment = (): Readonly<Record<string, string | undefined>> => process.env;

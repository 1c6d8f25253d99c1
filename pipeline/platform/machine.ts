/** What this process says of the machine and of itself. Layers above platform take it from here (a test refuses `process` there). */

export interface Machine {
  /** As Node names it: `linux`, `darwin`, `win32`. */
  readonly platform: string;
  /** As Node names it: `x64`, `arm64`. */
  readonly arch: string;
  /** Chrome has no sandbox for this user. */
  readonly isRoot: boolean;
}

export const machine = (): Machine => ({ platform: process.platform, arch: process.arch, isRoot: process.getuid?.() === 0 });

/** The environment of this process. */
export const environment = (): Readonly<Record<string, string | undefined>> => process.env;

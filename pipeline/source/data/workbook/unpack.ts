/** The parts of a workbook that hold cells: a ZIP whose size is known before anything is unpacked. */
import { unzipSync } from 'fflate';
import { WorkbookError } from './types.ts';

/** What the cells of a workbook may be unpacked to; what is more is no table for a document. */
const mostBytes = 200_000_000;
const mostFiles = 5000;

/**
 * @param isWanted whether a part is unpacked
 * @throws WorkbookError if it is no ZIP, or one that grows beyond all measure
 */
export function unpackedParts(bytes: Uint8Array, isWanted: (name: string) => boolean): Record<string, Uint8Array> {
  // Office keeps a file with a password in a container of its own.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw new WorkbookError('the workbook has a password or is an old .xls: save it as .xlsx without a password');
  let size = 0;
  let count = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        count += 1;
        if (count > mostFiles) throw new WorkbookError(`the workbook has more than ${mostFiles} parts`);
        if (!isWanted(name)) return false;
        size += originalSize;
        if (size > mostBytes) throw new WorkbookError(`the workbook unpacks to more than ${mostBytes / 1_000_000} MB`);
        return true;
      },
    });
  } catch (cause) {
    if (cause instanceof WorkbookError) throw cause;
    throw new WorkbookError(`the workbook cannot be unpacked: ${(cause as Error).message}`);
  }
}

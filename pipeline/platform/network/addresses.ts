/** Which internet addresses may be asked for a file: nothing on this machine or in its network, unless that is allowed. */
import { BlockList, isIP } from 'node:net';

type Subnet = readonly [address: string, prefix: number];

/** This machine, private networks, and names that only they resolve. */
const local: readonly Subnet[] = [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['::1', 128],
  ['fc00::', 7],
];

/** Link-local (where clouds offer credentials), multicast, reserved, for documentation, or wrapping another address. */
const never: readonly Subnet[] = [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

function listOf(subnets: readonly Subnet[]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of subnets) list.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return list;
}

/** Makes a test of addresses. One that is no IP address is never allowed. */
export function addressPolicy(isLocalAllowed: boolean): (address: string) => boolean {
  const refused = listOf(isLocalAllowed ? never : [...never, ...local]);
  return (address) => {
    const [bare = '', zone] = address.split('%');
    const version = isIP(bare);
    if (version === 4) return !refused.check(bare, 'ipv4');
    if (version !== 6 || zone !== undefined) return false;
    const inner = innerAddress(bare);
    if (inner !== undefined) return !refused.check(inner, 'ipv4');
    return bare !== '::' && !refused.check(bare, 'ipv6');
  };
}

/** The IPv4 address inside one of IPv6: mapped (`::ffff:1.2.3.4`), compatible (`::1.2.3.4`), or translated by NAT64 (`64:ff9b::1.2.3.4`). */
function innerAddress(address: string): string | undefined {
  const groups = groupsOf(address);
  const head = groups.slice(0, 6).join(':');
  const isInner = head === '0:0:0:0:0:ffff' || head === '64:ff9b:0:0:0:0' || (head === '0:0:0:0:0:0' && groups[6] !== '0');
  if (!isInner) return undefined;
  return groups
    .slice(6)
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
    .join('.');
}

/** The eight groups of an IPv6 address, in its one form without leading zeros. */
function groupsOf(address: string): string[] {
  const normal = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = '', after] = normal.split('::');
  const left = before === '' ? [] : before.split(':');
  const right = after === undefined || after === '' ? [] : after.split(':');
  return after === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
}

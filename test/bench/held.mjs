/** Loaded into a process before its program: collects garbage when its parent asks, and says what is held then. In MiB. */
process.on('message', () => {
  // Twice: what the first collection finalises, the second can free.
  globalThis.gc?.();
  setTimeout(() => {
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    process.send?.({ rss: rss / 2 ** 20, heap: heapUsed / 2 ** 20, external: external / 2 ** 20 });
  }, 100);
});
// The channel keeps nobody from ending.
process.channel?.unref();

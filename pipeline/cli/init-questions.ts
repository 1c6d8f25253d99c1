/** The questions of `init`, at a terminal. */
import { cancel, intro, isCancel, multiselect, outro, text } from '@clack/prompts';
import { starterDefaults } from '../init/starter.ts';
import type { Answers } from '../init/types.ts';
import { languageTag } from '../model/language-tag.ts';
import { list } from './options.ts';

const said: Readonly<Record<string, string>> = {
  briefing: 'pages to read, A4 or Letter',
  slides: 'to show, 16:9',
  handout: 'slides with notes, several to a page',
};

/**
 * Asks for whatever no option has answered; undefined if it is broken off.
 * @param title proposed
 * @param starter whose kinds and audiences are proposed
 */
export async function askAll(given: Answers, title: string, starter: string): Promise<Answers | undefined> {
  const { kinds, audiences } = await starterDefaults(starter);
  // Standard output stays for what other programs read.
  const io = { output: process.stderr };
  intro('A new pack', io);
  const ask = async <T>(known: T | undefined, question: () => Promise<T | symbol>): Promise<Exclude<T, symbol>> => {
    const answer = known ?? (await question());
    if (isCancel(answer)) throw new Cancelled();
    return answer as Exclude<T, symbol>;
  };
  try {
    const answers: Answers = {
      ...given,
      title: await ask(given.title, () => text({ message: 'Title', placeholder: title, defaultValue: title, ...io })),
      kinds: await ask<readonly string[]>(given.kinds, () =>
        kinds.length === 1
          ? Promise.resolve(kinds)
          : multiselect({
              message: 'What is printed?',
              options: kinds.map((value) => ({ value, label: value, hint: said[value] ?? '' })),
              initialValues: kinds,
              ...io,
            }),
      ),
      audiences: await ask<readonly string[] | undefined>(given.audiences, async () => {
        const proposed = audiences.join(', ');
        const message = 'Audiences, separated by commas; the first reads everything';
        const answer = await text({ message, placeholder: proposed, defaultValue: proposed, ...io });
        // Those of the starting point have their options there.
        return typeof answer === 'string' ? (answer === proposed ? undefined : list(answer)) : answer;
      }),
      lang: await ask(given.lang, () =>
        text({
          message: 'Language of the texts',
          placeholder: 'en',
          defaultValue: 'en',
          validate: (value = '') => (value === '' || languageTag.test(value) ? undefined : 'A tag such as en, de or ja'),
          ...io,
        }),
      ),
    };
    outro('Thank you.', io);
    return answers;
  } catch (cause) {
    if (!(cause instanceof Cancelled)) throw cause;
    cancel('Nothing was written.', io);
    return undefined;
  }
}

class Cancelled extends Error {}

/** A text for a message, cut where it is longer than that many characters. */
export const shortened = (text: string, most = 60): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** What usual levels of protection are called on documents: the words of the security regulations of states and of the EU. */
import { own } from '../../model/own.ts';

type Names = Readonly<Record<string, string>>;

const byLanguage: Readonly<Record<string, Names>> = {
  en: { 'top-secret': 'TOP SECRET' },
  de: { public: 'ÖFFENTLICH', internal: 'INTERN', confidential: 'VERTRAULICH', secret: 'GEHEIM', 'top-secret': 'STRENG GEHEIM' },
  fr: {
    public: 'PUBLIC',
    internal: 'INTERNE',
    restricted: 'DIFFUSION RESTREINTE',
    confidential: 'CONFIDENTIEL',
    secret: 'SECRET',
    'top-secret': 'TRÈS SECRET',
  },
  es: { public: 'PÚBLICO', internal: 'INTERNO', restricted: 'DIFUSIÓN LIMITADA', confidential: 'CONFIDENCIAL', secret: 'SECRETO' },
  it: {
    public: 'PUBBLICO',
    internal: 'INTERNO',
    restricted: 'RISERVATO',
    confidential: 'RISERVATISSIMO',
    secret: 'SEGRETO',
    'top-secret': 'SEGRETISSIMO',
  },
  pt: { public: 'PÚBLICO', internal: 'INTERNO', restricted: 'RESERVADO', confidential: 'CONFIDENCIAL', secret: 'SECRETO' },
  nl: { public: 'OPENBAAR', internal: 'INTERN', confidential: 'VERTROUWELIJK', secret: 'GEHEIM', 'top-secret': 'ZEER GEHEIM' },
  sv: { public: 'OFFENTLIG', internal: 'INTERN', confidential: 'KONFIDENTIELL', secret: 'HEMLIG' },
  da: { public: 'OFFENTLIG', internal: 'INTERN', confidential: 'FORTROLIGT', secret: 'HEMMELIGT', 'top-secret': 'YDERST HEMMELIGT' },
  nb: { public: 'OFFENTLIG', internal: 'INTERN', confidential: 'KONFIDENSIELT', secret: 'HEMMELIG', 'top-secret': 'STRENGT HEMMELIG' },
  fi: {
    public: 'JULKINEN',
    internal: 'SISÄINEN',
    confidential: 'LUOTTAMUKSELLINEN',
    secret: 'SALAINEN',
    'top-secret': 'ERITTÄIN SALAINEN',
  },
  pl: {
    public: 'JAWNE',
    internal: 'WEWNĘTRZNE',
    restricted: 'ZASTRZEŻONE',
    confidential: 'POUFNE',
    secret: 'TAJNE',
    'top-secret': 'ŚCIŚLE TAJNE',
  },
  cs: {
    public: 'VEŘEJNÉ',
    internal: 'INTERNÍ',
    restricted: 'VYHRAZENÉ',
    confidential: 'DŮVĚRNÉ',
    secret: 'TAJNÉ',
    'top-secret': 'PŘÍSNĚ TAJNÉ',
  },
  ja: { public: '公開', internal: '部外秘', restricted: '取扱注意', confidential: '秘', secret: '極秘', 'top-secret': '機密' },
  zh: { public: '公开', internal: '内部', confidential: '秘密', secret: '机密', 'top-secret': '绝密' },
  ko: { public: '공개', internal: '대외비', confidential: '3급 비밀', secret: '2급 비밀', 'top-secret': '1급 비밀' },
};

/** A level as it is printed where the pack has no word for it: in capitals, which is how markings are written. */
export function levelWord(level: string, lang: string): string {
  const word = own(own(byLanguage, lang.split('-')[0] ?? lang), level.toLowerCase());
  return word ?? level.replaceAll('_', ' ').toLocaleUpperCase(lang);
}

import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Public } from '#parties';
import { definitions } from '../reports/report.definitions.js';
import { type CatalogDataset, catalogOf } from './catalog.rules.js';
import { publicReportNames } from './public-statistics.model.js';

/** The address of the service, as the world knows it. */
export const PUBLIC_ADDRESS = Symbol('PUBLIC_ADDRESS');

@Public()
@Controller('api/v1/open-data')
export class CatalogController {
  constructor(@Inject(PUBLIC_ADDRESS) private readonly address: string) {}

  /** What data are open, and how to fetch them: DCAT-AP-NO as JSON-LD. */
  @Get('catalog')
  @Header('cache-control', 'public, max-age=3600')
  @Header('content-type', 'application/ld+json; charset=utf-8')
  catalog() {
    return catalogOf(this.address, [register, ...reports()]);
  }
}

const register: CatalogDataset = {
  name: 'register',
  path: 'public/register',
  title: {
    nb: 'Offentlig register over søknader og vedtak om helsedata',
    nn: 'Offentleg register over søknader og vedtak om helsedata',
    en: 'Public register of applications and decisions on health data',
  },
  description: {
    nb: 'Hver søknad om tilgang til helsedata når den er kommet, og hvert vedtak og hver tillatelse innen 30 virkedager. Det som er unntatt offentlighet, er utelatt.',
    nn: 'Kvar søknad om tilgang til helsedata når ho er komen, og kvart vedtak og kvart løyve innan 30 verkedagar. Det som er unnateke offentlegheit, er utelate.',
    en: 'Every application for access to health data once it has come, and every decision and permit within 30 working days. What is exempt from public access is left out.',
  },
  frequency: 'CONT',
  keywords: { nb: 'helsedata', nn: 'helsedata', en: 'health data' },
};

function reports(): CatalogDataset[] {
  return definitions()
    .reports.filter(({ name }) => publicReportNames.some((each) => each === name))
    .map(({ name, nb, nn, en }) => ({
      name,
      path: `public/statistics/${name}`,
      title: { nb: nb.title, nn: nn.title, en: en.title },
      description: { nb: nb.definition, nn: nn.definition, en: en.definition },
      frequency: 'QUARTERLY',
      keywords: { nb: 'saksbehandlingstid', nn: 'saksbehandlingstid', en: 'processing time' },
    }));
}

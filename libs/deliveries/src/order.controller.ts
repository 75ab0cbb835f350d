import { Controller, Get, Header, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { knownCaseId, osloDate } from '#cases';
import { CurrentActor, ForSystems, type Person } from '#parties';
import { type Clock, CLOCK, Database, validated } from '#platform';
import { orderCsv, type OrderDocument, orderDocument } from './order.document.rules.js';
import { deliveryOrder } from './order.queries.js';

export const orderQuery = z.strictObject({ format: z.enum(['json', 'csv']).default('json') });

@Controller('api/v1')
export class OrderController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The approved list as a registry extracts from it. */
  @ForSystems()
  @Get('cases/:id/deliveries/:deliveryId/order')
  @Header('cache-control', 'private, no-store')
  async order(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
    @Query() query: unknown,
  ): Promise<OrderDocument | StreamableFile> {
    const { format } = validated(orderQuery, query, 'query-malformed');
    const today = osloDate(await this.clock.now());
    const order = await deliveryOrder(this.db, knownCaseId(id), deliveryId, actor, today);
    if (format === 'json') return order;
    return new StreamableFile(Buffer.from(orderCsv(order)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="order-${order.caseReference}-${order.registry.registryId}-${order.round}.csv"`,
    });
  }

  /** What an order looks like, for the programs that read it (JSON Schema 2020-12). */
  @ForSystems()
  @Get('schemas/delivery-order')
  @Header('content-type', 'application/schema+json')
  schema(): object {
    return z.toJSONSchema(orderDocument);
  }
}

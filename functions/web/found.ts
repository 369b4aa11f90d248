import type { NotificationView } from '../../schemas/api.ts'
import type { ApiAnswer } from '../shared/ports/service-api.ts'
import { ApiRefusedError, type PageRequest } from './page.ts'

/** What the API answered. @throws ApiRefusedError, which is answered by a page that says so */
export function found<T>(answer: ApiAnswer<T>): T {
  if (answer.ok) return answer.body
  throw new ApiRefusedError(answer.status)
}

/** The person's own notification, as the API has it now. */
export const ownNotification = async ({ api, params }: PageRequest): Promise<NotificationView> =>
  found(await api.get<NotificationView>(`/notifications/${encodeURIComponent(params['reference'] ?? '')}`))

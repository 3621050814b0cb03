// Every view has an address, and each of its pages is loaded when it is first seen.
import { watch } from 'vue'
import { createRouter, createWebHistory, START_LOCATION, type RouteLocationNormalized } from 'vue-router'
import { isStranger, whoAmI } from '@/stores/me'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'home', component: () => import('@/features/home/HomePage.vue') },
    { path: '/map', name: 'map', component: () => import('@/features/map/MapPage.vue') },
    { path: '/plans', name: 'plans', component: () => import('@/features/plans/PlanList.vue') },
    { path: '/plans/:plan', name: 'plan', component: () => import('@/features/plans/PlanReader.vue'), props: true },
    {
      path: '/plans/:plan/tables/:part?',
      name: 'tables',
      component: () => import('@/features/plans/PlanTables.vue'),
      props: true,
    },
    { path: '/adjustments', name: 'adjustments', component: () => import('@/features/adjustments/AdjustmentList.vue') },
    { path: '/adjustments/new', name: 'adjustment-new', component: () => import('@/features/adjustments/AdjustmentEditor.vue') },
    {
      path: '/adjustments/:adjustment',
      name: 'adjustment',
      component: () => import('@/features/adjustments/AdjustmentPage.vue'),
      props: true,
    },
    {
      path: '/adjustments/:adjustment/edit',
      name: 'adjustment-edit',
      component: () => import('@/features/adjustments/AdjustmentEditor.vue'),
      props: true,
    },
    { path: '/calendar', name: 'calendar', component: () => import('@/features/calendar/CalendarPage.vue') },
    { path: '/screening', name: 'screening', component: () => import('@/features/screening/ScreeningDesk.vue') },
    { path: '/screening/kept/:answer', name: 'kept', component: () => import('@/features/screening/KeptAnswer.vue'), props: true },
    { path: '/check', name: 'check', component: () => import('@/features/check/SelfCheck.vue'), meta: { public: true } },
    { path: '/audits', name: 'audits', component: () => import('@/features/audits/AuditList.vue') },
    { path: '/audits/:audit', name: 'audit', component: () => import('@/features/audits/AuditDesk.vue'), props: true },
    { path: '/publishing', name: 'publishing', component: () => import('@/features/publishing/PublishingDesk.vue') },
    { path: '/public', name: 'public', component: () => import('@/features/public/PublicHome.vue'), meta: { public: true } },
    {
      path: '/public/:plan/:view(words|tables|offers|map|files|feedback)?',
      name: 'public-plan',
      component: () => import('@/features/public/PublicPlan.vue'),
      props: true,
      meta: { public: true },
    },
    { path: '/account', name: 'account', component: () => import('@/features/account/AccountPage.vue') },
    { path: '/users', name: 'users', component: () => import('@/features/account/UsersPage.vue') },
    { path: '/records', name: 'records', component: () => import('@/features/account/RecordsPage.vue') },
    { path: '/login', name: 'login', component: () => import('@/features/login/LoginPage.vue'), meta: { public: true } },
    { path: '/:rest(.*)*', name: 'lost', component: () => import('@/features/home/LostPage.vue') },
  ],
})

// Strangers see the pages that are marked public, and log in for the others. Without an answer the page itself says what is wrong.
function askedFor(to: RouteLocationNormalized) {
  return isStranger.value && !to.meta.public ? { name: 'login', query: { next: to.fullPath } } : true
}
/** Begin to load a page while it is asked who wants to see it. */
function fetchCode(page: unknown): void {
  if (typeof page === 'function') void Promise.resolve((page as () => unknown)()).catch(() => undefined)
}
router.beforeEach(async (to) => {
  for (const { components } of to.matched) fetchCode(components?.['default'])
  await whoAmI().catch(() => undefined)
  return askedFor(to)
})
watch(isStranger, () => {
  // The first page is still on its way, and the guard sees to it.
  if (router.currentRoute.value === START_LOCATION) return
  const to = askedFor(router.currentRoute.value)
  if (to !== true) void router.replace(to)
})

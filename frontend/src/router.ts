// Every view has an address, and each of its pages is loaded when it is first seen.
import { createRouter, createWebHistory } from 'vue-router'

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
    { path: '/screening', name: 'screening', component: () => import('@/features/screening/ScreeningDesk.vue') },
    { path: '/audits', name: 'audits', component: () => import('@/features/audits/AuditList.vue') },
    { path: '/audits/:audit', name: 'audit', component: () => import('@/features/audits/AuditDesk.vue'), props: true },
    { path: '/:rest(.*)*', name: 'lost', component: () => import('@/features/home/LostPage.vue') },
  ],
})

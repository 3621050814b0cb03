import type MixedText from './MixedText.vue'

declare module 'vue' {
  interface GlobalComponents {
    MixedText: typeof MixedText
  }
}

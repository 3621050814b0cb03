import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router'
import MixedText from './ui/MixedText.vue'
import './ui/theme.css'

createApp(App).use(router).component('MixedText', MixedText).mount('#app')

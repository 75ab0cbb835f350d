import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { askForMe, queryClient } from './api/queries';
import { App } from './App';
import './style.css';
import './shell.css';
import './pages/case/case.css';
import './applicant.css';
import { startTexts } from './texts/i18n';
import { showTheme } from './theme';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to draw in.');

showTheme();
// At once, beside the words: it would else be asked for when they have come.
askForMe();
await startTexts();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);

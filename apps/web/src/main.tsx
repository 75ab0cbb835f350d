import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { askForMe, queryClient } from './api/queries';
import './style.css';
import './shell.css';
import './pages/case/case.css';
import './applicant.css';
import { router } from './router';
import { startTexts } from './texts/i18n';
import { showTheme } from './theme';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to draw in.');

showTheme();
// At once, beside the words: it would else be asked for when they have come.
void askForMe();
// And the code and the data of the page at this address, beside both.
void router.load();
await startTexts();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

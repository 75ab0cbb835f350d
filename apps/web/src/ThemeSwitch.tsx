import { Select } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseTheme, type Theme, themeNow, themes } from './theme';

/** Light, dark, or as the machine is. */
export function ThemeSwitch() {
  const { t } = useTranslation();
  const [theme, setTheme] = useState(themeNow);

  function choose(chosen: Theme) {
    chooseTheme(chosen);
    setTheme(chosen);
  }

  return (
    <Select
      data-size="sm"
      className="theme-switch"
      aria-label={t('shell.theme')}
      value={theme}
      onChange={({ target }) => choose(target.value as Theme)}
    >
      {themes.map((each) => (
        <Select.Option key={each} value={each}>
          {t(`shell.theme-${each}`)}
        </Select.Option>
      ))}
    </Select>
  );
}

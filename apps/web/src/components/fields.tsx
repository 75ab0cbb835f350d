import {
  Checkbox,
  Field,
  Fieldset,
  Label,
  Radio,
  Select,
  Textfield,
  ValidationMessage,
} from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { fieldId, useFault, useForm, useValueAt } from './form';

interface FieldProps {
  path: string;
  isOptional?: boolean;
}

export function Line(props: FieldProps) {
  return <Textfield {...useTextProps(props)} />;
}

export function LongText({ rows = 4, ...props }: FieldProps & { rows?: number }) {
  return <Textfield {...useTextProps(props)} multiline rows={rows} />;
}

export function DateField(props: FieldProps) {
  return <Textfield {...useTextProps(props)} type="date" className="short-field" />;
}

export function Count(props: FieldProps) {
  const { change } = useForm();
  const { value, ...rest } = useTextProps(props);
  return (
    <Textfield
      {...rest}
      type="number"
      min={0}
      className="short-field"
      value={value}
      onChange={({ target }) => change(props.path, target.value === '' ? '' : Number(target.value))}
    />
  );
}

/** Several lines, each an item of a list. */
export function Lines({ rows = 3, ...props }: FieldProps & { rows?: number }) {
  const { change } = useForm();
  const lines = useValueAt(props.path);
  return (
    <Textfield
      {...useTextProps(props)}
      multiline
      rows={rows}
      value={Array.isArray(lines) ? lines.join('\n') : ''}
      onChange={({ target }) => change(props.path, target.value.split('\n'))}
    />
  );
}

export function YesNo({ path }: FieldProps) {
  const { t } = useTranslation();
  const { change } = useForm();
  const value = useValueAt(path);
  return (
    <Radios
      path={path}
      options={[
        { label: t('yes'), isChosen: value === true, choose: () => change(path, true) },
        { label: t('no'), isChosen: value === false, choose: () => change(path, false) },
      ]}
    />
  );
}

interface OneOfProps extends FieldProps {
  values: readonly string[];
  onChoice?: (value: string) => void;
}

export function OneOf({ path, values, onChoice }: OneOfProps) {
  const { change, optionOf } = useForm();
  const chosen = useValueAt(path);
  return (
    <Radios
      path={path}
      options={values.map((value) => ({
        label: optionOf(path, value),
        isChosen: chosen === value,
        choose: () => {
          change(path, value);
          onChoice?.(value);
        },
      }))}
    />
  );
}

interface RadioOption {
  label: string;
  isChosen: boolean;
  choose: () => void;
}

function Radios({ path, options }: { path: string; options: RadioOption[] }) {
  const { helpOf } = useForm();
  const { label: legend, isRequired } = useLabel(path);
  const fault = useFault(path);
  const help = helpOf(path);
  return (
    <Fieldset {...(isRequired && { role: 'radiogroup', 'aria-required': true })}>
      <Fieldset.Legend>{legend}</Fieldset.Legend>
      {help && <Fieldset.Description>{help}</Fieldset.Description>}
      {options.map(({ label, isChosen, choose }, index) => (
        <Radio
          key={label}
          id={index === 0 ? fieldId(path) : undefined}
          name={fieldId(path)}
          label={label}
          value={label}
          checked={isChosen}
          onChange={choose}
          aria-invalid={fault ? true : undefined}
        />
      ))}
      {fault && <ValidationMessage>{fault}</ValidationMessage>}
    </Fieldset>
  );
}

interface SomeOfProps extends FieldProps {
  values: readonly string[];
  descriptionOf?: (value: string) => string;
}

/** Any number of the values, kept in their order. */
export function SomeOf({ path, values, descriptionOf }: SomeOfProps) {
  const { helpOf } = useForm();
  const { label: legend } = useLabel(path);
  const fault = useFault(path);
  const help = helpOf(path);
  return (
    <Fieldset>
      <Fieldset.Legend>{legend}</Fieldset.Legend>
      {help && <Fieldset.Description>{help}</Fieldset.Description>}
      <Boxes path={path} values={values} descriptionOf={descriptionOf} />
      {fault && <ValidationMessage>{fault}</ValidationMessage>}
    </Fieldset>
  );
}

/** The boxes of several values, without the group around them. */
export function Boxes({ path, values, descriptionOf }: SomeOfProps) {
  const { change, optionOf } = useForm();
  const value = useValueAt(path);
  const fault = useFault(path);
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  return values.map((option, index) => (
    <Checkbox
      key={option}
      id={index === 0 ? fieldId(path) : undefined}
      label={optionOf(path, option)}
      description={descriptionOf?.(option)}
      value={option}
      checked={chosen.includes(option)}
      onChange={({ target }) =>
        change(
          path,
          values.filter((each) => (each === option ? target.checked : chosen.includes(each))),
        )
      }
      aria-invalid={fault ? true : undefined}
    />
  ));
}

export function Pick({
  path,
  options,
}: FieldProps & { options: readonly { value: string; text: string }[] }) {
  const { t } = useTranslation();
  const { change, helpOf } = useForm();
  const { label, isRequired } = useLabel(path);
  const value = useValueAt(path);
  const fault = useFault(path);
  const help = helpOf(path);
  return (
    <Field>
      <Label>{label}</Label>
      {help && <Field.Description>{help}</Field.Description>}
      <Select
        id={fieldId(path)}
        value={asText(value)}
        onChange={({ target }) => change(path, target.value)}
        aria-required={isRequired}
        aria-invalid={fault ? true : undefined}
      >
        <Select.Option value="">{t('choose')}</Select.Option>
        {options.map(({ value: option, text }) => (
          <Select.Option key={option} value={option}>
            {text}
          </Select.Option>
        ))}
      </Select>
      {fault && <ValidationMessage>{fault}</ValidationMessage>}
    </Field>
  );
}

export function useTextProps({ path, isOptional = false }: FieldProps) {
  const { t } = useTranslation();
  const { change, helpOf } = useForm();
  const { label, isRequired } = useLabel(path);
  const value = useValueAt(path);
  const error = useFault(path);
  return {
    id: fieldId(path),
    label: isOptional ? t('optional', { label }) : label,
    description: helpOf(path),
    error,
    value: asText(value),
    'aria-required': isRequired,
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => change(path, target.value),
  };
}

/** The label, which says in words that the field must be filled in. */
function useLabel(path: string) {
  const { t } = useTranslation();
  const { labelOf, isRequired } = useForm();
  const label = labelOf(path);
  return isRequired?.(path)
    ? { label: t('required', { label }), isRequired: true }
    : { label, isRequired: undefined };
}

/** What a text field shows; a value of another shape is not its to show. */
function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

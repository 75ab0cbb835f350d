/** The part of helmet's options that is not its own default, for API and page alike. */
export interface SecurityHeaders {
  contentSecurityPolicy: {
    useDefaults: false;
    directives: Record<string, string[]>;
  };
  strictTransportSecurity: false | { maxAge: number; includeSubDomains: boolean };
  referrerPolicy: { policy: 'no-referrer' };
  crossOriginEmbedderPolicy: { policy: 'require-corp' };
  crossOriginOpenerPolicy: { policy: 'same-origin' };
  crossOriginResourcePolicy: { policy: 'same-origin' };
  xFrameOptions: { action: 'deny' };
}

const twoYearsSeconds = 63_072_000;
const self = "'self'";
const none = "'none'";

/**
 * What a browser is told of everything we answer: it runs our own built files alone, nothing written
 * into a page runs, no page of another shows ours, and no address of ours is told to others.
 *
 * @param publicUrl where the installation is reached; HSTS is sent where that is https
 */
export function securityHeaders(publicUrl: string): SecurityHeaders {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [none],
        scriptSrc: [self],
        scriptSrcAttr: [none],
        styleSrc: [self],
        styleSrcAttr: [none],
        imgSrc: [self, 'data:'],
        fontSrc: [self],
        connectSrc: [self],
        manifestSrc: [self],
        objectSrc: [none],
        baseUri: [none],
        formAction: [self],
        frameAncestors: [none],
      },
    },
    strictTransportSecurity: publicUrl.startsWith('https:') && {
      maxAge: twoYearsSeconds,
      includeSubDomains: false,
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  };
}

/** No page of ours uses any of them, so no script that got in could either. */
export const permissionsPolicy = [
  ...['accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'fullscreen'],
  ...['geolocation', 'gyroscope', 'hid', 'idle-detection', 'magnetometer', 'microphone', 'midi'],
  ...['payment', 'publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb'],
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

// The security headers that Gatehouse sends: helmet's own settings, and two fields that helmet does not know.
export const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
  },
  crossOriginEmbedderPolicy: { policy: 'require-corp' },
  xFrameOptions: { action: 'deny' },
  // Gatehouse sends this over TLS only, and the benchmark has none.
  strictTransportSecurity: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
};

const PERMISSIONS = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

export function answerHeaders(req, res, next) {
  res.setHeader('Permissions-Policy', PERMISSIONS);
  res.setHeader('Cache-Control', 'no-store');
  next();
}

// Failures as problem details (RFC 9457), in Gatehouse's words.
const REALM = 'Bearer realm="gatehouse"';

/** The value of WWW-Authenticate, and of what repeats it; none for a failure that is not of the credential. */
export const challengeOf = ({ challenge }) => (challenge === undefined ? undefined : REALM + challenge);

/** A failure that has an answer. */
export class Problem extends Error {
  constructor(status, code, title, detail, challenge) {
    super(detail);
    Object.assign(this, { status, code, title, challenge });
  }
}

export const invalidToken = (reason) =>
  new Problem(401, 'invalid_token', 'Invalid token', reason, `, error="invalid_token", error_description="${reason}"`);

export const notFound = (req, res) => send(req, res, NOT_FOUND);

// eslint-disable-next-line no-unused-vars -- Express knows an error handler by its four parameters.
export function failed(error, req, res, next) {
  if (error instanceof Problem) {
    send(req, res, error);
  } else if (error.type?.startsWith('entity.')) {
    send(req, res, new Problem(error.status, 'malformed_request', 'Malformed request', 'The request could not be understood.'));
  } else {
    req.log.error(error);
    send(req, res, new Problem(500, 'internal_error', 'Internal error', 'The service failed. Its log says why.'));
  }
}

function send(req, res, problem) {
  const challenge = challengeOf(problem);
  if (challenge !== undefined) {
    res.setHeader('WWW-Authenticate', challenge);
  }
  res.status(problem.status).type('application/problem+json').send(JSON.stringify({
    type: `urn:gatehouse:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    request_id: req.id,
  }));
}

const NOT_FOUND = new Problem(404, 'not_found', 'Not found', 'No route has this path.');

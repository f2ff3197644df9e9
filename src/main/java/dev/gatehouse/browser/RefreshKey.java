package dev.gatehouse.browser;

import dev.gatehouse.identity.Sha256;

/**
 * By what a refresh is known, here and to other replicas. Tells nothing of the tokens.
 *
 * @param sessionHash the hash of the session as the browser sent it: a later state of it, which may have the same refresh token, is
 *     refreshed anew
 * @param tokenHash the hash of its refresh token
 */
record RefreshKey(String sessionHash, String tokenHash) {

    static RefreshKey of(BrowserSession session) {
        String refreshToken = session.refreshToken().value();
        return new RefreshKey(
                Sha256.base64Url(refreshToken + "\n" + session.accessToken().value()), Sha256.base64Url(refreshToken));
    }
}

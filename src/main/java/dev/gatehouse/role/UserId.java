package dev.gatehouse.role;

/**
 * A user.
 *
 * @param username what Cognito's operations want
 * @param userId the {@code sub}, by which sessions end here
 */
record UserId(String username, String userId) {
    @Override
    public String toString() {
        return "UserId[" + userId + "]";
    }
}

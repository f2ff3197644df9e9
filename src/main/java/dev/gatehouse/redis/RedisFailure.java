package dev.gatehouse.redis;

import io.vertx.redis.client.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went wrong with Redis, for the log and for what is done about it. */
public final class RedisFailure {
    private static final int LONGEST = 300;
    private static final Pattern CREDENTIALS = Pattern.compile("://\\S*@");
    private static final Pattern CODE = Pattern.compile("[A-Z]{1,32}(?= |$)");
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x20-\\x7e]+");
    /**
     * What a server answers that is not, or not yet, the primary: also where a script met it, and to a command that waits while
     * the server's role changes.
     */
    private static final Pattern NOT_THE_PRIMARY =
            Pattern.compile("(?:^|[ -])(?:READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|UNBLOCKED|NOREPLICAS|FAILOVER) ");

    private RedisFailure() {}

    /** In one line, without credentials: what Redis answered, or else what kind of failure it is and its message. */
    public static String reason(Throwable failure) {
        Throwable root = root(failure);
        String message = root.getMessage() == null ? "" : root.getMessage();
        String words = isAnswer(root) || message.isEmpty() ? message : ": " + message;
        String whole = isAnswer(root) ? words : root.getClass().getSimpleName() + words;
        String line = NOT_PRINTABLE
                .matcher(CREDENTIALS.matcher(whole).replaceAll("://"))
                .replaceAll(" ");
        return line.substring(0, Math.min(line.length(), LONGEST));
    }

    /** A word for it, fit for a label: what Redis answered begins with one, such as {@code READONLY}. */
    static String kind(Throwable failure) {
        Throwable root = root(failure);
        String message = root.getMessage() == null ? "" : root.getMessage();
        Matcher code = CODE.matcher(message);
        return isAnswer(root) && code.lookingAt()
                ? code.group()
                : root.getClass().getSimpleName();
    }

    /** Whether a server answered that cannot be, or is no longer, the one to ask. */
    static boolean isOfAnotherServer(Throwable failure) {
        Throwable root = root(failure);
        return isAnswer(root)
                && root.getMessage() != null
                && NOT_THE_PRIMARY.matcher(root.getMessage()).find();
    }

    /** Whether a server answered that it does not know the script whose digest it was sent. */
    public static boolean isUnknownScript(Throwable failure) {
        Throwable root = root(failure);
        return isAnswer(root) && root.getMessage() != null && root.getMessage().startsWith("NOSCRIPT");
    }

    private static boolean isAnswer(Throwable failure) {
        return failure instanceof Response;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}

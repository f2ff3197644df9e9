package dev.gatehouse.identity;

import java.util.Set;

/** The attributes of their own account, besides the email address, that people may read and change here. */
public interface ProfileAttributes {

    /** The names in the pool, such as {@code name} and {@code custom:department}. */
    Set<String> names();
}

package dev.gatehouse.admin;

/** What the name of a group in a path looks like: any that Cognito accepts. */
final class GroupName {
    static final String FORM = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,128}";
    static final String MALFORMED = "must be the name of a group";

    private GroupName() {}
}

package dev.gatehouse.emulator;

import java.util.List;

/** A user whom every pool starts with, so that a newcomer can sign in at once. */
record Seed(String email, String password, List<String> groups) {

    static final List<Seed> ALL = List.of(
            new Seed("demo@example.com", "demo-Passw0rd!", List.of()),
            new Seed("admin@example.com", "admin-Passw0rd!", List.of("admin")));

    void plant(UserPool pool) {
        User user = pool.add(email, UserStatus.CONFIRMED);
        user.verifyEmail();
        user.passwords.set(password);
        for (String group : groups) {
            pool.groups.put(group, Group.plain(group, pool.now()));
            user.groups.add(group);
        }
    }
}

package dev.gatehouse.log;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The names of all members in one convention, made and escaped once. */
final class MemberNames {
    private final LogNames names;
    private final Map<LogMember, SerializableString> byMember = new EnumMap<>(LogMember.class);
    private final Map<String, SerializableString> byField = new HashMap<>();
    private final String prefix;

    MemberNames(LogNames names) {
        this.names = names;
        this.prefix = names == LogNames.GATEHOUSE ? "" : LogMember.Absent.PREFIX;
        for (LogMember member : LogMember.values()) {
            SerializableString name = new SerializedString(member.in(names));
            byMember.put(member, name);
            byField.put(member.in(LogNames.GATEHOUSE), name);
        }
    }

    LogNames convention() {
        return names;
    }

    SerializableString of(LogMember member) {
        return requireNonNull(byMember.get(member));
    }

    /** @param field a key of the MDC */
    SerializableString of(String field) {
        SerializableString known = byField.get(field);
        return known == null ? new SerializedString(prefix + field) : known;
    }
}

package dev.gatehouse.log;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HashMap;
import java.util.Map;

/** The names of all members in one convention, made and escaped once. */
final class MemberNames {
    private final LogNames names;
    private final SerializableString[] byMember;
    private final Map<String, SerializableString> byField = new HashMap<>();
    private final String prefix;

    MemberNames(LogNames names) {
        this.names = names;
        this.prefix = names == LogNames.GATEHOUSE ? "" : LogMember.Absent.PREFIX;
        LogMember[] members = LogMember.values();
        this.byMember = new SerializableString[members.length];
        for (LogMember member : members) {
            byMember[member.ordinal()] = new SerializedString(member.in(names));
            byField.put(member.in(LogNames.GATEHOUSE), byMember[member.ordinal()]);
        }
    }

    LogNames convention() {
        return names;
    }

    SerializableString of(LogMember member) {
        return byMember[member.ordinal()];
    }

    /** @param field a key of the MDC */
    SerializableString of(String field) {
        SerializableString known = byField.get(field);
        return known == null ? new SerializedString(prefix + field) : known;
    }
}

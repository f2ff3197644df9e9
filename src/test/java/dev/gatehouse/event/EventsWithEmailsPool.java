package dev.gatehouse.event;

import java.util.Map;

/** As {@link EventsPool}, with email addresses in the events. */
public class EventsWithEmailsPool extends EventsPool {
    @Override
    public Map<String, String> start() {
        Map<String, String> settings = super.start();
        settings.put("gatehouse.event.emails", "true");
        return settings;
    }
}

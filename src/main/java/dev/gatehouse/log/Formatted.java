package dev.gatehouse.log;

import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Returns the message of a line that is already formatted. */
final class Formatted extends ExtFormatter {

    @Override
    public String format(ExtLogRecord line) {
        return line.getMessage();
    }
}

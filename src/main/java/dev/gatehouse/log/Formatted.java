package dev.gatehouse.log;

import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Of a line that has been formatted already. */
final class Formatted extends ExtFormatter {

    @Override
    public String format(ExtLogRecord line) {
        return line.getMessage();
    }
}

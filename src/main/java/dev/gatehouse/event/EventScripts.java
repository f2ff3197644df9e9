package dev.gatehouse.event;

/**
 * Scripts in Lua for the stream of events, each of which is atomic. KEYS: the stream, the sorted set of the entries that wait for
 * another attempt by its time, the stream of dead letters. An entry is pending in the group, and stays in the stream, until it is
 * delivered.
 */
final class EventScripts {
    /** ARGV: the most entries, the three values. Returns 0 if the stream is full. */
    static final String ADD = """
            if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[1]) then
              return 0
            end
            redis.call('XADD', KEYS[1], '*', 'id', ARGV[2], 'at', ARGV[3], 'body', ARGV[4])
            return 1
            """;

    /** ARGV: now and the end of the lease in milliseconds, the most. Returns the entries that are due: id, values. */
    static final String DUE = """
            local found = {}
            for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
              local entry = redis.call('XRANGE', KEYS[1], id, id)[1]
              if entry then
                redis.call('ZADD', KEYS[2], ARGV[2], id)
                found[#found + 1] = entry
              else
                redis.call('ZREM', KEYS[2], id)
              end
            end
            return found
            """;

    /**
     * ARGV: the group, the consumer, the lease in milliseconds, the cursor, the most. Takes over what other consumers have not
     * finished. Returns the next cursor and the entries, without those that wait for another attempt: these are found by
     * {@link #DUE}, but belong to this consumer from now on, so that the other one can be deleted.
     */
    static final String CLAIM = """
            local claimed = redis.call('XAUTOCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4],
              'COUNT', ARGV[5], 'JUSTID')
            local found = {}
            for _, id in ipairs(claimed[2]) do
              if not redis.call('ZSCORE', KEYS[2], id) then
                local entry = redis.call('XRANGE', KEYS[1], id, id)[1]
                if entry then
                  found[#found + 1] = entry
                else
                  redis.call('XACK', KEYS[1], ARGV[1], id)
                end
              end
            end
            return {claimed[1], found}
            """;

    /** ARGV: the group, the id. */
    static final String REMOVE = """
            redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
            redis.call('ZREM', KEYS[2], ARGV[2])
            return redis.call('XDEL', KEYS[1], ARGV[2])
            """;

    /** ARGV: the group, the id, the most dead letters. */
    static final String BURY = """
            local entry = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])[1]
            if entry then
              redis.call('XADD', KEYS[3], 'MAXLEN', ARGV[3], '*', unpack(entry[2]))
            end
            """ + REMOVE;

    /**
     * ARGV: the group, this consumer, the shortest idle time in milliseconds. Deletes idle consumers that have nothing pending:
     * with a consumer Redis deletes what is pending for it.
     */
    static final String SWEEP = """
            for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
              local known = {}
              for i = 1, #consumer, 2 do
                known[consumer[i]] = consumer[i + 1]
              end
              if known.name ~= ARGV[2] and known.pending == 0 and known.idle > tonumber(ARGV[3]) then
                redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], known.name)
              end
            end
            return 0
            """;

    /** ARGV: the group, this consumer. Deletes it if it has nothing pending. */
    static final String LEAVE = """
            if #redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2]) == 0 then
              redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
            end
            return 0
            """;

    private EventScripts() {}
}

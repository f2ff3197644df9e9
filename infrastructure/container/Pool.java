import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;

/** An embedded user pool as a process of its own: prints its address, and ends when its input does. */
final class Pool {
    private Pool() {}

    public static void main(String[] arguments) throws Exception {
        try (Emulator pool = Emulator.start(EmulatorSettings.defaults())) {
            System.out.println(pool.endpoint());
            System.in.transferTo(System.out);
        }
    }
}

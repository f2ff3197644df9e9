import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;

/**
 * How many RS256 signatures one thread verifies per second: RSA of 2048 bits, public exponent 65537, a message of 800 bytes as
 * tokens have. Then the arithmetic alone, as {@link BigInteger#modPow} does it, and, with {@code --add-opens
 * java.base/java.math=ALL-UNNAMED}, by the same intrinsics with what depends only on the key made beforehand.
 *
 * <pre>
 * java Verify.java SECONDS
 * java -cp PROVIDER.jar Verify.java SECONDS CLASS    # also a provider, by the name of its class
 * </pre>
 */
final class Verify {
    private static final int BITS = 2048;
    private static final int MESSAGE = 800;
    private static final int WARM_UP_SECONDS = 3;
    private static final int BATCH = 100;

    private Verify() {}

    private interface Step {
        boolean run() throws Throwable;
    }

    public static void main(String[] arguments) throws Throwable {
        int seconds = Integer.parseInt(arguments[0]);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(BITS, RSAKeyGenParameterSpec.F4));
        KeyPair pair = generator.generateKeyPair();
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        byte[] message = new byte[MESSAGE];
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(pair.getPrivate());
        signer.update(message);
        byte[] signature = signer.sign();

        report("JDK", verification(Signature.getInstance("SHA256withRSA"), key, message, signature), seconds);
        BigInteger number = new BigInteger(1, signature);
        BigInteger result = number.modPow(key.getPublicExponent(), key.getModulus());
        report("modPow", () -> number.modPow(key.getPublicExponent(), key.getModulus()).equals(result), seconds);
        if (BigInteger.class.getModule().isOpen("java.math", Verify.class.getModule())) {
            Montgomery kept = new Montgomery(key.getModulus());
            report("Montgomery form kept", () -> kept.power65537(number).equals(result), seconds);
        }
        if (arguments.length > 1) {
            Provider provider = (Provider) Class.forName(arguments[1]).getConstructor().newInstance();
            PublicKey translated = (PublicKey) KeyFactory.getInstance("RSA", provider).translateKey(key);
            Signature verifier = Signature.getInstance("SHA256withRSA", provider);
            report(provider.getName(), verification(verifier, translated, message, signature), seconds);
        }
    }

    private static Step verification(Signature verifier, PublicKey key, byte[] message, byte[] signature) {
        return () -> {
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        };
    }

    private static void report(String name, Step step, int seconds) throws Throwable {
        rate(step, WARM_UP_SECONDS);
        System.out.printf("%s: %.0f /s%n", name, rate(step, seconds));
    }

    private static double rate(Step step, int seconds) throws Throwable {
        long begun = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - begun < seconds * 1_000_000_000L) {
            for (int i = 0; i < BATCH; i++) {
                if (!step.run()) {
                    throw new GeneralSecurityException("The result is wrong.");
                }
            }
            count += BATCH;
        }
        return count * 1e9 / (System.nanoTime() - begun);
    }

    /** What a cheaper way could gain: R² mod n and -1/n mod 2^64 are kept per key. Of measurement only, by private methods. */
    private static final class Montgomery {
        private static final int WORDS = BITS / Integer.SIZE;
        private static final MethodHandle MULTIPLY = of("montgomeryMultiply", int[].class, int[].class, int[].class);
        private static final MethodHandle SQUARE = of("montgomerySquare", int[].class, int[].class);

        private final BigInteger n;
        private final int[] modulus;
        private final int[] square;
        private final long inverse;

        Montgomery(BigInteger n) {
            BigInteger word = BigInteger.ONE.shiftLeft(Long.SIZE);
            this.n = n;
            modulus = words(n);
            square = words(BigInteger.ONE.shiftLeft(2 * BITS).mod(n));
            inverse = n.modInverse(word).negate().longValue();
        }

        BigInteger power65537(BigInteger number) throws Throwable {
            int[] plain = words(number);
            int[] power = (int[]) MULTIPLY.invokeExact(plain, square, modulus, WORDS, inverse, new int[2 * WORDS]);
            for (int i = 0; i < 16; i++) {
                power = (int[]) SQUARE.invokeExact(power, modulus, WORDS, inverse, new int[2 * WORDS]);
            }
            power = (int[]) MULTIPLY.invokeExact(power, plain, modulus, WORDS, inverse, new int[2 * WORDS]);
            byte[] bytes = new byte[BITS / Byte.SIZE];
            ByteBuffer.wrap(bytes).asIntBuffer().put(power, 0, WORDS);
            BigInteger result = new BigInteger(1, bytes);
            return result.compareTo(n) < 0 ? result : result.subtract(n);
        }

        private static int[] words(BigInteger number) {
            byte[] bytes = number.toByteArray();
            byte[] padded = new byte[BITS / Byte.SIZE];
            int length = Math.min(bytes.length, padded.length);
            System.arraycopy(bytes, bytes.length - length, padded, padded.length - length, length);
            int[] words = new int[WORDS];
            ByteBuffer.wrap(padded).asIntBuffer().get(words);
            return words;
        }

        private static MethodHandle of(String name, Class<?>... numbers) {
            MethodType type = MethodType.methodType(int[].class, numbers).appendParameterTypes(int.class, long.class, int[].class);
            try {
                return MethodHandles.privateLookupIn(BigInteger.class, MethodHandles.lookup()).findStatic(BigInteger.class, name, type);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

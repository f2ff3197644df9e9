package dev.gatehouse.identity;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The device that the request under way comes from, as far as its body describes it. */
@RequestScoped
public class Device {
    private volatile @Nullable DeviceContext context;

    public void describe(@Nullable DeviceContext context) {
        this.context = context;
    }

    public Optional<DeviceContext> context() {
        return Optional.ofNullable(context);
    }
}

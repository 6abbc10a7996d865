package io.observabilityfactory.query.ui;

import io.observabilityfactory.testkit.OpenIdProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Has people sign in at an {@link OpenIdProvider}, which a test gets in a field of this type. */
public final class OpenIdProviderResource implements QuarkusTestResourceLifecycleManager {

    private OpenIdProvider provider;

    @Override
    public Map<String, String> start() {
        provider = OpenIdProvider.start();
        return provider.settings();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(provider, new TestInjector.MatchesType(OpenIdProvider.class));
    }

    @Override
    public void stop() {
        if (provider != null) {
            provider.close();
        }
    }
}

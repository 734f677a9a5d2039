package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Build tools stand between javac and the processor: IntelliJ hands over proxies of its environment, Gradle a class of its
 * own with a filer that wants one originating element for each file; and both load the processor by a loader of its own,
 * while javac starts the plugin. Everything is there all the same.
 */
final class WrappedEnvironmentTest {
    private static final Source NOISE = Source.acme("""
            @DtypePolicy("mixed_float16")
            abstract class Noise extends Layer {
                public Tensor forward(Tensor x) {
                    return x.add(Tensor§.randomNormal(x.shape()));
                }
            }
            """);

    private URLClassLoader loader;

    @BeforeEach
    void open() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : RealJavac.processorPath().split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        loader = new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    /** The processor, of another loader than the plugin, in an environment of proxies. */
    private Processor wrapped() throws ReflectiveOperationException {
        Class<?> type = loader.loadClass(HalfcafProcessor.class.getName());
        assertThat(type).isNotSameAs(HalfcafProcessor.class);
        Processor processor = (Processor) type.getConstructor().newInstance();
        return proxy(Processor.class, processor, (name, arguments) -> {
            if (name.equals("init")) {
                arguments[0] = environment((ProcessingEnvironment) arguments[0]);
            }
        });
    }

    private static ProcessingEnvironment environment(ProcessingEnvironment environment) {
        Filer filer = proxy(Filer.class, environment.getFiler(), (name, arguments) -> {
            if (name.startsWith("create")) {
                Object[] originating = (Object[]) arguments[arguments.length - 1];
                assertThat(originating).hasSize(1).hasOnlyElementsOfType(TypeElement.class);
            }
        });
        Messager messager = proxy(Messager.class, environment.getMessager(), (name, arguments) -> {});
        Elements elements = proxy(Elements.class, environment.getElementUtils(), (name, arguments) -> {});
        Types types = proxy(Types.class, environment.getTypeUtils(), (name, arguments) -> {});
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "getFiler" -> filer;
            case "getMessager" -> messager;
            case "getElementUtils" -> elements;
            case "getTypeUtils" -> types;
            default -> invoke(environment, method, arguments);
        };
        return (ProcessingEnvironment) Proxy.newProxyInstance(
                WrappedEnvironmentTest.class.getClassLoader(), new Class<?>[] {ProcessingEnvironment.class}, handler);
    }

    private interface Watcher {
        void called(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, T real, Watcher watcher) {
        return type.cast(Proxy.newProxyInstance(
                WrappedEnvironmentTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    watcher.called(method.getName(), arguments);
                    return invoke(real, method, arguments);
                }));
    }

    private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void wrappersAreGenerated() throws ReflectiveOperationException {
        Source dense = Source.acme("""
                @DtypePolicy(value = "mixed_float16", lossScale = "dynamic")
                public abstract class Dense extends Model {
                    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());
                    record Batch(Tensor pixels, List<Tensor> more) {}
                    public Tensor forward(Batch batch) { return batch.pixels().matmul(kernel); }
                    public Tensor loss(Tensor y, Batch batch) { return y.mean(); }
                }
                """);
        Compiled plain = Compiled.of(dense).isClean();
        Compiled wrapped = Compiled.with(List.of(), List.of(wrapped()), dense).isClean();
        assertThat(plain.generatedNames()).hasSize(2);
        assertThat(wrapped.generatedNames()).isEqualTo(plain.generatedNames());
        assertThat(wrapped.allGenerated()).isEqualTo(plain.allGenerated());
    }

    @Test
    void bodiesAreChecked() throws ReflectiveOperationException {
        Compiled.with(List.of(), List.of(wrapped()), NOISE).hasPlaces("error DtypeMismatch");
    }

    @Test
    void optionsTravel() throws ReflectiveOperationException {
        Compiled.with(List.of("-Ahalfcaf.severity=DtypeMismatch:note"), List.of(wrapped()), NOISE)
                .hasPlaces("note DtypeMismatch");
        Source strict = Source.acme("""
                @DtypePolicy("mixed_float16")
                abstract class Strict extends Layer {
                    public Tensor forward(Tensor x) { return x; }
                    Tensor other(Tensor a, @Float32 Tensor b) { return §a.add(b); }
                }
                """);
        Compiled.with(List.of("-Ahalfcaf.strict"), List.of(wrapped()), strict).hasPlaces("warning UnknownDtype");
        Source policy = Source.acme("""
                @DtypePolicy
                abstract class Bare extends Layer {
                    public Tensor forward(Tensor x) { return x; }
                }
                """);
        assertThat(Compiled.with(List.of("-Ahalfcaf.policy=mixed_bfloat16"), List.of(wrapped()), policy)
                        .isClean()
                        .generated("com.acme.CastingBare"))
                .contains("mixed_bfloat16");
    }

    /** The plugin knows that the processor ran, though no class of theirs is the same. */
    @Test
    void aMistakeIsOneMessage() throws ReflectiveOperationException {
        Source wrong = Source.acme("@DtypePolicy final §class Wrong extends Layer {}");
        Compiled.with(List.of(), List.of(wrapped()), wrong).hasPlaces("error FinalClass");
        assertThat(wrapped().getSupportedOptions()).contains("halfcaf.policy", "halfcaf.strict", "halfcaf.severity");
    }
}

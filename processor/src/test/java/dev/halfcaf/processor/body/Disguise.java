package dev.halfcaf.processor.body;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import javax.lang.model.util.Elements;

/**
 * Ordinary classes in the parts of our own: ordinary code is then full of tensors and layers, and the analysis follows it
 * through every construct.
 *
 * @param parts the class that plays each part
 */
record Disguise(String name, Map<String, String> parts) {
    Elements over(Elements elements) {
        return (Elements) Proxy.newProxyInstance(
                Disguise.class.getClassLoader(), new Class<?>[] {Elements.class}, (proxy, method, arguments) -> {
                    Object[] passed = arguments;
                    if (method.getName().equals("getTypeElement") && arguments.length == 1) {
                        String asked = arguments[0].toString();
                        passed = new Object[] {parts.getOrDefault(asked, asked)};
                    }
                    try {
                        return method.invoke(elements, passed);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

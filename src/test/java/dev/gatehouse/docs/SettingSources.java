package dev.gatehouse.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads the settings from the source files of the {@code @ConfigMapping} interfaces: names, types, defaults, Javadoc. */
final class SettingSources {
    private static final Path MAIN = Path.of("src/main/java");

    private static final Pattern MAP_OF_GROUPS = Pattern.compile("Map<(\\w+), (\\w+)>");

    private final Map<String, ClassTree> types = new HashMap<>();
    private final Map<Tree, String> comments = new HashMap<>();

    /** All settings, by file and in the order of the source. */
    static List<Setting> read() throws IOException {
        return new SettingSources().all();
    }

    private List<Setting> all() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(MAIN)) {
            files = found.filter(file -> file.toString().endsWith(".java"))
                    .filter(SettingSources::mayDeclareTypes)
                    .sorted()
                    .toList();
        }
        List<Setting> settings = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            Trees trees = Trees.instance(task);
            List<ClassTree> mappings = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree type : unit.getTypeDecls()) {
                    remember((ClassTree) type, new TreePath(new TreePath(unit), type), trees);
                    mappings.add((ClassTree) type);
                }
            }
            for (ClassTree mapping : mappings) {
                annotation(mapping.getModifiers().getAnnotations(), "ConfigMapping")
                        .ifPresent(prefix -> collect(prefix + '.', mapping, settings));
            }
        }
        return settings;
    }

    /** The mappings, and the enumerations that they may name. */
    private static boolean mayDeclareTypes(Path file) {
        try {
            String source = Files.readString(file);
            return source.contains("@ConfigMapping(") || source.contains("\nenum ") || source.contains(" enum ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(ClassTree type, TreePath path, Trees trees) {
        types.put(type.getSimpleName().toString(), type);
        comment(type, path, trees);
        for (Tree member : type.getMembers()) {
            TreePath below = new TreePath(path, member);
            if (member instanceof ClassTree nested) {
                remember(nested, below, trees);
            } else {
                comment(member, below, trees);
            }
        }
    }

    private void comment(Tree tree, TreePath path, Trees trees) {
        String text = trees.getDocComment(path);
        if (text != null) {
            comments.put(tree, text);
        }
    }

    private void collect(String prefix, ClassTree mapping, List<Setting> settings) {
        for (Tree member : mapping.getMembers()) {
            if (member instanceof MethodTree method && method.getBody() == null) {
                collect(prefix, mapping, method, settings);
            }
        }
    }

    private void collect(String prefix, ClassTree mapping, MethodTree method, List<Setting> settings) {
        List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
        String name = prefix
                + annotation(annotations, "WithName")
                        .orElseGet(() -> dashed(method.getName().toString()));
        String type = method.getReturnType().toString();
        Matcher map = MAP_OF_GROUPS.matcher(type);
        ClassTree group = types.get(map.matches() ? map.group(2) : type);
        if (map.matches() && isKind(types.get(map.group(1)), Tree.Kind.ENUM)) {
            collect(prefix, types.get(map.group(1)), group, settings);
        } else if (isKind(group, Tree.Kind.INTERFACE)) {
            collect(name + (map.matches() ? ".<name>." : "."), group, settings);
        } else {
            String text = comments.getOrDefault(method, groupComment(mapping));
            settings.add(new Setting(name, typeName(type), annotation(annotations, "WithDefault"), text));
        }
    }

    /**
     * The settings of a map with the parent's name whose keys are the constants of an enumeration: the arguments of each constant
     * are the defaults of the group, and its Javadoc is continued by that of the group's methods.
     */
    private void collect(String prefix, ClassTree keys, ClassTree group, List<Setting> settings) {
        for (Tree member : keys.getMembers()) {
            if (comments.containsKey(member)
                    && member instanceof VariableTree constant
                    && constant.getInitializer() instanceof NewClassTree made) {
                List<Setting> ofGroup = new ArrayList<>();
                collect(prefix + hyphenated(constant) + '.', group, ofGroup);
                for (int i = 0; i < ofGroup.size(); i++) {
                    Setting each = ofGroup.get(i);
                    Optional<String> fallback =
                            Optional.ofNullable(literal(made.getArguments().get(i)));
                    String text = comments.get(member).strip().replaceFirst("\\.$", ", ")
                            + each.comment().substring(0, 1).toLowerCase(Locale.ROOT)
                            + each.comment().substring(1);
                    settings.add(new Setting(each.name(), each.type(), fallback, text));
                }
            }
        }
    }

    private static boolean isKind(ClassTree type, Tree.Kind kind) {
        return type != null && type.getKind() == kind;
    }

    /** What is said of all settings of an advanced group. */
    private String groupComment(ClassTree group) {
        String text = comments.getOrDefault(group, "").strip();
        return text.startsWith(Setting.ADVANCED) ? text : "";
    }

    private String typeName(String type) {
        String inner = type.replaceFirst("^Optional<(.*)>$", "$1");
        ClassTree constants = types.get(inner);
        if (isKind(constants, Tree.Kind.ENUM)) {
            return constants.getMembers().stream()
                    .filter(member -> member.getKind() == Tree.Kind.VARIABLE)
                    .map(member -> '`' + hyphenated((VariableTree) member) + '`')
                    .collect(Collectors.joining(", "));
        }
        return switch (inner) {
            case "boolean", "Boolean", "Duration", "Path" -> inner.toLowerCase(Locale.ROOT);
            case "int", "long", "double" -> "number";
            case "MemorySize" -> "size";
            case "String" -> "text";
            case "URI" -> "URI";
            default -> {
                if (inner.startsWith("List<") || inner.startsWith("Set<")) {
                    yield "list";
                }
                throw new IllegalStateException("no word for the type " + type);
            }
        };
    }

    /** The text of the annotation of this name. */
    private static Optional<String> annotation(List<? extends AnnotationTree> annotations, String name) {
        return annotations.stream()
                .filter(each -> each.getAnnotationType().toString().equals(name))
                .flatMap(each -> each.getArguments().stream())
                .map(argument -> argument instanceof AssignmentTree given ? given.getExpression() : argument)
                .map(SettingSources::literal)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static String literal(ExpressionTree expression) {
        return expression instanceof LiteralTree text ? text.getValue().toString() : null;
    }

    private static String hyphenated(VariableTree constant) {
        return constant.getName().toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}

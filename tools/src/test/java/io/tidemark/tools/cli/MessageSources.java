package io.tidemark.tools.cli;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The calls by which the code speaks to people, read from its sources as the compiler reads them. */
final class MessageSources {
    /** What stands for a part of a message that is known only when it is said. */
    private static final String VARIABLE = "…";

    /**
     * A call that says something.
     *
     * @param name of the constructor's class, or of the method with what it is called on: {@code problems.error}
     * @param texts the arguments as people read them, in order
     * @param file the class in which it stands
     */
    record Call(String name, List<String> texts, String file) {
        String text(int k) {
            return texts.get(k);
        }

        /** Whether an argument has any words of its own. */
        boolean says(int k) {
            return k >= 0 && k < texts.size() && texts.get(k).matches("(?s).*[a-z]{2}.*");
        }
    }

    private final List<Call> calls = new ArrayList<>();

    static List<Call> of(Path... folders) throws IOException {
        MessageSources sources = new MessageSources();
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                sources.scan(unit);
            }
        }
        return sources.calls;
    }

    private void scan(CompilationUnitTree unit) {
        for (Tree type : unit.getTypeDecls()) {
            String name = type instanceof ClassTree declared
                    ? declared.getSimpleName().toString()
                    : "";
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitNewClass(NewClassTree made, Void none) {
                    calls.add(new Call(made.getIdentifier().toString(), texts(made.getArguments()), name));
                    return super.visitNewClass(made, none);
                }

                @Override
                public Void visitMethodInvocation(MethodInvocationTree called, Void none) {
                    calls.add(new Call(called.getMethodSelect().toString(), texts(called.getArguments()), name));
                    return super.visitMethodInvocation(called, none);
                }
            }.scan(type, null);
        }
    }

    private static List<String> texts(List<? extends ExpressionTree> arguments) {
        return arguments.stream().map(MessageSources::text).toList();
    }

    private static String text(ExpressionTree expression) {
        String text = raw(expression);
        return text.replaceAll("(… ?)*…", VARIABLE);
    }

    private static String raw(ExpressionTree expression) {
        if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
            return text;
        } else if (expression instanceof LiteralTree literal && literal.getKind() != Tree.Kind.NULL_LITERAL) {
            return String.valueOf(literal.getValue());
        } else if (expression instanceof ParenthesizedTree inner) {
            return raw(inner.getExpression());
        } else if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return raw(sum.getLeftOperand()) + raw(sum.getRightOperand());
        } else if (expression instanceof ConditionalExpressionTree choice) {
            return choice(raw(choice.getTrueExpression()), raw(choice.getFalseExpression()));
        }
        return expression.toString().matches("(Reason|Exit)\\.[A-Z_]+")
                ? expression.toString().substring(expression.toString().indexOf('.') + 1)
                : VARIABLE;
    }

    private static String choice(String one, String other) {
        if (one.equals(other)) {
            return one;
        }
        return one.equals(VARIABLE) || other.equals(VARIABLE) ? VARIABLE : "[" + one + "|" + other + "]";
    }
}

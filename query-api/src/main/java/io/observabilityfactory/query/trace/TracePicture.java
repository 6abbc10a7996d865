package io.observabilityfactory.query.trace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A trace as a tree for people: one line for all siblings of a name, with the sum of their durations, above what is below
 * any of them. Written without recursion, as the depth is the client's choice.
 */
final class TracePicture {

    /** Where durations stand unless a line is too long. */
    private static final int DURATION_COLUMN = 34;

    private static final int LEAST_GAP = 2;

    private static final int LONGEST_NAME = 120;

    /** A line gets longer with each level: deeper ones are only counted. */
    private static final int MOST_LEVELS = 100;

    private static final double NANOS_PER_SECOND = 1e9;

    private final SpanForest forest;
    private final List<Line> lines = new ArrayList<>();
    private final Deque<Group> todo = new ArrayDeque<>();

    private TracePicture(SpanForest forest) {
        this.forest = forest;
    }

    static String of(SpanForest forest) {
        return new TracePicture(forest).drawn();
    }

    private String drawn() {
        List<List<Integer>> trees = byName(forest.roots());
        for (int i = trees.size() - 1; i >= 0; i--) {
            todo.push(new Group(trees.get(i), 0, "", "  "));
        }
        while (!todo.isEmpty()) {
            Group group = todo.pop();
            lines.add(line(group));
            if (group.level < MOST_LEVELS) {
                pushChildren(group);
            } else {
                countBelow(group);
            }
        }
        return text();
    }

    private void pushChildren(Group parent) {
        List<List<Integer>> groups = byName(childrenOf(parent.spans));
        for (int i = groups.size() - 1; i >= 0; i--) {
            boolean last = i == groups.size() - 1;
            todo.push(new Group(
                    groups.get(i),
                    parent.level + 1,
                    parent.indentOfChildren + (last ? "└─ " : "├─ "),
                    parent.indentOfChildren + (last ? "    " : "│   ")));
        }
    }

    private void countBelow(Group group) {
        int below = 0;
        Deque<Integer> unseen = new ArrayDeque<>(childrenOf(group.spans));
        while (!unseen.isEmpty()) {
            below++;
            unseen.addAll(forest.children(unseen.pop()));
        }
        if (below > 0) {
            lines.add(new Line(group.indentOfChildren + "└─ … " + below + " more below", ""));
        }
    }

    private List<Integer> childrenOf(List<Integer> spans) {
        return spans.stream()
                .flatMap(span -> forest.children(span).stream())
                .sorted()
                .toList();
    }

    private List<List<Integer>> byName(List<Integer> siblings) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        siblings.forEach(span -> groups.computeIfAbsent(forest.span(span).name(), name -> new ArrayList<>())
                .add(span));
        return List.copyOf(groups.values());
    }

    private Line line(Group group) {
        String name = shown(forest.span(group.spans.get(0)).name());
        String times = group.spans.size() == 1 ? "" : " (x" + group.spans.size() + ")";
        return new Line(group.indent + name + times, seconds(group.spans));
    }

    private static String shown(String name) {
        String oneLine = name.replaceAll("\\p{Cntrl}", " ");
        return width(oneLine) <= LONGEST_NAME
                ? oneLine
                : oneLine.substring(0, oneLine.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    private String seconds(Collection<Integer> spans) {
        double nanos = spans.stream()
                .map(span -> forest.span(span).duration())
                .mapToDouble(TracePicture::nanos)
                .sum();
        return String.format(Locale.ROOT, "[%.2fs]", nanos / NANOS_PER_SECOND);
    }

    private static double nanos(Duration duration) {
        return duration.getSeconds() * NANOS_PER_SECOND + duration.getNano();
    }

    private String text() {
        int longest = lines.stream().mapToInt(line -> width(line.label)).max().orElse(0);
        int column = Math.max(DURATION_COLUMN, longest + LEAST_GAP);
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            String padded = line.label + " ".repeat(column - width(line.label)) + line.duration;
            text.append(padded.stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(String label) {
        return label.codePointCount(0, label.length());
    }

    private record Line(String label, String duration) {}

    private record Group(List<Integer> spans, int level, String indent, String indentOfChildren) {}
}

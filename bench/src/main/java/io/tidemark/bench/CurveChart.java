package io.tidemark.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Latency over rate as an SVG picture, both axes logarithmic. */
final class CurveChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 110;
    private static final int TOP = 40;
    private static final int BOTTOM = 60;
    private static final int NAME_HEIGHT = 13;

    /**
     * @param name beside the line's end
     * @param milliseconds one per rate
     */
    record Line(String name, String colour, boolean dashed, double[] milliseconds) {}

    private final double[] rates;
    private final List<Line> lines;
    private final double lowest;
    private final double highest;
    private final List<String> svg = new ArrayList<>();
    private final List<Double> names = new ArrayList<>();

    private CurveChart(double[] rates, List<Line> lines) {
        this.rates = rates;
        this.lines = lines;
        double low = Double.MAX_VALUE;
        double high = 0;
        for (Line line : lines) {
            for (double ms : line.milliseconds()) {
                low = Math.min(low, Math.max(ms, 0.01));
                high = Math.max(high, ms);
            }
        }
        lowest = Math.pow(10, Math.floor(Math.log10(low)));
        highest = Math.pow(10, Math.ceil(Math.log10(high)));
    }

    /** @param rates activities a second, ascending, at least two */
    static String draw(String title, double[] rates, List<Line> lines) {
        CurveChart chart = new CurveChart(rates, lines);
        chart.frame(title);
        lines.forEach(chart::line);
        chart.svg.add("</svg>");
        return String.join("\n", chart.svg) + "\n";
    }

    private double x(double rate) {
        double share = Math.log(rate / rates[0]) / Math.log(rates[rates.length - 1] / rates[0]);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private double y(double ms) {
        double share = Math.log(Math.max(ms, lowest) / lowest) / Math.log(highest / lowest);
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private void add(String format, Object... values) {
        svg.add(String.format(Locale.ROOT, format, values));
    }

    private void frame(String title) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                WIDTH, HEIGHT);
        add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, HEIGHT);
        add("<text x=\"%d\" y=\"22\" font-size=\"14\">%s</text>", LEFT, title);
        for (double ms = lowest; ms <= highest * 1.001; ms *= 10) {
            add("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>", LEFT, y(ms), WIDTH - RIGHT);
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s ms</text>", LEFT - 8, y(ms) + 4, plain(ms));
        }
        for (double rate : rates) {
            add("<path d=\"M%.1f %dV%d\" stroke=\"#eee\"/>", x(rate), TOP, HEIGHT - BOTTOM);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,.0f</text>", x(rate), HEIGHT - BOTTOM + 18, rate);
        }
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">activities a second, open loop</text>",
                LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 18);
    }

    private static String plain(double ms) {
        return new BigDecimal(ms, new MathContext(2)).stripTrailingZeros().toPlainString();
    }

    /** Where a name may stand: above another that is there already, as later lines are the higher ones. */
    private double apart(double y) {
        double free = y;
        while (taken(free)) {
            free -= 1;
        }
        names.add(free);
        return free;
    }

    private boolean taken(double y) {
        return names.stream().anyMatch(name -> Math.abs(name - y) < NAME_HEIGHT);
    }

    private void line(Line line) {
        StringBuilder path = new StringBuilder();
        for (int k = 0; k < rates.length; k++) {
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", k == 0 ? "M" : "L", x(rates[k]), y(line.milliseconds()[k])));
        }
        add(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
                path, line.colour(), line.dashed() ? " stroke-dasharray=\"4 4\"" : "");
        double end = apart(y(line.milliseconds()[rates.length - 1]));
        add("<text x=\"%d\" y=\"%.1f\" fill=\"%s\">%s</text>", WIDTH - RIGHT + 6, end + 4, line.colour(), line.name());
    }
}

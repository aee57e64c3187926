package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class CurveChartTest {
    private static final double[] RATES = {10_000, 100_000};

    private static Document draw(double... milliseconds) throws Exception {
        String svg =
                CurveChart.draw("Latency", RATES, List.of(new CurveChart.Line("p99", "#d62728", false, milliseconds)));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldDrawALineFromTheLowestRateToTheHighest() throws Exception {
        Document svg = draw(0.5, 170);
        var paths = svg.getElementsByTagName("path");
        String line = paths.item(paths.getLength() - 1)
                .getAttributes()
                .getNamedItem("d")
                .getNodeValue();
        assertThat(line).startsWith("M70.0 ").contains("L610.0 ");
    }

    @Test
    void shouldNameEveryPowerOfTenBetweenTheLeastAndTheMost() throws Exception {
        assertThat(draw(0.5, 170).getDocumentElement().getTextContent())
                .contains("0.1 ms", "1 ms", "10 ms", "100 ms", "1000 ms", "10,000", "100,000", "p99");
    }
}

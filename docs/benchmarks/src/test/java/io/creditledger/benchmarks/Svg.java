package io.creditledger.benchmarks;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A chart as a browser would read it.
 *
 * @param document what it found
 */
record Svg(Document document) {
    static Svg of(String text) {
        try {
            Document parsed = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)));
            return new Svg(parsed);
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw new AssertionError("not XML: " + text, e);
        }
    }

    List<String> texts() {
        NodeList texts = document.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(index -> texts.item(index).getTextContent())
                .toList();
    }

    int count(String element) {
        return document.getElementsByTagName(element).getLength();
    }
}
